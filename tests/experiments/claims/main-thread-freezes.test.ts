import { expect, test } from 'vitest';
import { evidenceOf, type Gap } from '../../../src/experiments/claims/main-thread-freezes.ts';
import { decide } from '../../../src/measure/claims/verdict.ts';

const five = (gapMs: number): Gap[] => Array.from({ length: 5 }, () => ({ gapMs, runMs: 500 }));

function said(page: number, pool: number, cooperative: number) {
  const gaps = { page: five(page), pool: five(pool), cooperative: five(cooperative) };
  return decide({ ...evidenceOf(gaps, 7), controlExpected: 'refuted', noiseFloor: 0.01 });
}

test('it holds where no frame comes during the run on the main thread, and they go on beside a pool', () => {
  expect(said(510, 17, 20)).toMatchObject({ verdict: 'holds' });
});

test('it is refuted where frames go on during the run', () => {
  expect(said(17, 17, 20)).toMatchObject({ verdict: 'refuted' });
});

test('it is refuted where a pool holds up the frames as well', () => {
  expect(said(510, 60, 20)).toMatchObject({ verdict: 'refuted' });
});

test('it is undecided where turns do not help', () => {
  expect(said(510, 17, 510)).toMatchObject({ verdict: 'undecided' });
});
