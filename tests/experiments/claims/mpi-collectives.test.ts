import { expect, test } from 'vitest';
import claim, { partsOf, type Call, type Calls } from '../../../src/experiments/claims/mpi-collectives.ts';
import { decide } from '../../../src/measure/claims/verdict.ts';

const tree = (ranks: number) => ({
  rounds: Math.ceil(Math.log2(ranks)),
  messages: ranks - 1,
  bytes: (ranks - 1) * 100,
});
const RANKS = [2, 3, 4, 5, 6, 7, 8];
const called = (ranks: number, change: Partial<Call> = {}): Call => ({
  name: `bcast, tree, ${ranks} ranks`,
  ranks,
  isRight: true,
  sent: tree(ranks),
  formula: tree(ranks),
  ...change,
});
const inTurn = RANKS.map((ranks) => called(ranks, { sent: { ...tree(ranks), rounds: ranks - 1 } }));
const { controlExpected } = claim;
const said = (calls: Partial<Calls>) =>
  decide({
    ...partsOf({ algorithms: RANKS.map((ranks) => called(ranks)), inTurn, ...calls }),
    controlExpected,
    noiseFloor: null,
  });
const withOne = (change: Partial<Call>) => ({
  algorithms: RANKS.map((ranks) => called(ranks, ranks === 5 ? change : {})),
});

test('it holds where results and counts are as they must be', () => {
  expect(said({})).toMatchObject({ verdict: 'holds' });
});

test('it is refuted by one rank with wrong elements', () => {
  expect(said(withOne({ isRight: false }))).toMatchObject({ verdict: 'refuted' });
});

test('it is refuted by one chain that is longer than its formula, and says which', () => {
  const decided = said(withOne({ sent: { ...tree(5), rounds: 4 } }));
  expect(decided).toMatchObject({ verdict: 'refuted' });
  expect(decided.parts[1]).toMatchObject({ examples: ['bcast, tree, 5 ranks: 4 rounds, the formula says 3'] });
});

test('it is refuted by a byte too many', () => {
  expect(said(withOne({ sent: { ...tree(5), bytes: 401 } }))).toMatchObject({ verdict: 'refuted' });
});

test('where a row is counted as short as a tree, the counting is what is wrong', () => {
  expect(said({ inTurn: RANKS.map((ranks) => called(ranks)) })).toMatchObject({ verdict: 'undecided' });
});
