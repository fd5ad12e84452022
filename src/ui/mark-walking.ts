/**
 * Which mark of a picture the pointer or the arrow keys reach. Pure: positions in, index out.
 */
import type { Mark } from '../charts/picture.ts';

/** How far from a mark the pointer may be, in pixels. */
const REACH = 28;

function distance(mark: Mark, x: number, y: number): number {
  const dx = Math.max(mark.x - x, 0, x - mark.x - mark.width);
  const dy = Math.max(mark.y - y, 0, y - mark.y - mark.height);
  return Math.hypot(dx, dy);
}

/** The mark nearest to a place, or -1 where none is within reach. */
export function nearestMark(marks: readonly Mark[], x: number, y: number): number {
  let best = -1;
  let least = REACH;
  marks.forEach((mark, index) => {
    const away = distance(mark, x, y);
    if (away < least) [best, least] = [index, away];
  });
  return best;
}

function nearestInRow(marks: readonly Mark[], row: number, x: number): number {
  let best = -1;
  marks.forEach((mark, index) => {
    const other = marks[best];
    if (mark.row !== row) return;
    if (!other || Math.abs(mark.x + mark.width / 2 - x) < Math.abs(other.x + other.width / 2 - x)) best = index;
  });
  return best;
}

/** Where a key leads from mark `at` (-1: nowhere yet); undefined for keys that mean nothing here. */
export function walked(marks: readonly Mark[], at: number, key: string): number | undefined {
  const steps: Partial<Record<string, -1 | 1>> = { ArrowLeft: -1, ArrowRight: 1, ArrowUp: -1, ArrowDown: 1 };
  const step = steps[key];
  const mark = marks[at];
  if (key !== 'Home' && key !== 'End' && step === undefined) return undefined;
  if (!mark) return marks.length > 0 ? 0 : -1;
  const row = marks.map((_, index) => index).filter((index) => marks[index]?.row === mark.row);
  row.sort((a, b) => (marks[a]?.x ?? 0) - (marks[b]?.x ?? 0));
  if (key === 'Home') return row[0];
  if (key === 'End') return row.at(-1);
  if (key === 'ArrowLeft' || key === 'ArrowRight') return row[row.indexOf(at) + (step ?? 0)] ?? at;
  const rows = [...new Set(marks.map((one) => one.row))].sort((a, b) => a - b);
  const next = rows[rows.indexOf(mark.row) + (step ?? 0)];
  return next === undefined ? at : nearestInRow(marks, next, mark.x + mark.width / 2);
}
