import { expect, test } from 'vitest';
import claim, { evidenceOf, shownOf } from '../../../src/experiments/claims/process-start-cost.ts';
import { decide } from '../../../src/measure/claims/verdict.ts';

const around = (value: number) => [1, 1.05, 0.95, 1.02, 0.98, 1].map((noise) => value * noise);
const said = (thread: number, process: number, laden: number) =>
  decide({
    ...evidenceOf({ thread: around(thread), process: around(process), laden: around(laden) }, 7),
    controlExpected: claim.controlExpected,
    noiseFloor: 0.01,
  });

test('it is refuted where both start alike', () => {
  expect(said(20, 20.4, 80)).toMatchObject({ verdict: 'refuted' });
});

test('it holds where a process takes as in an operating system', () => {
  expect(said(0.15, 5, 40)).toMatchObject({ verdict: 'holds' });
});

test('where even 64 MB make no difference, starting was not what was measured', () => {
  expect(said(20, 20, 20)).toMatchObject({ verdict: 'undecided' });
});

test('what was published of CPython stands beside', () => {
  expect(evidenceOf({ thread: [1], process: [1], laden: [2] }, 7).beside.join(' ')).toMatch(/0\.15 ms.*5 ms/);
});

test('without shared memory, how processes start is shown all the same, and no thread', () => {
  const { pictures, beside } = shownOf({ thread: [], process: around(20), laden: around(80) });
  const [picture] = pictures;
  expect(picture?.kind === 'spread' && picture.rows.map(({ model }) => model)).toEqual(['processes', 'processes']);
  expect(beside[0]).toBe('To start takes a process 20.0 ms, a process that is given 64 MB 80.0 ms.');
});
