import { expect, test } from 'vitest';
import claim, { disorder, mapOrderEvidence } from '../../../src/experiments/claims/pool-map-order.ts';
import { decide, type Decided } from '../../../src/measure/claims/verdict.ts';
import { NOTHING_SHOWN } from './played.ts';

type Tries = readonly (string | null)[];

const IN_ORDER: Tries = Array.from({ length: 30 }, () => null);
const SHUFFLED = '4, 1, 9, 16, 25, 36';

function saidOf(maps: Tries, completions: Tries): Decided {
  const { parts, control } = mapOrderEvidence({
    maps: { threads: IN_ORDER, processes: maps },
    completions: { threads: [SHUFFLED, null], processes: completions },
    shown: NOTHING_SHOWN,
  });
  return decide({ parts, control, controlExpected: claim.controlExpected, noiseFloor: 0.01 });
}

test('it holds where every map is in order and calls gathered as they end are not', () => {
  expect(saidOf(IN_ORDER, [null, SHUFFLED]).verdict).toBe('holds');
});

test('it is refuted by one map out of order', () => {
  const said = saidOf([...IN_ORDER, SHUFFLED], [SHUFFLED]);
  expect(said.verdict).toBe('refuted');
  expect(said.parts[1]).toMatchObject({ seen: 30, tries: 31, examples: [SHUFFLED] });
});

test('it is undecided where calls always end in the order of the inputs: then a map had nothing to put in order', () => {
  expect(saidOf(IN_ORDER, IN_ORDER).verdict).toBe('undecided');
});

test('squares are in order only where all are there, each in its place', () => {
  expect(disorder([1, 4, 9, 16, 25, 36])).toBeNull();
  expect(disorder([4, 1, 9, 16, 25, 36])).toBe(SHUFFLED);
  expect(disorder([1, 4, 9])).toBe('1, 4, 9');
});
