import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { JOURNEYS } from './journeys.ts';

/** As the house lists them; loading it would take a browser. */
const VIEWS = [
  ...readFileSync(new URL('../../src/ui/lab-app.ts', import.meta.url), 'utf8').matchAll(
    /^ {2}\[\s*'([\w-]+)',\s*\{\s*title/gm,
  ),
].map(([, id = '']) => id);

describe('every view of the house is walked through', () => {
  it('finds the views', () => {
    expect(VIEWS.length).toBeGreaterThan(9);
    expect(VIEWS).toContain('measure');
  });

  it.each(VIEWS)('%s has a journey', (view) => {
    expect(JOURNEYS.filter((journey) => journey.view === view)).not.toEqual([]);
  });
});
