/** The summary form of a link is exact for whatever a summary can be; apart from the other claims about it, since it takes seconds. */
import fc from 'fast-check';
import { isDeepStrictEqual } from 'node:util';
import { it } from 'vitest';
import { readSummaryPayload, summaryPayload, thinned } from '../../../src/results/link/summary-link.ts';
import { ANY_SUMMARY } from '../any-document.ts';
import { expectSame } from './same.ts';

const SEED = 1221;
const ROOMY = 2048;

it(`any summary comes back as it was sent, or as what there was room for (seed ${SEED})`, { timeout: 60_000 }, () => {
  fc.assert(
    fc.property(ANY_SUMMARY, (any) => {
      const read = readSummaryPayload(summaryPayload(any, ROOMY));
      if (!isDeepStrictEqual(read, { ok: true, value: any }))
        expectSame(read, { ok: true, value: thinned(any, ROOMY) });
    }),
    { seed: SEED, numRuns: 7000 },
  );
});
