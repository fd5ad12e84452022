import { expect, test } from 'vitest';
import claim from '../../../src/experiments/claims/one-lock-no-deadlock.ts';
import type { PlayWanted } from '../../../src/experiments/claim-lab/claim-lab.ts';
import { PlayStuck } from '../../../src/models/play/play.ts';
import { labDouble, saidOf } from './lab-double.ts';

type Form = 'opposite' | 'ordered' | 'one';
const formOf = ({ args: [, , locks, opposite] }: PlayWanted): Form =>
  locks === 1 ? 'one' : opposite ? 'opposite' : 'ordered';

/** Every third try of these forms ends in a deadlock. */
function world(...stuck: readonly Form[]) {
  let tries = 0;
  return {
    play(wanted: PlayWanted) {
      tries += 1;
      if (stuck.includes(formOf(wanted)) && tries % 3 === 0) throw new PlayStuck('each waits for the other');
      return {};
    },
  };
}

test('it holds where only the opposite order deadlocks', async () => {
  expect(await saidOf(claim, world('opposite'))).toMatchObject({ verdict: 'holds' });
});

test('it is refuted where one lock deadlocks, and where the opposite order never does', async () => {
  expect(await saidOf(claim, world('opposite', 'one'))).toMatchObject({ verdict: 'refuted' });
  expect(await saidOf(claim, world())).toMatchObject({ verdict: 'refuted' });
});

test('it is refuted where a deadlock is seen too late', async () => {
  let now = 0;
  const slow = { now: () => (now += 3_000) };
  expect(await saidOf(claim, { ...world('opposite'), more: { clock: slow } })).toMatchObject({ verdict: 'refuted' });
});

test('where the same order deadlocks too, it shows nothing', async () => {
  expect(await saidOf(claim, world('opposite', 'ordered'))).toMatchObject({ verdict: 'undecided' });
});

test('what breaks a play otherwise breaks the claim', async () => {
  const play = (): never => {
    throw new Error('lost');
  };
  await expect(claim.test(labDouble({ play }))).rejects.toThrow('lost');
});

test('no two tries have the same pauses', async () => {
  const seeds: unknown[] = [];
  await claim.test(
    labDouble({
      play(wanted) {
        seeds.push(wanted.args[4]);
        return {};
      },
    }),
  );
  expect(new Set(seeds).size).toBe(seeds.length);
});
