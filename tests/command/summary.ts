/** The end of `npm test`: a table of times, the slowest files and tests so that growth is seen, and one line of counts. */
import type { Timed } from './outcome.ts';
import type { Row } from './step.ts';

const SHOWN = 10;
const MOST_CHARACTERS = 100;

const seconds = (ms: number): string => `${(ms / 1000).toFixed(1).padStart(7)} s`;
const cut = (text: string): string => (text.length > MOST_CHARACTERS ? `${text.slice(0, MOST_CHARACTERS - 1)}…` : text);

interface File {
  readonly file: string;
  readonly ms: number;
  readonly count: number;
}

export function byFile(tests: readonly Timed[]): File[] {
  const files = new Map<string, File>();
  for (const { file, ms } of tests) {
    const before = files.get(file) ?? { file, ms: 0, count: 0 };
    files.set(file, { file, ms: before.ms + ms, count: before.count + 1 });
  }
  return [...files.values()];
}

/** The ten slowest, the slowest first. */
export function slowest<T extends { readonly ms: number }>(all: readonly T[]): T[] {
  return all.toSorted((one, other) => other.ms - one.ms).slice(0, SHOWN);
}

function timeLine({ name, ms, outcome: { passed, failed, skipped } }: Row): string {
  const counts = `${passed} passed${skipped > 0 ? `, ${skipped} skipped` : ''}`;
  return `${name.padEnd(30)}${seconds(ms)}  ${failed > 0 ? 'FAILED' : counts}`;
}

function slowestLines(tests: readonly Timed[]): string[] {
  if (tests.length === 0) return [];
  return [
    '\n━━ slowest files',
    ...slowest(byFile(tests)).map(({ file, ms, count }) => `${seconds(ms)}  ${file} (${count} tests)`),
    '\n━━ slowest tests',
    ...slowest(tests).map(({ file, title, ms }) => `${seconds(ms)}  ${file}: ${cut(title)}`),
  ];
}

/** `ms`: from the first step's start to the last one's end; steps that run side by side add up to more. */
export function summary(rows: readonly Row[], ms: number): string {
  const total = (pick: (row: Row) => number): number => rows.reduce((sum, row) => sum + pick(row), 0);
  const failed = rows.filter((row) => row.outcome.failed > 0).map((row) => row.name);
  return [
    ...slowestLines(rows.flatMap(({ outcome }) => outcome.tests)),
    '\n━━ summary',
    ...rows.map(timeLine),
    `${'total'.padEnd(30)}${seconds(ms)}`,
    ...(failed.length > 0 ? [`stopped at: ${failed.join(', ')}`] : []),
    `\n${total(({ outcome }) => outcome.passed)} passed, ${total(({ outcome }) => outcome.failed)} failed`,
  ].join('\n');
}
