import { expect, test } from 'vitest';
import claim from '../../../src/experiments/claims/nogil-kernels-scale.ts';
import type { PlayWanted } from '../../../src/experiments/claim-lab/claim-lab.ts';
import { amdahl } from '../../../src/measure/laws/amdahl.ts';
import { saidOf } from './lab-double.ts';

/** Cores that are worth so many, and a law by which threads make use of them. */
function world(worth: number, law: (held: number, worth: number) => number) {
  const play = ({ workers, settings }: PlayWanted) => ({
    wallMs: workers === 1 ? 120 : 120 / law(settings?.heldFraction ?? 0, worth),
  });
  return { play, worth: () => worth };
}

const bound = (held: number, worth: number): number => Math.min(worth, 1 / held);

test('it holds where only the held parts take turns', async () => {
  expect(
    await saidOf(
      claim,
      world(2, (held, worth) => 0.97 * bound(held, worth)),
    ),
  ).toMatchObject({ verdict: 'holds' });
});

test('it is refuted where all wait while one holds the GIL: Amdahl’s law, and no more', async () => {
  expect(await saidOf(claim, world(2, amdahl))).toMatchObject({ verdict: 'refuted' });
});

test('it is refuted where nothing runs beside anything', async () => {
  expect(
    await saidOf(
      claim,
      world(2, () => 1),
    ),
  ).toMatchObject({ verdict: 'refuted' });
});

test('slow cores are no refutation: the laws are drawn for what they are worth', async () => {
  expect(
    await saidOf(
      claim,
      world(1.4, (held, worth) => 0.98 * bound(held, worth)),
    ),
  ).toMatchObject({
    verdict: 'holds',
  });
});

test('where it is as fast with all of it held, it shows nothing', async () => {
  expect(
    await saidOf(
      claim,
      world(2, (held, worth) => (held < 1 ? bound(held, worth) : 1.9)),
    ),
  ).toMatchObject({
    verdict: 'undecided',
  });
});
