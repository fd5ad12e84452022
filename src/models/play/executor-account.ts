/** What is known of a play by an executor, from what `main` wrote down on the page and the reports of the tasks that have ended. */
import type { Milliseconds } from '../../base/units.ts';
import type { TaskReport } from '../../functions/program.ts';
import type { DiaryEntry } from '../../trace/diary.ts';
import { PAGE_LANE, type Span } from '../../trace/span.ts';
import { filledLane } from './filled-lane.ts';
import type { Played, PrintedLine, TaskTime } from './play.ts';

/** Times here are on the clock of the page, and afterwards relative to the start of the play. */
export interface SubmittedTask {
  readonly body: string;
  readonly spawned: Milliseconds;
  /** Null while it has not ended. */
  readonly report: TaskReport | null;
}

export interface ExecutorBooks {
  readonly began: Milliseconds;
  readonly now: Milliseconds;
  readonly isOver: boolean;
  readonly workers: number;
  laneOf(worker: string): number;
  readonly main: {
    readonly entries: readonly DiaryEntry[];
    readonly printed: readonly PrintedLine[];
    readonly end: Milliseconds | null;
    readonly result: number;
  };
  /** From task 1 on. */
  readonly tasks: readonly SubmittedTask[];
  readonly output: Uint8Array | null;
}

export function accountOf(books: ExecutorBooks): Played {
  const { began, now, main, output } = books;
  return {
    wallMs: now - began,
    spans: spansOf(books),
    tasks: timesOf(books),
    printed: printedOf(books).sort((one, other) => one.at - other.at),
    result: main.result,
    output,
    lostSpans: 0,
  };
}

function printedOf({ began, main, tasks }: ExecutorBooks): PrintedLine[] {
  const own = main.printed.map((line): PrintedLine => ({ ...line, at: line.at - began }));
  const others = tasks.flatMap(({ report }, place) =>
    (report?.printed ?? []).map(({ at, text }): PrintedLine => ({ at: at - began, task: place + 1, text })),
  );
  return [...own, ...others];
}

function spansOf({ began, now, isOver, workers, laneOf, main, tasks }: ExecutorBooks): Span[] {
  const wallMs = isOver ? now - began : null;
  const byLane = Array.from({ length: workers }, (): DiaryEntry[] => []);
  for (const { report } of tasks) if (report) byLane[laneOf(report.worker)]?.push(...report.entries);
  return [
    ...filledLane(main.entries, { lane: PAGE_LANE, began, wallMs }),
    ...byLane.flatMap((entries, lane) => filledLane(entries, { lane, began, wallMs })),
  ];
}

function timesOf({ began, laneOf, main, tasks }: ExecutorBooks): TaskTime[] {
  const since = (at: Milliseconds): Milliseconds => at - began;
  const end = main.end === null ? null : since(main.end);
  const first: TaskTime = { task: 0, body: 'main', lane: PAGE_LANE, spawned: 0, start: 0, end };
  const others = tasks.map(({ body, spawned, report }, place): TaskTime => {
    // Who has it is known once it has ended.
    const times = report ? { start: since(report.start), end: since(report.end) } : { start: null, end: null };
    return {
      task: place + 1,
      body,
      lane: report ? laneOf(report.worker) : PAGE_LANE,
      spawned: since(spawned),
      ...times,
    };
  });
  return [first, ...others];
}
