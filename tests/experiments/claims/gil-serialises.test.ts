import { expect, test } from 'vitest';
import claim from '../../../src/experiments/claims/gil-serialises.ts';
import { saidOf } from './lab-double.ts';

const play = () => ({});
const withGil = (gil: number, free: number) => (cell: { model: string }) => (cell.model === 'gil-threads' ? gil : free);

test('it holds where threads under a GIL are no sooner', async () => {
  expect(await saidOf(claim, { play, speedUp: withGil(0.98, 1.9) })).toMatchObject({ verdict: 'holds' });
});

test('it is refuted where they are', async () => {
  expect(await saidOf(claim, { play, speedUp: withGil(1.6, 1.9) })).toMatchObject({ verdict: 'refuted' });
});

test('where free threads are no sooner either, it shows nothing', async () => {
  expect(await saidOf(claim, { play, speedUp: () => 1 })).toMatchObject({ verdict: 'undecided' });
});
