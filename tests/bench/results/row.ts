/** A line of the table: what was measured, what was asked of it, what came out with its range over several runs. */
import { median } from '../../../src/measure/stats/median.ts';

export interface Row {
  readonly figure: string;
  readonly target: string;
  readonly measured: string;
}

/** Median, smallest, largest; of how many. */
export function ranged(values: readonly number[], unit: (value: number) => string): string {
  return `${unit(median(values))} (${unit(Math.min(...values))}–${unit(Math.max(...values))}; ${values.length})`;
}

export const ms = (value: number): string => `${value.toFixed(value < 10 ? 1 : 0)} ms`;
export const characters = (value: number): string => String(Math.round(value));
export const megabytes = (bytes: number): string => `${(bytes / 1e6).toFixed(2)} MB`;

export function printTable(rows: readonly Row[]): void {
  const columns = ['figure', 'target', 'measured'] as const;
  const widths = columns.map((column) => Math.max(column.length, ...rows.map((row) => row[column].length)));
  const line = (cells: readonly string[]): string =>
    `| ${cells.map((cell, at) => cell.padEnd(widths[at] ?? 0)).join(' | ')} |`;
  console.log(line(columns));
  console.log(line(widths.map((width) => '-'.repeat(width))));
  for (const row of rows) console.log(line(columns.map((column) => row[column])));
}
