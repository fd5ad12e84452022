import { expect, test } from 'vitest';
import claim, { evidenceOf, processCounts, type Loads } from '../../../src/experiments/claims/processes-sublinear.ts';
import { decide } from '../../../src/measure/claims/verdict.ts';

const NOISE = [1, 1.002, 0.998, 1.001, 0.999, 1];
const around = (value: number) => NOISE.map((noise) => value * noise);

interface World {
  /** Milliseconds that the hand-overs of all tasks take, shared out among the processes. */
  readonly handing?: number;
  readonly startMs?: number;
  /** What n cores are worth, of n. */
  readonly worth?: number;
}

function said({ handing = 6, startMs = 0.2, worth = 1 }: World) {
  const processes = [2, 4];
  const loads: Loads = {
    processes,
    serial: around(60),
    alone: around(40),
    loops: processes.map((n) => around(40 * n * worth)),
    loaded: processes.map((n) => around((60 + handing) / n / worth)),
    bare: processes.map(() => around((3 * 60) / worth + startMs)),
  };
  return decide({ ...evidenceOf(loads, 7), controlExpected: claim.controlExpected, noiseFloor: 0.01 });
}

test('it holds where handing over takes a tenth of the time', () => {
  expect(said({})).toMatchObject({ verdict: 'holds' });
});

test('it is refuted where handing over is free', () => {
  expect(said({ handing: 0.3 })).toMatchObject({ verdict: 'refuted' });
});

test('cores that are worth less are no cost of processes', () => {
  expect(said({ handing: 0.3, worth: 0.6 })).toMatchObject({ verdict: 'refuted' });
});

test('where even long tasks without data are late, nothing is decided', () => {
  expect(said({ startMs: 15 })).toMatchObject({ verdict: 'undecided' });
});

test('it takes powers of two, and as many as run at once', () => {
  expect([2, 5, 8].map(processCounts)).toEqual([[2], [2, 4, 5], [2, 4, 8]]);
});
