/** What lesson 2 reads from a report: one that was measured, and the same as other devices would give it. */
import { expect, test } from 'vitest';
import lesson from '../../../src/lessons/course/how-many/lesson.ts';
import text from '../../../src/lessons/course/how-many/text.md';
import type { Finding } from '../../../src/lessons/lesson.ts';
import type { Report } from '../../../src/measure/report.ts';
import { reportOf } from '../../../src/results/report-of.ts';
import { MEASURED } from '../../results/machines.ts';
import { roundOf } from '../round-of.ts';

const report = reportOf(MEASURED);
const known = { reported: 2, found: {} };
const atOnce = roundOf(lesson, 'at-once', 'measure');
const curve = roundOf(lesson, 'curve', 'measure');
const withCores = (cores: Partial<Report['cores']>): Report => ({ ...report, cores: { ...report.cores, ...cores } });

function allFilled(round: string, finding: Finding | null): void {
  for (const section of [`found.${finding?.says}`, 'because', 'notice', 'reasons'])
    for (const place of text.places[`${round}/${section}`] ?? []) expect(finding?.values[place], place).toBeTruthy();
}

test.each([
  [2, 2, 'as-reported'],
  [2, 4, 'fewer'],
  [4, 2, 'more'],
  [3, null, 'as-reported'],
] as const)('%s at once where the browser reports %s is told as "%s"', (proven, reported, says) => {
  const finding = atOnce.find(withCores({ proven, reported }), known);
  expect(finding?.says).toBe(says);
  expect(finding?.answer).toEqual({ kind: 'number', value: { low: proven, high: proven, estimate: proven } });
  allFilled('at-once', finding);
});

test('without a handshake nothing is found', () => {
  expect(atOnce.find(withCores({ proven: null, handshake: [] }), known)).toBeNull();
});

test('the measured curve is that of the free threads, told by how much of the cores it got', () => {
  const finding = curve.find(report, known);
  const points = finding?.answer.kind === 'curve' ? finding.answer.points : [];
  expect(points.map(({ x }) => x)).toEqual([...points].map(({ x }) => x).sort((a, b) => a - b));
  expect(points.length).toBeGreaterThan(1);
  expect(finding?.says).toBe('nearly-all');
  allFilled('curve', finding);
  const held = (share: number): Report => ({
    ...report,
    series: report.series.map((one) => ({ ...one, speedup: { low: share * 2, high: share * 2, estimate: share * 2 } })),
  });
  expect(curve.find(held(0.7), known)?.says).toBe('less');
  expect(curve.find(held(0.5), known)?.says).toBe('nothing');
  expect(curve.find({ ...report, series: [] }, known)).toBeNull();
});

test('the paper reaches two past what was proven, and never holds more than a dozen points', () => {
  const proven = (count: number) => ({
    ...known,
    found: { 'at-once': { ...(atOnce.find(withCores({ proven: count }), known) as Finding) } },
  });
  const drawn = (count: number) => curve.question(proven(count));
  expect(drawn(2)).toEqual({ kind: 'curve', workers: [1, 2, 3, 4] });
  expect(drawn(8)).toMatchObject({ workers: [1, 2, 3, 4, 5, 6, 7, 8, 9, 10] });
  for (const count of [1, 2, 5, 12, 16, 31, 64]) {
    const question = drawn(count);
    const workers = question.kind === 'curve' ? question.workers : [];
    expect(workers.length).toBeLessThanOrEqual(12);
    expect(workers).toContain(count);
    expect(workers.at(-1)).toBe(Math.max(3, count + 2));
  }
});
