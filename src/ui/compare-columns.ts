/** The columns of the table of a comparison: what each shows of a result, and by what it is sorted. Pure. */
import { dateWords } from '../base/dates.ts';
import type { Comparison, Compared } from '../results/compare/comparison.ts';
import type { Difference } from '../results/compare/differences.ts';
import { counted } from '../charts/number-format.ts';
import { nameOf, type Placed } from './compare-bench.ts';
import { bestWords, cellWords, effectiveWords, letterOf, modeWord } from './compare-words.ts';

type Row = Compared<Placed>;
type SortValue = number | string | null;

export interface Column {
  readonly id: string;
  readonly title: string;
  /** Numbers stand to the right. */
  readonly isNumber: boolean;
  readonly cell: (row: Row) => string;
  /** Null stands at the end, whichever way it is sorted. */
  readonly by: (row: Row) => SortValue;
}

export interface Sorting {
  readonly column: string;
  readonly direction: 'ascending' | 'descending';
}

function dateOf({ startedAt }: Placed['summary']): string {
  return dateWords(startedAt, 'shortDay') || '–';
}

function count(value: number | null): string {
  return value === null ? '–' : String(value);
}

function ofSummary(
  id: string,
  title: string,
  cell: (summary: Placed['summary']) => string,
  by: (summary: Placed['summary']) => SortValue,
): Column {
  const isNumber = ['proven', 'effective', 'doubts'].includes(id);
  return { id, title, isNumber, cell: ({ result }) => cell(result.summary), by: ({ result }) => by(result.summary) };
}

function ofDifference(id: string, title: string, of: (row: Row) => Difference | null): Column {
  return {
    id,
    title,
    isNumber: true,
    cell: (row) => cellWords(row, of(row)),
    by: (row) => of(row)?.ratio.estimate ?? null,
  };
}

/** Of a machine's name the cell is drawn by the table itself: it can be edited. */
export function columnsOf({ reference, at }: Pick<Comparison<Placed>, 'reference' | 'at'>): readonly Column[] {
  const letter = letterOf(reference.result);
  const where = at === null ? 'all cores' : counted(at, 'worker');
  return [
    {
      id: 'machine',
      title: 'Machine',
      isNumber: false,
      cell: ({ result }) => nameOf(result.summary),
      by: ({ result }) => nameOf(result.summary).toLocaleLowerCase('en'),
    },
    ofDifference('one-core', `One core ÷ ${letter}`, ({ oneCore }) => oneCore),
    ofDifference('throughput', `Work by time, ${where} ÷ ${letter}`, ({ throughput }) => throughput),
    ofDifference('speedup', `Speed-up, ${where} ÷ ${letter}`, ({ speedup }) => speedup),
    {
      id: 'best',
      title: 'Best speed-up',
      isNumber: true,
      cell: bestWords,
      by: ({ best }) => best?.speedup.estimate ?? null,
    },
    ofSummary('effective', 'Cores, effective', effectiveWords, ({ effective }) => effective?.estimate ?? null),
    ofSummary(
      'proven',
      'Proven of reported',
      ({ proven, reported }) => `${count(proven)} of ${count(reported)}`,
      ({ proven, reported }) => proven ?? reported,
    ),
    ofSummary(
      'browser',
      'Browser',
      ({ browser }) => `${browser.name} ${browser.version}, ${browser.platform}`,
      ({ browser }) => `${browser.name} ${browser.version.padStart(6)}`,
    ),
    ofSummary(
      'mode',
      'Mode',
      ({ mode, preset }) => `${modeWord(mode)}, ${preset}`,
      ({ mode }) => mode,
    ),
    ofSummary('date', 'Measured', dateOf, ({ startedAt }) => startedAt),
    ofSummary(
      'doubts',
      'Doubts',
      ({ doubts }) => String(doubts),
      ({ doubts }) => doubts,
    ),
  ];
}

function order(one: SortValue, other: SortValue): number {
  if (typeof one === 'number' && typeof other === 'number') return one - other;
  return String(one).localeCompare(String(other), 'en');
}

/** Stable; rows without a value stay at the end. */
export function sorted(
  rows: readonly Row[],
  columns: readonly Column[],
  { column, direction }: Sorting,
): readonly Row[] {
  const by = columns.find(({ id }) => id === column)?.by;
  if (!by) return rows;
  const turn = direction === 'ascending' ? 1 : -1;
  return rows.toSorted((one, other) => {
    const [a, b] = [by(one), by(other)];
    if (a === null || b === null) return Number(a === null) - Number(b === null);
    return turn * order(a, b);
  });
}

/** A press on the column's head: the other way round, or first the way that is looked for. */
export function pressed({ id, isNumber }: Column, now: Sorting | null): Sorting {
  if (now?.column !== id) return { column: id, direction: isNumber ? 'descending' : 'ascending' };
  return { column: id, direction: now.direction === 'ascending' ? 'descending' : 'ascending' };
}
