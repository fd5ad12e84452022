import { expect, test } from 'vitest';
import claim from '../../../src/experiments/claims/rule-io-few.ts';
import type { PlayWanted } from '../../../src/experiments/claim-lab/claim-lab.ts';
import { saidOf } from './lab-double.ts';

/** Threads take turns where there are too few; each play costs them `extraMs`. */
function world(extraMs: number) {
  return ({ args: [tasks = 1, ms = 1], model, workers }: PlayWanted) => ({
    wallMs: model === 'event-loop' ? ms : Math.ceil(tasks / workers) * ms + extraMs,
  });
}

test('it holds where threads take as long as the loop, and longer once they have to take turns', async () => {
  expect(await saidOf(claim, { play: world(0.4) })).toMatchObject({ verdict: 'holds' });
});

test('it is refuted where threads cost more than a tenth of a wait', async () => {
  expect(await saidOf(claim, { play: world(4) })).toMatchObject({ verdict: 'refuted' });
});

test('it is undecided where 4 threads wait 64 times at once: then they are not 4', async () => {
  expect(await saidOf(claim, { play: () => ({ wallMs: 20 }) })).toMatchObject({ verdict: 'undecided' });
});
