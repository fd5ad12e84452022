import { expect, test } from 'vitest';
import type { PlayWanted } from '../../../src/experiments/claim-lab/claim-lab.ts';
import claim from '../../../src/experiments/claims/asyncio-no-parallelism.ts';
import { saidOf } from './lab-double.ts';

const world =
  (loop: (tasks: number) => number) =>
  ({ model, args: [tasks = 1] }: PlayWanted) => ({ wallMs: model === 'event-loop' ? loop(tasks) : 60 });
const speedUp = ({ model }: { model: string }): number => (model === 'free-threads' ? 1.9 : 1);

test('it holds where the loop takes as long as a plain loop, or longer', async () => {
  expect(await saidOf(claim, { play: world((tasks) => 60 + tasks * 0.1), speedUp })).toMatchObject({
    verdict: 'holds',
  });
});

test('it is refuted where 16 coroutines are sooner done', async () => {
  expect(await saidOf(claim, { play: world((tasks) => (tasks === 16 ? 40 : 60)), speedUp })).toMatchObject({
    verdict: 'refuted',
  });
});

test('it is undecided where not even free threads gain', async () => {
  expect(await saidOf(claim, { play: world(() => 60), speedUp: () => 1 })).toMatchObject({ verdict: 'undecided' });
});
