import { expect, test } from 'vitest';
import type { PlayWanted } from '../../../src/experiments/claim-lab/claim-lab.ts';
import claim, { beforeTheStarter } from '../../../src/experiments/claims/start-is-not-wait.ts';
import { GOES_ON } from '../../../src/programs/starter.ts';
import { saidOf } from './lab-double.ts';

const printed = (...texts: string[]) => ({ printed: texts.map((text, at) => ({ at, task: 0, text })) });
const first = printed(GOES_ON, 'Sleeper 1 woke up');
const last = printed('Sleeper 1 woke up', GOES_ON);
const joins = ({ args }: PlayWanted): boolean => args[2] === 1;

test('it holds where the starter’s line always comes first, and last where each is joined', async () => {
  expect(await saidOf(claim, { play: (wanted) => (joins(wanted) ? last : first) })).toMatchObject({ verdict: 'holds' });
});

test('one run in which somebody woke up first is enough: it is refuted', async () => {
  let plays = 0;
  const play = (wanted: PlayWanted) => (joins(wanted) || (plays += 1) === 13 ? last : first);
  expect(await saidOf(claim, { play })).toMatchObject({ verdict: 'refuted' });
});

test('it is undecided where the line comes first although each was joined', async () => {
  expect(await saidOf(claim, { play: () => first })).toMatchObject({ verdict: 'undecided' });
});

test('a line that is missing is told', () => {
  expect(beforeTheStarter(printed('Sleeper 1 woke up'))).toContain('never printed');
  expect(beforeTheStarter(last)).toContain('Sleeper 1 woke up');
});
