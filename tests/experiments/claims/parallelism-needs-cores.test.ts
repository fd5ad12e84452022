import { expect, test } from 'vitest';
import claim, { throughputEvidence } from '../../../src/experiments/claims/parallelism-needs-cores.ts';
import { NotTestable } from '../../../src/experiments/claims/index.ts';
import { decide, type Decided } from '../../../src/measure/claims/verdict.ts';
import { labDouble } from './lab-double.ts';

const six = (value: number): number[] => Array.from({ length: 6 }, () => value);

function saidOf(computing2P: number, waiting2P: number): Decided {
  const samples = {
    alone: six(1),
    computingP: six(2),
    computing2P: six(computing2P),
    waitingP: six(0.03),
    waiting2P: six(waiting2P),
  };
  const { parts, control } = throughputEvidence(samples, 2, 7);
  return decide({ parts, control, controlExpected: claim.controlExpected, noiseFloor: 0.01 });
}

test('it holds where more threads compute no more, and more that wait get more waiting done', () => {
  expect(saidOf(1.98, 0.06).verdict).toBe('holds');
});

test('it is refuted where twice as many threads compute more', () => {
  expect(saidOf(2.8, 0.06).verdict).toBe('refuted');
});

test('it is undecided where not even waiting threads get more done', () => {
  expect(saidOf(1.98, 0.03).verdict).toBe('undecided');
});

test('it is not testable where twice as many threads are more than the lab starts', async () => {
  await expect(claim.test(labDouble({ proven: 40 }))).rejects.toThrow(NotTestable);
});
