/** Where a histogram stands: padded tables share no line, packed ones all, and nothing overlaps. */
import { describe, expect, it } from 'vitest';
import { BINS, histogramPlan, KEYS, MOST_SEATS, type HistogramPlan } from '../../src/memory/histogram-plan.ts';
import { MemoryTooSmall } from '../../src/memory/layout.ts';

/** The longest line there is (Apple's), and two of all others. */
const LINE = 128;
const REGION = { at: 4_096 + 64, bytes: 2 ** 18 };

const binsOf = ({ own, stride }: HistogramPlan, seat: number): number[] =>
  Array.from({ length: BINS }, (_, bin) => (own[seat] ?? 0) + bin * stride);
const lineOf = (address: number): number => Math.floor(address / LINE);

describe.each([1, 2, 3, MOST_SEATS])('for %i threads', (seats) => {
  const seatsOf = Array.from({ length: seats }, (_, seat) => seat);

  it.each(['padded', 'shared-line'] as const)('%s: no two words are one, and all lie in the region', (spacing) => {
    const plan = histogramPlan(REGION, seats, spacing);
    const words = [
      ...seatsOf.flatMap((seat) => binsOf(plan, seat)),
      ...plan.calls,
      ...Array.from({ length: BINS }, (_, bin) => plan.table.at + 4 * bin),
      ...Array.from({ length: KEYS / 4 }, (_, word) => plan.keys.at + 4 * word),
      ...Array.from({ length: 32 }, (_, word) => plan.mutex + 4 * word),
    ];
    expect(new Set(words).size).toBe(words.length);
    expect(Math.min(...words)).toBeGreaterThanOrEqual(REGION.at);
    expect(Math.max(...words) + 4).toBeLessThanOrEqual(REGION.at + REGION.bytes);
  });

  it('padded tables of two threads have no line in common', () => {
    const plan = histogramPlan(REGION, seats, 'padded');
    const lines = seatsOf.flatMap((seat) => [...new Set(binsOf(plan, seat).map(lineOf))]);
    expect(new Set(lines).size).toBe(lines.length);
  });

  it('packed tables have the same bins of all threads on one line, but for the few where lines end', () => {
    const plan = histogramPlan(REGION, seats, 'shared-line');
    const [first = [], ...others] = seatsOf.map((seat) => binsOf(plan, seat).map(lineOf));
    const together = first.filter((line, bin) => others.every((lines) => lines[bin] === line));
    expect(together.length).toBeGreaterThan(0.9 * BINS);
  });
});

it('what does not fit, or is more threads than a line has words, is refused', () => {
  expect(() => histogramPlan({ at: 64, bytes: KEYS }, 1, 'padded')).toThrow(MemoryTooSmall);
  expect(() => histogramPlan(REGION, MOST_SEATS + 1, 'padded')).toThrow(/16 at most/);
});
