/** What was found as a Markdown table, a line a condition. Pure. */
import type { Condition } from './conditions.ts';
import type { Outcome } from './conduct.ts';
import { summarise } from './judge.ts';

/** Cells as text; those left out are shown as a dash. */
export interface Row {
  readonly condition: string;
  readonly truth?: string;
  readonly runs?: string;
  readonly within?: string;
  readonly median?: string;
  readonly spread?: string;
  readonly proven?: string;
  readonly flagged?: string;
  /** What is out of tolerance. */
  readonly faults?: readonly string[];
  /** Why there is nothing to show. */
  readonly skipped?: string;
}

const COLUMNS = ['condition', 'truth', 'runs', 'within', 'median', 'spread', 'proven', 'flagged'] as const;
const HEADINGS: Record<(typeof COLUMNS)[number], string> = {
  condition: 'condition',
  truth: 'truth',
  runs: 'runs',
  within: 'right',
  median: 'median found',
  spread: 'standard deviation',
  proven: 'threads proven right',
  flagged: 'doubt raised',
};

const text = (value: number | null, digits: number): string => (value === null ? '–' : value.toFixed(digits));

export function rowOf(condition: Condition, outcome: Outcome): Row {
  if (outcome.kind === 'skipped') return { condition: condition.title, skipped: outcome.reason };
  const { demand } = condition;
  const { runs } = outcome;
  const summary = summarise(
    runs.map(({ found }) => found),
    demand,
  );
  const of = (count: number | null): string => (count === null ? '–' : `${count} of ${summary.runs}`);
  const silent = runs.flatMap(({ fault }) => fault ?? []);
  return {
    condition: condition.title,
    truth: demand.kind === 'unequal' ? 'two groups' : String(demand.effective),
    runs: String(summary.runs),
    within: of(summary.within),
    median: text(summary.median, 3),
    spread: text(summary.spread, 3),
    proven: of(summary.proven),
    flagged: of(summary.flagged),
    faults: [...summary.faults, ...(silent.length > 0 ? [`${silent.length} without an answer (${silent[0]})`] : [])],
  };
}

function verdictOf({ faults = [], skipped }: Row): string {
  if (skipped !== undefined) return `skipped: ${skipped}`;
  return faults.length === 0 ? 'pass' : `FAIL: ${faults.join('; ')}`;
}

export function failed({ faults = [] }: Row): boolean {
  return faults.length > 0;
}

export function table(rows: readonly Row[]): string {
  const line = (cells: readonly string[]): string => `| ${cells.join(' | ')} |`;
  return [
    line([...COLUMNS.map((column) => HEADINGS[column]), 'verdict']),
    line([...COLUMNS, 'verdict'].map(() => '---')),
    ...rows.map((row) => line([...COLUMNS.map((column) => row[column] ?? '–'), verdictOf(row)])),
  ].join('\n');
}

/** What the table does not show: runs that were taken again, and runs beside which the machine did something else. */
export function remarks(outcomes: readonly Outcome[]): string {
  const runs = outcomes.flatMap((outcome) => (outcome.kind === 'ran' ? outcome.runs : []));
  const repeated = runs.reduce((sum, run) => sum + run.repeated, 0);
  const restless = runs.filter((run) => !run.quiet).length;
  return `${runs.length} runs; ${repeated} repeated, since the host took over 2 % of the time; ${restless} begun on a machine that was busy with something else.`;
}
