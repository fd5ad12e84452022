/** FIXTURES: runs to keep, with documents of no more than a name; and what a store of the tests' own is called. */
import { BOUND } from '../../../src/results/store/kept.ts';
import type { DatabasePlace } from '../../../src/results/store/database.ts';
import { UPGRADE_STEPS } from '../../../src/results/store/database.ts';
import type { Keepable } from '../../../src/results/store/kept.ts';

let count = 0;

/** A database nobody else has. */
export function freshPlace(): DatabasePlace {
  count += 1;
  return { name: `overlap-test-${performance.timeOrigin}-${count}`, steps: UPGRADE_STEPS, openMs: 5_000, most: BOUND };
}

/** Number n was saved n minutes after the first. */
export function keepable(n: number, more: Partial<Keepable> = {}): Keepable {
  return {
    id: `run-${n}`,
    savedAt: new Date(Date.UTC(2026, 10, 1) + n * 60_000).toISOString(),
    format: 'overlap-result/1',
    state: 'whole',
    answer: `Answer ${n}.`,
    device: 'Chromium 156 on Linux, 2 cores',
    document: { schema: 'overlap-result/1', state: 'complete', n },
    ...more,
  };
}
