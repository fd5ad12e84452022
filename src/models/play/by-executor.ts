/**
 * A program as a script that submits its tasks to an executor: `main` runs on the page's thread, as the main thread of Python would,
 * spawns by submitting, and joins by awaiting a future's result. Lane PAGE_LANE is that thread, 0 … are the workers. Which executor,
 * and over which memory, is the crew's business.
 */
import { nextTurn } from '../../base/turn.ts';
import type { Milliseconds } from '../../base/units.ts';
import { unreachable } from '../../base/unreachable.ts';
import type { TaskReport } from '../../functions/program.ts';
import { Stopped } from '../../pool/errors.ts';
import { RemoteError } from '../../pool/executor-errors.ts';
import type { Future } from '../../pool/future.ts';
import type { Operation } from '../../programs/operations.ts';
import { computeRange } from '../../runtime/job.ts';
import { ownCounters } from '../../runtime/own-counters.ts';
import { countSlices, type WordCounters } from '../../sync/word-counters.ts';
import type { ProgramShare } from '../../sync/program-share.ts';
import { Diary } from '../../trace/diary.ts';
import type { Stage } from '../stage.ts';
import { accountOf, type SubmittedTask } from './executor-account.ts';
import type { Crew } from './executor-crew.ts';
import { PAGE } from './page-outside.ts';
import { CannotPlay, PlayOverdue, type PlayAsked, type Played, type PrintedLine } from './play.ts';

/** Computing for longer than this lets the page have a turn. */
const LONGEST_STRETCH_MS: Milliseconds = 50;
const FRAME_MS: Milliseconds = 1000 / 60;

interface Submitted extends SubmittedTask {
  readonly future: Future<TaskReport>;
  report: TaskReport | null;
}

/** What `main` is told when all is over already; caught by nobody but the play. */
class Over extends Error {}

export async function playByExecutor(stage: Stage, asked: PlayAsked, crew: Crew): Promise<Played> {
  const play = new ExecutorPlay(stage, asked, crew);
  const stop = (): void => play.fail(new Stopped());
  const timer = setTimeout(() => play.fail(new PlayOverdue(asked.limitMs, play.waiting)), asked.limitMs);
  asked.signal.addEventListener('abort', stop);
  if (asked.signal.aborted) stop();
  try {
    return await crew.guard(play.whole());
  } catch (fault) {
    crew.giveUp();
    throw fault;
  } finally {
    clearTimeout(timer);
    asked.signal.removeEventListener('abort', stop);
    play.end();
  }
}

class ExecutorPlay {
  readonly #stage: Stage;
  readonly #asked: PlayAsked;
  readonly #crew: Crew;
  readonly #began: Milliseconds;
  readonly #diary: Diary;
  readonly #tasks: Submitted[] = [];
  readonly #printed: PrintedLine[] = [];
  /** Of `main`, where the workers have cells of their own. */
  readonly #cells: Float64Array;
  /** Null until `main` counts. */
  #counters: WordCounters | null = null;
  readonly #over = new AbortController();
  readonly #failed: Promise<never>;
  #isOver = false;
  #mainEnd: Milliseconds | null = null;
  #result = NaN;
  #waits: Operation['op'] | null = null;
  #turnAt: Milliseconds;
  #shownAt: Milliseconds;
  #reject: (fault: unknown) => void = () => {};

  constructor(stage: Stage, asked: PlayAsked, crew: Crew) {
    this.#stage = stage;
    this.#asked = asked;
    this.#crew = crew;
    this.#cells = new Float64Array(asked.program.resources.cells);
    this.#failed = new Promise<never>((_, reject) => (this.#reject = reject));
    // Heard of by `whole`, if that is still waiting.
    this.#failed.catch(() => {});
    this.#began = this.#turnAt = this.#shownAt = stage.clock.now();
    this.#diary = new Diary(stage.clock, 0);
  }

  /** For whoever asks why it takes so long. */
  get waiting(): string {
    const open = this.#tasks.flatMap(({ report, body }, place) => (report ? [] : [`task ${place + 1} (${body})`]));
    const main = this.#mainEnd === null ? [this.#waits ? `main (at its ${this.#waits})` : 'main'] : [];
    return `${[...main, ...open.slice(0, 4)].join(', ')} had not ended`;
  }

  fail(fault: unknown): void {
    this.#reject(fault);
  }

  /** `main` is to do nothing any more. */
  end(): void {
    this.#over.abort(new Over());
  }

  async whole(): Promise<Played> {
    await Promise.race([this.#failed, this.#run()]);
    return this.#soFar();
  }

  async #run(): Promise<void> {
    const body = this.#asked.program.bodies.main(...this.#asked.args);
    let step = body.next();
    while (!step.done) {
      const { value } = step;
      let answer: number;
      this.#waits = value.op;
      try {
        answer = await this.#answer(value);
      } catch (error) {
        if (this.#over.signal.aborted || error instanceof CannotPlay) throw error;
        step = body.throw(error);
        continue;
      }
      this.#waits = null;
      await this.#pageTurn();
      step = body.next(answer);
    }
    this.#result = step.value;
    this.#mainEnd = this.#diary.close();
    await Promise.all(this.#tasks.map(({ future }) => future.result()));
    this.#isOver = true;
  }

  async #answer(asked: Operation): Promise<number> {
    const { share } = this.#crew;
    const begun = this.#stage.clock.now();
    const waited = async <T>(phase: 'waiting-io' | 'waiting-lock' | 'idle', wait: Promise<T>): Promise<T> => {
      try {
        return await wait;
      } finally {
        this.#diary.add(phase, begun);
      }
    };
    switch (asked.op) {
      case 'compute':
        await this.#compute(asked.start, asked.end);
        return 0;
      case 'sleep':
        await waited('waiting-io', PAGE.sleep(asked.ms, this.#over.signal));
        return 0;
      case 'read': {
        const read = (): Promise<number> => PAGE.read(this.#over.signal);
        return waited('waiting-io', this.#crew.reading(read));
      }
      case 'read-file':
        return waited('waiting-io', this.#crew.readFile(this.#over.signal));
      case 'print':
        this.#printed.push({ at: begun, task: 0, text: asked.text });
        return 0;
      case 'spawn':
        return this.#spawn(asked.body, asked.args);
      case 'join':
        return (await waited('idle', this.#submitted(asked.task).future.result())).value;
      case 'is-done':
        if (this.#submitted(asked.task).future.isDone) return 1;
        // A future on the page is told in the page's turn.
        await nextTurn();
        return this.#submitted(asked.task).future.isDone ? 1 : 0;
      case 'acquire':
        await waited('waiting-lock', this.#shared('lock').acquire(asked.lock));
        return 0;
      case 'release':
        await this.#shared('lock').release(asked.lock);
        return 0;
      case 'put':
        await waited('waiting-lock', this.#shared('queue').put(asked.queue, asked.value));
        return 0;
      case 'get':
        return waited('waiting-lock', this.#shared('queue').get(asked.queue));
      case 'send':
        await waited('waiting-lock', this.#shared('mailbox').send(asked.to, asked.value));
        return 0;
      case 'receive':
        return waited('waiting-lock', this.#shared('mailbox').receive(0));
      case 'load':
        return share ? share.load(asked.cell) : (this.#cells[this.#cell(asked.cell)] ?? 0);
      case 'store':
        if (share) share.store(asked.cell, asked.value);
        else this.#cells[this.#cell(asked.cell)] = asked.value;
        return 0;
      case 'count':
        return this.#count(asked.counter, asked.times);
      default:
        return unreachable(asked);
    }
  }

  #spawn(body: string, args: readonly number[]): number {
    const { id, bodies } = this.#asked.program;
    if (!Object.hasOwn(bodies, body)) {
      throw new Error(`the program "${id}" has no body "${body}": spawn one of ${Object.keys(bodies).join(', ')}`);
    }
    const task = this.#tasks.length + 1;
    const spawned = this.#stage.clock.now();
    const submitted: Submitted = { body, spawned, future: this.#crew.submit({ task, body, args }), report: null };
    this.#tasks.push(submitted);
    submitted.future.addDoneCallback(({ failure, value }) => {
      if (failure) return this.fail(faultOf(failure.thrown));
      submitted.report = value ?? null;
      this.#show();
    });
    return task;
  }

  #submitted(task: number): Submitted {
    const submitted = this.#tasks[task - 1];
    if (!submitted) throw new RangeError(`main has no task ${task}: it has spawned ${this.#tasks.length}`);
    return submitted;
  }

  async #compute(start: number, end: number): Promise<void> {
    const { page, chunkItems } = this.#stage.work;
    for (let from = start; from < end; from += chunkItems) {
      computeRange(page, { start: from, end: Math.min(end, from + chunkItems) });
      await this.#pageTurn();
    }
    const copying = this.#stage.clock.now();
    this.#crew.fromPage(start, end);
    this.#diary.add('copying', copying);
  }

  async #count(counter: number, times: number): Promise<number> {
    const { page } = this.#stage.work;
    const { counters: count = 0 } = this.#asked.program.resources;
    const counters = (this.#counters ??= this.#crew.share?.counters ?? ownCounters(page, count));
    for (const some of countSlices(times)) {
      counters.add(counter, some);
      await this.#pageTurn();
    }
    return counters.value(counter);
  }

  /** Where the page has not had one for long. Throws where all is over. */
  async #pageTurn(): Promise<void> {
    if (this.#stage.clock.now() - this.#turnAt > LONGEST_STRETCH_MS) {
      await nextTurn();
      this.#turnAt = this.#stage.clock.now();
    }
    this.#over.signal.throwIfAborted();
  }

  #shared(what: string): ProgramShare<'page'> {
    if (this.#crew.share) return this.#crew.share;
    throw new CannotPlay(
      `the workers of this executor are processes and share nothing: there is no ${what} that two tasks could use`,
    );
  }

  #cell(cell: number): number {
    if (cell >= 0 && cell < this.#cells.length) return cell;
    throw new RangeError(`there is no cell ${cell}: the program has ${this.#cells.length}`);
  }

  #show(): void {
    const now = this.#stage.clock.now();
    if (this.#over.signal.aborted || !this.#asked.onProgress || now - this.#shownAt < FRAME_MS) return;
    this.#shownAt = now;
    this.#asked.onProgress(this.#soFar());
  }

  #soFar(): Played {
    const { program, workers } = this.#asked;
    return accountOf({
      began: this.#began,
      now: this.#stage.clock.now(),
      isOver: this.#isOver,
      workers,
      laneOf: this.#crew.laneOf,
      main: { entries: this.#diary.entries, printed: this.#printed, end: this.#mainEnd, result: this.#result },
      tasks: this.#tasks,
      output: program.computes ? this.#crew.output : null,
    });
  }
}

/** A task that asks for what the model has not is known by its error's name, since that is all that arrives. */
function faultOf(thrown: unknown): unknown {
  return thrown instanceof RemoteError && thrown.className === 'CannotPlay' ? new CannotPlay(thrown.message) : thrown;
}
