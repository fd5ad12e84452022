/**
 * Carries out the tasks of a program that belong to one rank, one at a time, and writes down what they did. Ranks share nothing: every
 * rank has cells of its own, there are no locks and no queues, and only rank 0, which runs `main`, spawns and joins.
 */
import { Refused } from '../base/refused.ts';
import type { Milliseconds } from '../base/units.ts';
import { unreachable } from '../base/unreachable.ts';
import { ownerOf } from '../memory/program-schedule.ts';
import type { Program } from '../programs/index.ts';
import type { Operation } from '../programs/operations.ts';
import type { Script } from '../sync/thread.ts';
import { demandTimes, type WordCounters } from '../sync/word-counters.ts';
import { Diary, type DiaryEntry } from '../trace/diary.ts';
import type { RankWorld } from './programs/index.ts';

/** What a rank is told to run. */
export interface Order {
  readonly task: number;
  readonly body: string;
  readonly args: readonly number[];
}

/** What one rank has at the end. Times are on the clock of the page. */
export interface Gathered {
  readonly pieces: readonly { readonly item: number; readonly bytes: Uint8Array }[];
  readonly printed: readonly { readonly at: Milliseconds; readonly task: number; readonly text: string }[];
  readonly tasks: readonly {
    readonly task: number;
    readonly body: string;
    readonly start: Milliseconds;
    readonly end: Milliseconds;
  }[];
  readonly entries: readonly DiaryEntry[];
}

type Own<T> = { -readonly [K in keyof T]: T[K] extends readonly (infer E)[] ? E[] : T[K] };

/** Counted in a row, a few milliseconds at most; then the rank hears what it is told. */
const COUNTED_AT_ONCE = 65_536;

export const ORDER_TAG = 0;

/** Tag of the message with a task's result. */
export function resultTag(task: number): number {
  return 2 * task + 1;
}

/** Tag of the messages that are for a task. */
export function mailTag(task: number): number {
  return 2 * task + 2;
}

/** The rank to which a task belongs. */
export function rankOf(task: number, size: number): number {
  return ownerOf(task, size - 1);
}

export class RankTask {
  readonly gathered: Own<Gathered> = { pieces: [], printed: [], tasks: [], entries: [] };
  /** By task: when it was spawned; `main` at the beginning. Rank 0 alone knows. */
  readonly spawned: Milliseconds[] = [];
  /** Of the tasks that rank 0 has heard from. */
  readonly results = new Map<number, number>();
  readonly #world: RankWorld;
  readonly #program: Program;
  readonly #url: string;
  readonly #cells: Float64Array;
  /** Null until somebody counts. */
  #counters: WordCounters | null = null;

  constructor(world: RankWorld, program: Program, url: string) {
    this.#world = world;
    this.#program = program;
    this.#url = url;
    this.#cells = new Float64Array(program.resources.cells);
    if (world.comm.rank === 0) this.spawned.push(world.clock.now());
  }

  /** Runs the body to its end; what it returned. Throws what it throws, `Refused`, `WaitStopped`. */
  *run({ task, body: name, args }: Order): Script<number> {
    const diary = new Diary(this.#world.clock, task);
    const start = this.#world.clock.now();
    const body = this.#bodyOf(name)(...args);
    let step = body.next();
    while (!step.done) step = body.next(yield* this.#answer(step.value, task, diary));
    const end = diary.close();
    this.gathered.tasks.push({ task, body: name, start, end });
    this.gathered.entries.push(...diary.entries);
    return step.value;
  }

  *#answer(asked: Operation, task: number, diary: Diary): Script<number> {
    const { comm, clock } = this.#world;
    const begun = clock.now();
    switch (asked.op) {
      case 'compute':
        yield* this.#compute(asked.start, asked.end, diary);
        return 0;
      case 'sleep':
        yield* this.#world.sleep(asked.ms);
        diary.add('waiting-io', begun);
        return 0;
      case 'read':
        yield* comm.checkpoint();
        return yield* this.#read(diary, begun);
      case 'read-file':
        yield* comm.checkpoint();
        return diary.during('waiting-io', () => this.#world.readFile());
      case 'print':
        this.gathered.printed.push({ at: begun, task, text: asked.text });
        return 0;
      case 'send':
        yield* comm.send(asked.value, { to: rankOf(asked.to, comm.size), tag: mailTag(asked.to) });
        diary.add('copying', begun);
        return 0;
      case 'receive': {
        const value = yield* comm.recv<number>({ tag: mailTag(task) });
        diary.add('waiting-lock', begun);
        return value;
      }
      case 'load':
        return this.#cells[this.#cell(asked.cell)] ?? 0;
      case 'store':
        this.#cells[this.#cell(asked.cell)] = asked.value;
        return 0;
      case 'count':
        return yield* this.#count(asked.counter, asked.times, diary);
      case 'spawn':
        return yield* this.#spawn(asked.body, asked.args);
      case 'join': {
        const value = yield* this.#join(asked.task);
        diary.add('idle', begun);
        return value;
      }
      case 'is-done':
        return (yield* this.#isDone(asked.task)) ? 1 : 0;
      case 'acquire':
      case 'release':
        throw new Refused('ranks share nothing: there is no lock that two of them could hold');
      case 'put':
      case 'get':
        throw new Refused('ranks share nothing: there is no queue that two of them could reach; they send messages');
      default:
        return unreachable(asked);
    }
  }

  *#compute(start: number, end: number, diary: Diary): Script<void> {
    const { comm, clock, job } = this.#world;
    if (!job) throw new Error('no work is loaded in the memory of this rank: load it as isolated');
    for (let from = start; from < end; from += job.sliceItems) {
      yield* comm.checkpoint();
      const absences = job.run(from, Math.min(end, from + job.sliceItems));
      for (const absence of absences) diary.add('preempted', absence.from, absence.to);
    }
    const copying = clock.now();
    this.gathered.pieces.push({ item: start, bytes: job.bytesOf(start, end) });
    diary.add('copying', copying);
  }

  *#read(diary: Diary, begun: Milliseconds): Script<number> {
    const bytes = yield* this.#world.read(this.#url);
    diary.add('waiting-io', begun);
    return bytes;
  }

  *#count(counter: number, times: number, diary: Diary): Script<number> {
    const { comm, job } = this.#world;
    if (!job) throw new Error('no work is loaded in the memory of this rank: load it as isolated');
    const counters = (this.#counters ??= job.counters(this.#program.resources.counters ?? 0));
    demandTimes(times);
    let left = times;
    do {
      yield* comm.checkpoint();
      const some = Math.min(left, COUNTED_AT_ONCE);
      const absences = job.inParts(some, (part) => counters.add(counter, part));
      for (const absence of absences) diary.add('preempted', absence.from, absence.to);
      left -= some;
    } while (left > 0);
    return counters.value(counter);
  }

  *#spawn(body: string, args: readonly number[]): Script<number> {
    const { comm, clock } = this.#world;
    this.#demandMain('spawn a task');
    this.#bodyOf(body);
    const task = this.spawned.push(clock.now()) - 1;
    yield* comm.send({ task, body, args } satisfies Order, { to: rankOf(task, comm.size), tag: ORDER_TAG });
    return task;
  }

  *#join(task: number): Script<number> {
    const { comm } = this.#world;
    this.#demandSpawned('join', task);
    const known = this.results.get(task);
    if (known !== undefined) return known;
    const value = yield* comm.recv<number>({ from: rankOf(task, comm.size), tag: resultTag(task) });
    this.results.set(task, value);
    return value;
  }

  *#isDone(task: number): Script<boolean> {
    const { comm } = this.#world;
    this.#demandSpawned('ask about', task);
    if (this.results.has(task)) return true;
    const come = yield* comm.tryRecv<number>({ from: rankOf(task, comm.size), tag: resultTag(task) });
    if (come) this.results.set(task, come[0]);
    return come !== null;
  }

  #demandSpawned(what: string, task: number): void {
    this.#demandMain(`${what} a task`);
    if (task > 0 && task < this.spawned.length) return;
    throw new RangeError(`main cannot ${what} task ${task}: it has spawned ${this.spawned.length - 1}`);
  }

  #demandMain(what: string): void {
    if (this.#world.comm.rank === 0) return;
    throw new Refused(`only rank 0 deals out tasks and is sent their results: a task of another rank cannot ${what}`);
  }

  #bodyOf(name: string): (...args: number[]) => ReturnType<Program['bodies']['main']> {
    const { bodies, id } = this.#program;
    const body = Object.hasOwn(bodies, name) ? bodies[name] : undefined;
    if (!body) throw new Error(`the program "${id}" has no body "${name}"`);
    return body;
  }

  #cell(cell: number): number {
    if (cell >= 0 && cell < this.#cells.length) return cell;
    throw new RangeError(`there is no cell ${cell}: the program has ${this.#cells.length}`);
  }
}
