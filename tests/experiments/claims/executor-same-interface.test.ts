import { expect, test } from 'vitest';
import claim, {
  sameInterfaceEvidence,
  type SameInterfaceFound,
} from '../../../src/experiments/claims/executor-same-interface.ts';
import { decide, type Decided } from '../../../src/measure/claims/verdict.ts';
import { NOTHING_SHOWN } from './played.ts';

const ALIKE = Array.from({ length: 20 }, (_, number) => ({ threads: `[${number}]`, processes: `[${number}]` }));
const APART = [
  { threads: 1, processes: 0 },
  { threads: 2, processes: 0 },
];

function saidOf(found: Pick<SameInterfaceFound, 'results' | 'globals'>): Decided {
  const tookMs = { threads: [1], processes: [2] };
  const { parts, control } = sameInterfaceEvidence({ ...found, tookMs, shown: NOTHING_SHOWN });
  return decide({ parts, control, controlExpected: claim.controlExpected, noiseFloor: 0.01 });
}

test('it holds where both executors give the same, and only a global tells them apart', () => {
  expect(saidOf({ results: ALIKE, globals: APART }).verdict).toBe('holds');
});

test('it is refuted by one program that comes out otherwise, which is named', () => {
  const said = saidOf({ results: [...ALIKE, { threads: '[4]', processes: '[5]' }], globals: APART });
  expect(said.verdict).toBe('refuted');
  expect(said.parts[0]).toMatchObject({ seen: 20, tries: 21, examples: ['[4] from threads, [5] from processes'] });
});

test('it is undecided where even a global is the same: then the processes are none', () => {
  expect(saidOf({ results: ALIKE, globals: [{ threads: 1, processes: 1 }] }).verdict).toBe('undecided');
});
