/**
 * A play on the page's own thread while it goes on: its tasks, what they print, its global variables, who waits for what, and the
 * spans. The same for every model of that thread; who runs when is none of its business.
 */
import type { Milliseconds } from '../../base/units.ts';
import type { Body } from '../../programs/index.ts';
import type { Operation } from '../../programs/operations.ts';
import { computeRange, type LoadedJob } from '../../runtime/job.ts';
import { ownCounters } from '../../runtime/own-counters.ts';
import { countSlices, type WordCounters } from '../../sync/word-counters.ts';
import { PageRecording } from '../../trace/page-recording.ts';
import { PAGE_LANE, type Phase } from '../../trace/span.ts';
import { forgetOutput, type Stage } from '../stage.ts';
import type { PlayAsked, Played, PrintedLine, TaskTime } from './play.ts';

/** Computing for longer than this lets the page have a turn: Stop has to be heard within 100 ms, and a slice takes up to 5. */
const LONGEST_STRETCH_MS: Milliseconds = 50;
/** Between two looks of whoever watches: a frame at 60 a second. */
const FRAME_MS: Milliseconds = 1000 / 60;

export type SpawnOperation = Extract<Operation, { op: 'spawn' }>;
type AnsweredAtOnce = Extract<Operation, { op: 'print' | 'is-done' | 'load' | 'store' }>;

/** Nothing in it but what may be handed out. */
type TaskTimeSoFar = { -readonly [Key in keyof TaskTime]: TaskTime[Key] };

export class PagePlay {
  readonly recording: PageRecording;
  /** Told once, when the last task has ended. */
  onLastEnd: () => void = () => {};
  readonly #stage: Stage;
  readonly #asked: PlayAsked;
  readonly #job: LoadedJob | null;
  readonly #tasks: TaskTimeSoFar[] = [];
  readonly #spawned: SpawnOperation[] = [];
  readonly #results: number[] = [];
  /** What each task waits for at the moment. */
  readonly #waits: (Operation | null)[] = [];
  readonly #holders: (number | null)[];
  readonly #cells: number[];
  /** Null until somebody counts. */
  #counters: WordCounters | null = null;
  readonly #printed: PrintedLine[] = [];
  #unfinished = 0;
  #wallMs: Milliseconds | null = null;
  #pageTurnAt: Milliseconds = 0;
  #shownAt: Milliseconds = 0;

  /** It starts now, with `main` as task 0. */
  constructor(stage: Stage, asked: PlayAsked) {
    const { computes, resources } = asked.program;
    this.#stage = stage;
    this.#asked = asked;
    this.#job = computes ? stage.work.page : null;
    if (computes) forgetOutput(stage.work.pageOutput);
    this.#holders = new Array<null>(resources.locks).fill(null);
    this.#cells = new Array<number>(resources.cells).fill(0);
    this.recording = new PageRecording(stage.clock);
    this.spawn({ op: 'spawn', body: 'main', args: asked.args });
  }

  get tasks(): readonly TaskTime[] {
    return this.#tasks;
  }

  get limitMs(): Milliseconds {
    return this.#asked.limitMs;
  }

  now(): Milliseconds {
    return this.recording.now();
  }

  /** What is known so far. The lists are those of the play and go on growing: a copy at every look would cost more than the tasks. */
  soFar(): Played {
    return {
      wallMs: this.#wallMs ?? this.now(),
      spans: this.recording.spans,
      tasks: this.#tasks,
      printed: this.#printed,
      result: this.#results[0] ?? NaN,
      output: this.#job && this.#stage.work.pageOutput,
      lostSpans: 0,
    };
  }

  /** Shows what is known, if a frame has passed since the last time. */
  show(): void {
    const now = this.now();
    if (!this.#asked.onProgress || now - this.#shownAt < FRAME_MS) return;
    this.#shownAt = now;
    this.#asked.onProgress(this.soFar());
  }

  /** A new task; its number. Throws where the program has no such body. */
  spawn(operation: SpawnOperation): number {
    const { id, bodies } = this.#asked.program;
    const { body } = operation;
    if (!Object.hasOwn(bodies, body)) {
      throw new Error(`the program "${id}" has no body "${body}": spawn one of ${Object.keys(bodies).join(', ')}`);
    }
    const task = this.#tasks.length;
    this.#tasks.push({ task, body, lane: PAGE_LANE, spawned: this.now(), start: null, end: null });
    this.#spawned.push(operation);
    this.#results.push(NaN);
    this.#waits.push(null);
    this.#unfinished += 1;
    return task;
  }

  /** Its body, which begins now. */
  begin(task: number): Body {
    const { body, args } = this.#spawned[task] as SpawnOperation;
    this.#timesOf(task).start = this.now();
    return (this.#asked.program.bodies[body] as (...args: readonly number[]) => Body)(...args);
  }

  finish(task: number, result: number): void {
    const now = this.now();
    this.#timesOf(task).end = now;
    this.#results[task] = result;
    this.#unfinished -= 1;
    if (this.#unfinished > 0) return;
    this.#wallMs = now;
    this.onLastEnd();
  }

  /** What it returned; NaN while it has not. Throws where there is no such task. */
  resultOf(task: number): number {
    this.demandTask(task);
    return this.#results[task] ?? NaN;
  }

  hasEnded(task: number): boolean {
    return this.#timesOf(task).end !== null;
  }

  /** Throws where there is no such task. */
  demandTask(task: number): void {
    this.#timesOf(task);
  }

  answer(task: number, operation: AnsweredAtOnce): number {
    switch (operation.op) {
      case 'print':
        this.#printed.push({ at: this.now(), task, text: operation.text });
        return 0;
      case 'is-done':
        return this.hasEnded(operation.task) ? 1 : 0;
      case 'load':
        return this.#cell(operation.cell);
      case 'store':
        this.#cell(operation.cell);
        this.#cells[operation.cell] = operation.value;
        return 0;
    }
  }

  /**
   * Computes up to `end`, or as far as it comes before the page has to have a turn; where it stopped. Throws `RangeError` outside of the
   * work, and where there is none.
   */
  compute(task: number, from: number, end: number): number {
    const job = this.#demandWork(from, end);
    if (from === end) return end;
    const start = this.now();
    const until = Math.max(start, this.#pageTurnAt + LONGEST_STRETCH_MS);
    let slices = 0;
    let reached = end;
    computeRange(job, { start: from, end }, 0, () => {
      slices += 1;
      if (this.now() < until) return true;
      reached = from + slices * job.setup.sliceItems;
      return false;
    });
    this.recording.ended(task, 'running', start);
    return reached;
  }

  /**
   * Adds 1 to a counter so many times, or as often as it comes before the page has to have a turn; how often it did. Throws `RangeError` where
   * there is no such counter, and for what nobody can count.
   */
  count(task: number, counter: number, times: number): number {
    const counters = this.counters;
    const start = this.now();
    const until = Math.max(start, this.#pageTurnAt + LONGEST_STRETCH_MS);
    let counted = 0;
    for (const some of countSlices(times)) {
      counters.add(counter, some);
      counted += some;
      if (this.now() >= until) break;
    }
    this.recording.ended(task, 'running', start);
    return counted;
  }

  /** In the page's own memory, where work stands as well. */
  get counters(): WordCounters {
    const { counters = 0 } = this.#asked.program.resources;
    return (this.#counters ??= ownCounters(this.#stage.work.page, counters));
  }

  /** So long has the thread been kept from the page that it has to have a turn now. */
  get owesPageTurn(): boolean {
    return this.now() - this.#pageTurnAt > LONGEST_STRETCH_MS;
  }

  pageHadTurn(): void {
    this.#pageTurnAt = this.now();
  }

  beginWait(task: number, operation: Operation): void {
    this.#waits[task] = operation;
  }

  endWait(task: number, phase: Phase, start: Milliseconds): void {
    this.#waits[task] = null;
    this.recording.ended(task, phase, start);
  }

  waitOf(task: number): Operation | null {
    return this.#waits[task] ?? null;
  }

  /** Who holds the lock; null for nobody. */
  holderOf(lock: number): number | null {
    return this.#holders[lock] ?? null;
  }

  acquired(task: number, lock: number): void {
    this.#holders[lock] = task;
  }

  released(lock: number): void {
    this.#holders[lock] = null;
  }

  #timesOf(task: number): TaskTimeSoFar {
    const times = this.#tasks[task];
    if (!times) throw new RangeError(`there is no task ${task}: ${this.#tasks.length} were spawned, the first is 0`);
    return times;
  }

  #cell(cell: number): number {
    const value = this.#cells[cell];
    if (value === undefined) throw new RangeError(`there is no cell ${cell}: the program has ${this.#cells.length}`);
    return value;
  }

  #demandWork(start: number, end: number): LoadedJob {
    if (!this.#job) {
      throw new RangeError(`the program "${this.#asked.program.id}" computes but does not say so: set "computes"`);
    }
    const { items } = this.#job.setup;
    const isWithin = Number.isInteger(start) && Number.isInteger(end) && 0 <= start && start <= end && end <= items;
    if (!isWithin) throw new RangeError(`items ${start} to ${end} cannot be computed: the work has 0 to ${items}`);
    return this.#job;
  }
}
