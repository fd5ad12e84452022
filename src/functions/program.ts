/**
 * Tasks of a program as calls of an executor: the body of each runs here from beginning to end, on the worker that has taken the call, and
 * blocks it whenever the task waits. What it printed and what the thread did go back with the result. A worker plays one program at a time;
 * cells of its own live as long as that, as the globals of a process do.
 */
import { Refused } from '../base/refused.ts';
import type { Milliseconds } from '../base/units.ts';
import { unreachable } from '../base/unreachable.ts';
import type { ProgramPlan } from '../memory/program-plan.ts';
import type { Program } from '../programs/index.ts';
import type { Operation } from '../programs/operations.ts';
import { Diary, type DiaryEntry } from '../trace/diary.ts';
import type { Call, CallsShare, Counters, Library, ReadLimit } from './index.ts';

/** What a worker is told once, before the first task. */
export interface ProgramAsked {
  readonly program: string;
  /** Where the tasks' locks, queues, mailboxes and cells stand; null where the workers share nothing. */
  readonly plan: ProgramPlan | null;
  /** What a read reads. */
  readonly url: string;
  readonly reads: ReadLimit;
}

export interface TaskAsked {
  readonly task: number;
  readonly body: string;
  readonly args: readonly number[];
  /** Where the bytes of all items go, in memory of both sides; null where they go with the result, or are seen anyway. */
  readonly output: { readonly bytes: Uint8Array; readonly itemBytes: number } | null;
}

/** Times are on the clock of the page. */
export interface TaskReport {
  readonly task: number;
  readonly worker: string;
  readonly value: number;
  readonly start: Milliseconds;
  readonly end: Milliseconds;
  readonly printed: readonly { readonly at: Milliseconds; readonly text: string }[];
  readonly entries: readonly DiaryEntry[];
  readonly pieces: readonly { readonly item: number; readonly bytes: Uint8Array<ArrayBuffer> }[];
}

interface Loaded {
  readonly program: Program;
  readonly share: CallsShare | null;
  readonly cells: Float64Array;
  /** Null where the program has none. */
  readonly counters: Counters | null;
  readonly url: string;
  readonly reads: ReadLimit;
}

let loaded: Loaded | undefined;

class TaskRun {
  readonly printed: { at: Milliseconds; text: string }[] = [];
  readonly pieces: { item: number; bytes: Uint8Array<ArrayBuffer> }[] = [];
  readonly diary: Diary;
  readonly #call: Call;
  readonly #on: Loaded;
  readonly #asked: TaskAsked;

  constructor(call: Call, on: Loaded, asked: TaskAsked) {
    this.#call = call;
    this.#on = on;
    this.#asked = asked;
    this.diary = new Diary(call, asked.task);
  }

  whole(): number {
    const body = bodyOf(this.#on.program, this.#asked.body)(...this.#asked.args);
    let step = body.next();
    while (!step.done) step = body.next(this.#answer(step.value));
    return step.value;
  }

  #answer(asked: Operation): number {
    const { op } = asked;
    switch (op) {
      case 'compute':
        return this.#compute(asked.start, asked.end);
      case 'sleep':
        return this.#done(this.diary.during('waiting-io', () => this.#call.sleep(asked.ms)));
      case 'read':
        return this.diary.during('waiting-io', () => this.#call.read(this.#on.url, this.#on.reads));
      case 'read-file':
        return this.diary.during('waiting-io', () => this.#call.readFile());
      case 'print':
        return this.#done(this.printed.push({ at: this.#call.now(), text: asked.text }));
      case 'acquire':
        return this.#done(this.diary.during('waiting-lock', () => this.#shared('lock').acquire(asked.lock)));
      case 'release':
        return this.#done(this.#shared('lock').release(asked.lock));
      case 'put':
        return this.#done(this.diary.during('waiting-lock', () => this.#shared('queue').put(asked.queue, asked.value)));
      case 'get':
        return this.diary.during('waiting-lock', () => this.#shared('queue').get(asked.queue));
      case 'send':
        return this.#done(this.diary.during('waiting-lock', () => this.#shared('mailbox').send(asked.to, asked.value)));
      case 'receive':
        return this.diary.during('waiting-lock', () => this.#shared('mailbox').receive(this.#asked.task));
      case 'load':
        return this.#on.share?.load(asked.cell) ?? this.#on.cells[this.#cell(asked.cell)] ?? 0;
      case 'store':
        return this.#done(this.#store(asked.cell, asked.value));
      case 'count':
        return this.#count(asked.counter, asked.times);
      case 'spawn':
      case 'join':
      case 'is-done':
        throw new Refused(
          `the call of an executor cannot ${op === 'is-done' ? 'ask about' : op} a task: only main has the executor and its futures`,
        );
      default:
        return unreachable(asked);
    }
  }

  /** What is only done answers nothing. */
  #done(_result: unknown): number {
    return 0;
  }

  #compute(first: number, last: number): number {
    const { bytes, end, copied, absences } = this.#call.computeRange(first, last);
    for (const { from, to } of absences) this.diary.add('preempted', from, to);
    const { output } = this.#asked;
    if (!bytes) return 0;
    if (output) output.bytes.set(bytes, first * output.itemBytes);
    else this.pieces.push({ item: first, bytes });
    this.diary.add('copying', end, output ? this.#call.now() : copied);
    return 0;
  }

  #shared(what: string): CallsShare {
    if (this.#on.share) return this.#on.share;
    throw new Refused(
      `the workers of this executor are processes and share nothing: there is no ${what} that two calls could use`,
    );
  }

  #store(cell: number, value: number): void {
    const { share, cells } = this.#on;
    if (share) share.store(cell, value);
    else cells[this.#cell(cell)] = value;
  }

  #count(counter: number, times: number): number {
    const { counters } = this.#on;
    if (!counters) throw new RangeError(`there is no counter ${counter}: the program has none`);
    const absences = this.#call.inParts(times, (some) => counters.add(counter, some));
    for (const { from, to } of absences) this.diary.add('preempted', from, to);
    return counters.value(counter);
  }

  #cell(cell: number): number {
    const { cells } = this.#on;
    if (cell >= 0 && cell < cells.length) return cell;
    throw new RangeError(`there is no cell ${cell}: the program has ${cells.length}`);
  }
}

function bodyOf(program: Program, name: string): Program['bodies']['main'] {
  const body = Object.hasOwn(program.bodies, name) ? program.bodies[name] : undefined;
  if (!body) throw new Error(`the program "${program.id}" has no body "${name}"`);
  return body;
}

export default {
  id: 'program',
  functions: {
    /** An initializer: the next tasks are of this program. */
    prepare: async (call: Call, asked: ProgramAsked): Promise<void> => {
      const program = await call.program(asked.program);
      const share = asked.plan && call.shared(asked.plan);
      const { cells, counters: count = 0 } = program.resources;
      const counters = count === 0 ? null : (share?.counters ?? call.ownCounters(count));
      const { url, reads } = asked;
      loaded = { program, share, cells: new Float64Array(cells), counters, url, reads };
    },
    /** One task from beginning to end. Throws what its body throws, and `Refused`. */
    task: (call: Call, asked: TaskAsked): TaskReport => {
      if (!loaded) throw new Error('no program is loaded on this worker: prepare it with the initializer');
      const start = call.now();
      const run = new TaskRun(call, loaded, asked);
      const value = run.whole();
      const end = run.diary.close();
      const { printed, pieces, diary } = run;
      return { task: asked.task, worker: call.workerName, value, start, end, printed, entries: diary.entries, pieces };
    },
  },
} satisfies Library;
