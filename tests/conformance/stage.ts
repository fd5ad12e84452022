/**
 * Where a conformance test is played: a memory, structures in it, and threads that run bodies, as workers or as tasks of
 * the page. The test itself is the director: it has a page thread of its own, never blocks, and never sleeps for a time: it
 * waits until threads are really parked, which it sees in their records.
 */
import { clockFrom, threadOrigin } from '../../src/base/clock.ts';
import { nextTurn } from '../../src/base/turn.ts';
import type { Milliseconds } from '../../src/base/units.ts';
import { layout, type Layout, type Structure } from '../../src/memory/layout.ts';
import * as structures from '../../src/memory/structures.ts';
import { compileModule } from '../../src/runtime/module.ts';
import { instantiate } from '../../src/runtime/instance.ts';
import { Bells, pageThread } from '../../src/sync/page-thread.ts';
import type { SyncExports } from '../../src/sync/sync-exports.ts';
import type { Thread } from '../../src/sync/thread.ts';
import { bodies } from './bodies/index.ts';
import { failure, partOf, type Arguments, type Assignment, type Ending } from './part.ts';
import type { Attachment, FromWorker } from './worker.ts';

/** Who plays the threads: workers, tasks of the page, or tasks of a page whose browser has no `Atomics.waitAsync`. */
export type Players = 'workers' | 'page' | 'page without waitAsync';

const BYTES = 32 * 2 ** 20;
const PAGE_BYTES = 65_536;
/** Records there are; a set of thread numbers has 128 bits. */
const MOST_THREADS = 128;
/** The last records are the page's: the director's, and as many as there are page players. */
const WORKERS = 110;
const DEADLINE_MS: Milliseconds = 30_000;
const SPINS = 20;
/** In a record, in words, as in assembly/sync/thread.ts. */
const SIGNAL = 0;
const WAITING = 1;

/** A thread that has been given a body. */
export interface Player {
  /** Of its record. */
  readonly at: number;
  readonly ending: Promise<Ending>;
}

/** A worker and the record it attached to; idle between two bodies. */
interface Hand {
  readonly at: number;
  readonly worker: Worker;
  hear: (ending: Ending) => void;
}

export class Stage {
  readonly #into: Layout;
  readonly #records: number[];
  readonly #clock = clockFrom();
  readonly #bells = new Bells();
  readonly #idle: Hand[] = [];
  #hired = 0;
  #pageThreads = WORKERS;

  private constructor(
    readonly players: Players,
    readonly module: WebAssembly.Module,
    readonly memory: WebAssembly.Memory,
    readonly sync: SyncExports,
    bells: Bells,
  ) {
    this.#bells = bells;
    this.#into = layout(BYTES);
    this.#records = Array.from({ length: MOST_THREADS }, (_, number) => {
      const at = this.place('a record', structures.THREAD);
      sync.initThread(at, number, number < WORKERS ? 1 : 0, number < WORKERS ? SPINS : 0);
      return at;
    });
  }

  static async open(players: Players): Promise<Stage> {
    const module = await compileModule(true);
    const memory = new WebAssembly.Memory({ initial: BYTES / PAGE_BYTES, maximum: BYTES / PAGE_BYTES, shared: true });
    const bells = new Bells();
    const clock = clockFrom();
    const host = { now: () => clock.now(), announce: (at: number) => bells.ring(at) };
    const { sync } = await instantiate(module, memory, host);
    return new Stage(players, module, memory, sync, bells);
  }

  /** The page's records are free again: whoever had them in the last play has ended. */
  newPlay(): void {
    this.#pageThreads = WORKERS;
  }

  now(): Milliseconds {
    return this.#clock.now();
  }

  /** Room for a structure; zeroed, not yet initialised. */
  place(what: string, structure: Structure): number {
    return this.#into.take(what, structure.BYTES, structure.ALIGN).at;
  }

  mutex(): number {
    const at = this.place('a mutex', structures.MUTEX);
    this.sync.initMutex(at);
    return at;
  }

  recursiveMutex(): number {
    const at = this.place('a recursive mutex', structures.RECURSIVE_MUTEX);
    this.sync.initRecursiveMutex(at);
    return at;
  }

  condition(): number {
    const at = this.place('a condition', structures.CONDITION);
    this.sync.initCondition(at);
    return at;
  }

  event(): number {
    const at = this.place('an event', structures.EVENT);
    this.sync.initEvent(at);
    return at;
  }

  /** A word that bodies add to and the test looks at. */
  counter(value = 0): number {
    const at = this.place('a counter', { BYTES: 64, ALIGN: 64 });
    new Int32Array(this.memory.buffer)[at / 4] = value;
    return at;
  }

  look(counter: number): number {
    return Atomics.load(new Int32Array(this.memory.buffer), counter / 4);
  }

  /** A thread of the page by itself, for the director and for page players; of a test's own, see `newPlay`. */
  pageThread(): Thread<'page'> {
    const at = this.#records[this.#pageThreads++];
    if (at === undefined) throw new Error(`a play has ${MOST_THREADS - WORKERS} page threads: start fewer`);
    this.sync.initThread(at, this.#records.indexOf(at), 0, 0);
    const bells = this.players === 'page without waitAsync' ? this.#bells : null;
    return pageThread({ sync: this.sync, memory: this.memory, at, clock: this.#clock, bells });
  }

  /** Starts `count` threads on a body, all at once. */
  async start(count: number, body: string, args: Arguments): Promise<Player[]> {
    const numbers = Array.from({ length: count }, (_, number) => ({ body, number, args }));
    if (this.players !== 'workers') return numbers.map((assignment) => this.#onPage(assignment));
    return this.startWorkers(numbers);
  }

  /** Starts workers whoever the other players are. */
  async startWorkers(assignments: readonly Assignment[]): Promise<Player[]> {
    const hands = await Promise.all(assignments.map(() => this.#hand()));
    return hands.map((hand, index) => this.#give(hand, assignments[index] as Assignment));
  }

  /** Waits until every one of the players is parked. */
  async parked(players: readonly Player[]): Promise<void> {
    const words = new Int32Array(this.memory.buffer);
    const isParked = ({ at }: Player): boolean => Atomics.load(words, at / 4 + SIGNAL) === WAITING;
    await this.until('all threads being parked', () => players.every(isParked));
  }

  /** How many of the players are parked at this moment. */
  countParked(players: readonly Player[]): number {
    const words = new Int32Array(this.memory.buffer);
    return players.filter(({ at }) => Atomics.load(words, at / 4 + SIGNAL) === WAITING).length;
  }

  /** Waits until a counter has reached a value. */
  async reached(counter: number, value: number): Promise<void> {
    await this.until(`a counter reaching ${value} (it says ${this.look(counter)})`, () => this.look(counter) >= value);
  }

  /** Looks again and again, a turn of the event loop at a time. Throws past the deadline. */
  async until(what: string, holds: () => boolean): Promise<void> {
    const deadline = this.now() + DEADLINE_MS;
    while (!holds()) {
      if (this.now() > deadline) throw new Error(`${what} did not happen within ${DEADLINE_MS / 1000} s`);
      await nextTurn();
    }
  }

  /** Several turns of the event loop, in which anything that is about to happen happens. */
  async settle(): Promise<void> {
    for (let turn = 0; turn < 50; turn++) await nextTurn();
  }

  /** The values the players end with. Throws the first error one of them ended with, or past the deadline. */
  async joined(players: readonly Player[]): Promise<unknown[]> {
    const endings = await this.endings(players);
    return endings.map((ending) => {
      if (!ending.ok) throw new Error(`a thread ended with ${ending.error}: ${ending.message}`);
      return ending.value;
    });
  }

  /** As `joined`, for threads whose errors are expected. */
  async endings(players: readonly Player[]): Promise<Ending[]> {
    let timer: ReturnType<typeof setTimeout> | undefined;
    const late = new Promise<never>((_, reject) => {
      const complain = (): void => {
        reject(new Error(`not all of ${players.length} threads ended within ${DEADLINE_MS / 1000} s`));
      };
      timer = setTimeout(complain, DEADLINE_MS);
    });
    return Promise.race([Promise.all(players.map(({ ending }) => ending)), late]).finally(() => clearTimeout(timer));
  }

  #onPage(assignment: Assignment): Player {
    const thread = this.pageThread();
    const body = bodies[assignment.body];
    if (!body) throw new Error(`no body is called "${assignment.body}"`);
    const script = body(partOf(thread, this.memory, assignment, () => this.now()));
    const ending = thread.follow(script).then((value): Ending => ({ ok: true, value }), failure);
    return { at: thread.at, ending };
  }

  #give(hand: Hand, assignment: Assignment): Player {
    const ending = new Promise<Ending>((resolve) => {
      hand.hear = (ended) => {
        this.#idle.push(hand);
        resolve(ended);
      };
    });
    hand.worker.postMessage(assignment);
    return { at: hand.at, ending };
  }

  /** An idle worker, or a new one. */
  async #hand(): Promise<Hand> {
    const idle = this.#idle.pop();
    if (idle) return idle;
    const at = this.#records[this.#hired++];
    if (at === undefined || this.#hired > WORKERS) throw new Error(`there are records for ${WORKERS} workers only`);
    const worker = new Worker(new URL('./worker.ts', import.meta.url), { type: 'module' });
    const hand: Hand = { at, worker, hear: () => {} };
    await new Promise<void>((ready, refuse) => {
      worker.onerror = (event) => refuse(new Error(event.message));
      worker.onmessage = ({ data }: MessageEvent<FromWorker>) => {
        if (data.kind === 'ready') ready();
        else if (data.kind === 'ended') hand.hear(data.ending);
        else this.#bells.ring(data.thread);
      };
      const attachment: Attachment = {
        module: this.module,
        memory: this.memory,
        at,
        origin: threadOrigin(),
        announce: this.players === 'page without waitAsync',
      };
      worker.postMessage(attachment);
    });
    return hand;
  }
}
