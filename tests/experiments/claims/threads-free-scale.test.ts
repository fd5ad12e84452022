import { expect, test } from 'vitest';
import claim from '../../../src/experiments/claims/threads-free-scale.ts';
import { saidOf } from './lab-double.ts';

test('it holds where free threads are worth their cores and the GIL serialises', async () => {
  const speedUp = ({ model }: { model: string }): number => (model === 'free-threads' ? 1.9 : 0.98);
  expect(await saidOf(claim, { speedUp })).toMatchObject({ verdict: 'holds' });
});

test('it is refuted where free threads gain nothing', async () => {
  expect(await saidOf(claim, { speedUp: () => 0.97 })).toMatchObject({ verdict: 'refuted' });
});

test('slow cores are no refutation: it is held against what the cores are worth', async () => {
  const speedUp = ({ model }: { model: string }): number => (model === 'free-threads' ? 1.3 : 0.98);
  expect(await saidOf(claim, { speedUp, worth: () => 1.4 })).toMatchObject({ verdict: 'holds' });
});
