import { expect, test } from 'vitest';
import claim, { evidenceOf } from '../../../src/experiments/claims/process-start-cost.ts';
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
