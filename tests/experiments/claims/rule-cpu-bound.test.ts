import { expect, test } from 'vitest';
import claim from '../../../src/experiments/claims/rule-cpu-bound.ts';
import type { Cell } from '../../../src/experiments/claim-lab/speed-ups.ts';
import { saidOf } from './lab-double.ts';

const alike = (): { wallMs: number } => ({ wallMs: 50.5 });
const parallelGains = ({ model }: Cell): number => (model === 'processes' || model === 'free-threads' ? 1.8 : 0.98);

test('it holds where processes or free threads are first by far', async () => {
  expect(await saidOf(claim, { speedUp: parallelGains, play: alike })).toMatchObject({ verdict: 'holds' });
});

test('one of the two is enough', async () => {
  const speedUp = ({ model }: Cell): number => (model === 'processes' ? 1.8 : 0.98);
  expect(await saidOf(claim, { speedUp, play: alike })).toMatchObject({ verdict: 'holds' });
});

test('it is refuted where nobody is ahead, or somebody else is', async () => {
  expect(await saidOf(claim, { speedUp: () => 1, play: alike })).toMatchObject({ verdict: 'refuted' });
  const speedUp = ({ model }: Cell): number => (model === 'event-loop' ? 3 : 1.8);
  expect(await saidOf(claim, { speedUp, play: alike })).toMatchObject({ verdict: 'refuted' });
});

test('it is undecided where they win at waiting, too: then it is not the computing', async () => {
  const play = ({ model }: { model: string }): { wallMs: number } => ({ wallMs: model === 'processes' ? 50 : 100 });
  expect(await saidOf(claim, { speedUp: parallelGains, play })).toMatchObject({ verdict: 'undecided' });
});
