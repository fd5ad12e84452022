/** Verdicts are computed: other numbers, another verdict. */
import { describe, expect, test } from 'vitest';
import type { CountedPart, MeasuredPart, Region } from '../../../src/measure/claims/claim-report.ts';
import { boundAfter, decide, verdictOf } from '../../../src/measure/claims/verdict.ts';

function measured(low: number, high: number, region: Region, more: Partial<MeasuredPart> = {}): MeasuredPart {
  const estimate = { estimate: (low + high) / 2, low, high };
  return {
    kind: 'measured',
    id: 'a-part',
    title: 'what is measured',
    unit: '×',
    scale: 'ratio',
    region,
    estimate,
    samples: [estimate.estimate],
    ...more,
  };
}

function counted(seen: number, tries: number, expects: CountedPart['expects']): CountedPart {
  return { kind: 'counted', id: 'a-count', title: 'what is counted', tries, seen, expects, examples: [] };
}

describe('a measured part', () => {
  test.each([
    [1.3, 1.4, { above: 1.2 }, 'holds'],
    [1.1, 1.15, { above: 1.2 }, 'refuted'],
    [1.1, 1.3, { above: 1.2 }, 'undecided'],
    [0.9, 1, { below: 1.1 }, 'holds'],
    [1.2, 1.3, { below: 1.1 }, 'refuted'],
    [1, 1.2, { below: 1.1 }, 'undecided'],
    [0.95, 1.05, { above: 0.9, below: 1.1 }, 'holds'],
    [0.7, 0.8, { above: 0.9, below: 1.1 }, 'refuted'],
    [1.2, 1.3, { above: 0.9, below: 1.1 }, 'refuted'],
    [0.85, 1, { above: 0.9, below: 1.1 }, 'undecided'],
    [1, 1.2, { above: 0.9, below: 1.1 }, 'undecided'],
    [0.5, 2, { above: 0.9, below: 1.1 }, 'undecided'],
  ] as const)('from %d to %d in the region %o: %s', (low, high, region, verdict) => {
    expect(verdictOf(measured(low, high, region))).toBe(verdict);
  });

  test('a border is outside of the region', () => {
    expect(verdictOf(measured(1.2, 1.2, { above: 1.2 }))).toBe('refuted');
    expect(verdictOf(measured(1.1, 1.1, { below: 1.1 }))).toBe('refuted');
    expect(verdictOf(measured(1.2, 1.3, { above: 1.2 }))).toBe('undecided');
  });

  test('an interval without numbers decides nothing', () => {
    expect(verdictOf(measured(NaN, NaN, { above: 1.2 }))).toBe('undecided');
  });

  test('a region without borders is refused: nothing could lie outside of it', () => {
    expect(() => verdictOf(measured(1, 2, {}))).toThrow(RangeError);
  });
});

describe('a counted part', () => {
  test.each([
    [100, 100, 'always', 'holds'],
    [99, 100, 'always', 'refuted'],
    [0, 100, 'always', 'refuted'],
    [1, 100, 'sometimes', 'holds'],
    [0, 100, 'sometimes', 'refuted'],
  ] as const)('%d of %d, where it is so %s: %s', (seen, tries, expects, verdict) => {
    expect(verdictOf(counted(seen, tries, expects))).toBe(verdict);
  });

  test('that was never tried is refused', () => {
    expect(() => verdictOf(counted(0, 0, 'always'))).toThrow(RangeError);
  });
});

const ABOVE: Region = { above: 1.2 };
const HOLDS = measured(1.8, 1.9, ABOVE);
const REFUTED = measured(0.9, 1, ABOVE);
const STRADDLES = measured(1.1, 1.3, ABOVE, { title: 'the one between' });

describe('a claim', () => {
  const decided = (parts: readonly MeasuredPart[], control = [REFUTED], noiseFloor: number | null = 0.01) =>
    decide({ parts, control, controlExpected: 'refuted', noiseFloor });

  test('holds if all of its parts hold, and gives no reason', () => {
    expect(decided([HOLDS, HOLDS])).toMatchObject({ verdict: 'holds', reason: null });
  });

  test('is refuted if one is, whatever the others are', () => {
    expect(decided([HOLDS, STRADDLES, REFUTED])).toMatchObject({ verdict: 'refuted', reason: null });
  });

  test('is undecided otherwise, and names the part that lies on both sides', () => {
    const { verdict, reason } = decided([HOLDS, STRADDLES]);
    expect(verdict).toBe('undecided');
    expect(reason).toContain('the one between');
  });

  test('brings the verdict of every part, of the control too', () => {
    const { parts, control } = decided([HOLDS, STRADDLES]);
    expect(parts.map(({ verdict }) => verdict)).toEqual(['holds', 'undecided']);
    expect(control.map(({ verdict }) => verdict)).toEqual(['refuted']);
  });

  test('without parts or without a control is refused', () => {
    expect(() => decided([])).toThrow(RangeError);
    expect(() => decided([HOLDS], [])).toThrow(RangeError);
  });
});

describe('the control', () => {
  const reasonWith = (control: MeasuredPart, noiseFloor: number | null = 0.01): string | null => {
    const { verdict, reason } = decide({
      parts: [HOLDS],
      control: [REFUTED, control],
      controlExpected: 'refuted',
      noiseFloor,
    });
    expect(verdict).toBe(reason === null ? 'holds' : 'undecided');
    return reason;
  };

  test('that comes out the same way leaves the claim undecided', () => {
    expect(reasonWith(HOLDS)).toContain('came out the same way');
  });

  test('that lies on the border itself does, too', () => {
    expect(reasonWith(STRADDLES)).toContain('on the border itself');
  });

  test('that was to hold and is refuted is said to be so', () => {
    const { reason } = decide({ parts: [HOLDS], control: [REFUTED], controlExpected: 'holds', noiseFloor: 0 });
    expect(reason).toContain('did not come out as it must');
  });

  test('keeps 5 % from the border, whatever the noise', () => {
    expect(reasonWith(measured(1.15, 1.16, ABOVE))).toContain('less than 5 %');
    expect(reasonWith(measured(1.1, 1.12, ABOVE))).toBeNull();
    expect(reasonWith(measured(1.15, 1.16, ABOVE), null)).toContain('less than 5 %');
  });

  test('keeps three times the noise floor where that is more', () => {
    expect(reasonWith(measured(1.1, 1.12, ABOVE), 0.05)).toContain('less than 15 %');
    expect(reasonWith(measured(0.9, 1, ABOVE), 0.05)).toBeNull();
  });

  test('that is known better than computing is keeps three times the half-width of its own interval', () => {
    const samples = [1.1, 1.11, 1.11, 1.11, 1.12];
    expect(reasonWith(measured(1.1, 1.12, ABOVE, { samples }), 0.05)).toBeNull();
    expect(reasonWith(measured(1.04, 1.16, ABOVE, { samples }), 0.05)).toContain('less than 15 %');
  });

  test('keeps its distance from the nearer of two borders', () => {
    const both = { above: 0.5, below: 1 };
    expect(reasonWith(measured(1.02, 1.04, both))).toContain('less than 5 %');
    expect(reasonWith(measured(0.48, 0.49, both))).toContain('less than 5 %');
    expect(reasonWith(measured(1.4, 1.5, both))).toBeNull();
  });

  test('that lies far off is never too near, however noisy the machine', () => {
    const reasonFor = (part: MeasuredPart, control: MeasuredPart): string | null =>
      decide({ parts: [part], control: [control], controlExpected: 'refuted', noiseFloor: 0.5 }).reason;
    expect(reasonFor(HOLDS, measured(0.1, 0.11, ABOVE))).toBeNull();
    expect(reasonFor(measured(1.1, 1.2, { below: 1.25 }), measured(8, 8.1, { below: 1.25 }))).toBeNull();
  });

  test('that is no ratio keeps no percentage', () => {
    expect(reasonWith(measured(1.15, 1.16, ABOVE, { scale: 'difference' }))).toBeNull();
  });

  test('that is counted needs no distance', () => {
    const control = [counted(9, 10, 'always')];
    expect(decide({ parts: [HOLDS], control, controlExpected: 'refuted', noiseFloor: 0.3 }).verdict).toBe('holds');
  });

  test('is looked at first: where it fails not even a refutation counts', () => {
    const { verdict } = decide({ parts: [REFUTED], control: [HOLDS], controlExpected: 'refuted', noiseFloor: 0 });
    expect(verdict).toBe('undecided');
  });
});

test('after k tries without a counter-example at most 3 in k are otherwise', () => {
  expect(boundAfter(20)).toBeCloseTo(0.15, 12);
  expect(boundAfter(1_000)).toBeCloseTo(0.003, 12);
  expect(boundAfter(1)).toBe(1);
});
