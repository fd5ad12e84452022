/** References counted by real threads: whatever protects the count leaves it right, and a stop is heard. */
import { expect, test } from 'vitest';
import { AT_FIRST, countReferences } from '../../../src/experiments/claim-lab/reference-counts.ts';
import { Stopped } from '../../../src/pool/errors.ts';
import { keptRig, openRig, type Rig } from '../../models/rig.ts';

let rig: Rig;
keptRig(
  () => openRig(2),
  (opened) => {
    rig = opened;
  },
);

const labWith = (signal: AbortSignal) => ({ pool: rig.pool, stage: rig.stage, signal });
const unhurried = (): AbortSignal => AbortSignal.timeout(20_000);

test.each([
  { counting: 'atomic', objects: 'shared' },
  { counting: 'locked', objects: 'shared' },
  { counting: 'biased', objects: 'shared' },
  { counting: 'biased', objects: 'own' },
  { counting: 'plain', objects: 'own' },
  { counting: 'plain', objects: 'shared', underGil: true },
] as const)('two threads, $counting counts, $objects, under a GIL: $underGil: one is left of each', async (how) => {
  const { rate, left } = await countReferences(labWith(unhurried()), { ...how, workers: 2, ms: 15 });
  expect(rate).toBeGreaterThan(0);
  expect(left).toEqual(how.objects === 'own' ? [AT_FIRST, AT_FIRST] : [AT_FIRST]);
});

test.each([{}, { underGil: true }] as const)('a stop ends a long window, and the next one runs: %o', async (how) => {
  const abort = new AbortController();
  const asked = { ...how, counting: 'plain', objects: 'shared', workers: 2 } as const;
  const counted = countReferences(labWith(abort.signal), { ...asked, ms: 60_000 });
  abort.abort();
  await expect(counted).rejects.toThrow(Stopped);
  expect((await countReferences(labWith(unhurried()), { ...asked, ms: 15 })).rate).toBeGreaterThan(0);
});
