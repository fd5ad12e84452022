import { expect, test } from 'vitest';
import { evidenceOf } from '../../../src/experiments/claims/asyncio-many-waits.ts';
import { decide } from '../../../src/measure/claims/verdict.ts';

const five = (ms: number): number[] => Array.from({ length: 5 }, () => ms);

/** Milliseconds a task: 32 threads that have to be started, 32 on the loop, 4 threads that are ready, 4 on the loop. */
function said(cold: number, loop: number, warm: number, few: number) {
  const coldBy = new Map([[32, five(cold)]]);
  const loopBy = new Map([
    [32, five(loop)],
    [100_000, five(0.005)],
  ]);
  const evidence = evidenceOf(
    { cold: coldBy, loop: loopBy, warm: { threads: five(warm), loop: five(few) } },
    192_000,
    7,
  );
  return decide({ ...evidence, controlExpected: 'refuted', noiseFloor: 0.01 });
}

test('it holds where a thread that has to be started costs far more than a task of the loop', () => {
  expect(said(4, 0.02, 0.1, 0.2)).toMatchObject({ verdict: 'holds' });
});

test('it is refuted where starting threads is as cheap', () => {
  expect(said(0.05, 0.02, 0.1, 0.2)).toMatchObject({ verdict: 'refuted' });
});

test('it is undecided where threads that are ready cost as much: then it is not the starting', () => {
  expect(said(4, 0.02, 4, 0.2)).toMatchObject({ verdict: 'undecided' });
});
