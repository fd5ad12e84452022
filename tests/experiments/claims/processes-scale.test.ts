import { expect, test } from 'vitest';
import claim from '../../../src/experiments/claims/processes-scale.ts';
import { saidOf } from './lab-double.ts';

const scaling =
  (several: number, one = 0.95) =>
  ({ workers }: { workers: number }): number =>
    workers === 1 ? one : several;

test('it holds where processes are worth their cores and one gains nothing', async () => {
  expect(await saidOf(claim, { speedUp: scaling(1.85) })).toMatchObject({ verdict: 'holds' });
});

test('it is refuted where two processes are no faster than one', async () => {
  expect(await saidOf(claim, { speedUp: scaling(0.97) })).toMatchObject({ verdict: 'refuted' });
});

test('cores that share something are no refutation', async () => {
  expect(await saidOf(claim, { speedUp: scaling(1.3), worth: () => 1.4 })).toMatchObject({ verdict: 'holds' });
});

test('where one process alone is faster than the serial form, nothing is decided', async () => {
  expect(await saidOf(claim, { speedUp: scaling(1.85, 1.5) })).toMatchObject({ verdict: 'undecided' });
});
