/**
 * A race as a file: a small document of its own with every span, task and line, built when asked for. The bytes that were computed
 * are left out: they were compared.
 */
import type { RaceReport } from '../measure/race/race-report.ts';
import { saveFile } from './save-file.ts';

/** Changes when a reader of the document would have to. */
const FORMAT = 'overlap-race/1';
/** Nanoseconds: more digits than any clock here gives would only be noise. */
const DIGITS = 6;

export function raceText(report: RaceReport): string {
  const shortened = (key: string, value: unknown): unknown => {
    if (key === 'output') return undefined;
    return typeof value === 'number' && !Number.isInteger(value) ? Number(value.toFixed(DIGITS)) : value;
  };
  return `${JSON.stringify({ schema: FORMAT, ...report }, shortened)}\n`;
}

export function downloadRace(report: RaceReport): void {
  const name = `overlap-race-${report.program.id}-${report.startedAt.slice(0, 10)}.json`;
  saveFile(name, new Blob([raceText(report)], { type: 'application/json' }));
}
