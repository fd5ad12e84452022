/** The measured result that the bench opens as a link; as it stands beside the tests of results. */
import { readFileSync } from 'node:fs';
import type { ResultDocument } from '../../../src/results/schema.ts';

export function measuredDocument(): ResultDocument {
  return JSON.parse(
    readFileSync(new URL('../../results/measured-document.json', import.meta.url), 'utf8'),
  ) as ResultDocument;
}
