import { expect, test } from 'vitest';
import claim from '../../../src/experiments/claims/rule-io-many.ts';
import type { PlayWanted } from '../../../src/experiments/claim-lab/claim-lab.ts';
import { PlayOverdue } from '../../../src/models/play/play.ts';
import { labDouble, saidOf } from './lab-double.ts';

/** A loop that waits for all at once, and 32 threads that take turns, cut off where a play is. */
function inTurns({ args: [tasks = 1, ms = 1], model, workers, limitMs = Infinity }: PlayWanted) {
  const wallMs = model === 'event-loop' ? ms + 40 : Math.ceil(tasks / workers) * ms + 1;
  if (wallMs > limitMs) throw new PlayOverdue(limitMs, 'main had not ended');
  return { wallMs };
}

test('it holds where threads are cut off, with what they were given as a lower bound', async () => {
  const said = await saidOf(claim, { play: inTurns });
  expect(said).toMatchObject({ verdict: 'holds' });
  expect(said.parts[0]).toMatchObject({ estimate: { estimate: 5 } });
  expect(said.parts[0]?.title).toContain('at least');
});

test('it is refuted where threads do as well with thousands of waits', async () => {
  const play = ({ args: [, ms = 1] }: PlayWanted) => ({ wallMs: ms + 10 });
  expect(await saidOf(claim, { play })).toMatchObject({ verdict: 'refuted' });
});

test('it is undecided where threads lose with 4 waits as well: then it is not their number', async () => {
  const play = ({ args: [, ms = 1], model }: PlayWanted) => ({ wallMs: model === 'event-loop' ? ms : 4 * ms });
  expect(await saidOf(claim, { play })).toMatchObject({ verdict: 'undecided' });
});

test('what goes wrong in another way is not taken for a cut', async () => {
  const play = ({ model }: PlayWanted) => {
    if (model === 'event-loop') return { wallMs: 240 };
    throw new RangeError('no room');
  };
  await expect(claim.test(labDouble({ play }))).rejects.toThrow('no room');
});
