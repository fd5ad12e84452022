/**
 * A board of calls, assembly/sync/call-board.ts at an address, as the page and the workers see it: what stands in a record
 * besides the words of the protocol. Plain accesses: the page writes a record before it posts the call, its worker reads it and writes
 * the result before it hands the call back, and the protocol orders the two. Knows nothing of functions.
 *
 *   record      32-bit words: STATE NEXT FUNCTION FORM AT BYTES OUTCOME COUNT; then four 64-bit floats: arguments, result
 */
import type { Milliseconds } from '../base/units.ts';
import { CALL, CALL_BOARD } from '../memory/structures.ts';
import type { BoardPlan } from '../memory/pool-plan.ts';
import { CAN_WAIT_ASYNC } from './batch.ts';
import type { Bells } from './page-thread.ts';
import type { SyncExports } from './sync-exports.ts';

/** In 32-bit words of a record. */
const STATE = 0;
const NEXT = 1;
const FUNCTION = 2;
const FORM = 3;
const AT = 4;
const BYTES = 5;
const OUTCOME = 6;
const COUNT = 7;
const WORDS = CALL.BYTES / 4;
/** In 64-bit words of a record: the first argument, and afterwards the result. */
const NUMBERS = 4;
const DOUBLES = CALL.BYTES / 8;
/** A value of STATE. */
const CANCELLED = 3;
/** In bytes of the board. */
const ARMED = 128;

/** Arguments that fit into a record. */
export const MOST_NUMBERS = 4;
export const NO_CALL = -1;
export const GO_HOME = -2;

/**
 * How the arguments are given: numbers in the record; bytes of a list of arguments (value-writer.ts); columns of 64-bit floats for many
 * calls of one function; bytes of a list of such columns, for the same; or a task of the work that is staged.
 */
export const FORMS = ['numbers', 'bytes', 'columns', 'columns of bytes', 'staged task'] as const;
export type Form = (typeof FORMS)[number];

/** What a call gave: a value as such, a number in the record, numbers in place of the columns. Everything else comes by message. */
export const OUTCOMES = ['undefined', 'null', 'false', 'true', 'number', 'numbers'] as const;
export type CallOutcome = (typeof OUTCOMES)[number];

/** What page and workers have in common. */
export class CallRecords {
  protected readonly board: number;
  protected readonly words: Int32Array<ArrayBufferLike>;
  protected readonly doubles: Float64Array<ArrayBufferLike>;

  constructor(
    readonly sync: SyncExports,
    readonly memory: WebAssembly.Memory,
    readonly plan: BoardPlan,
  ) {
    const { board, slots } = plan;
    this.board = board.at;
    this.words = new Int32Array(memory.buffer, board.at + CALL_BOARD.BYTES, slots * WORDS);
    this.doubles = new Float64Array(memory.buffer, board.at + CALL_BOARD.BYTES, slots * DOUBLES);
  }

  /** Number of the function, or of the staged task. */
  functionOf(slot: number): number {
    return this.words[slot * WORDS + FUNCTION] as number;
  }

  formOf(slot: number): Form {
    return FORMS[this.words[slot * WORDS + FORM] as number] ?? 'numbers';
  }

  /** Calls in columns. */
  countOf(slot: number): number {
    return this.words[slot * WORDS + COUNT] as number;
  }

  /** Arguments in the record. */
  numbersOf(slot: number): number {
    return this.words[slot * WORDS + COUNT] as number;
  }

  /** One of them; the first is afterwards the result. */
  number(slot: number, place: number): number {
    return this.doubles[slot * DOUBLES + NUMBERS + place] as number;
  }

  /** The call's own bytes, shared with the other side. */
  bytesOf(slot: number): Uint8Array<ArrayBufferLike> {
    const at = slot * WORDS;
    return new Uint8Array(this.memory.buffer, this.words[at + AT], this.words[at + BYTES]);
  }

  /** The same as columns, one an argument of the calls. */
  columnsOf(slot: number): Float64Array<ArrayBufferLike> {
    const at = slot * WORDS;
    return new Float64Array(this.memory.buffer, this.words[at + AT], (this.words[at + BYTES] as number) / 8);
  }

  /** Address of the call's own bytes; 0 where it has none. */
  addressOf(slot: number): number {
    return this.words[slot * WORDS + AT] as number;
  }

  outcomeOf(slot: number): CallOutcome {
    return OUTCOMES[this.words[slot * WORDS + OUTCOME] as number] ?? 'undefined';
  }
}

/** The page's side: writes records, posts, collects. One a board. */
export class PageBoard extends CallRecords {
  readonly #bells: Bells;
  readonly #armed: Int32Array<ArrayBufferLike>;

  /** Makes the board; no worker may be there. `first` is 0 but in tests of the wrap. */
  constructor(sync: SyncExports, memory: WebAssembly.Memory, plan: BoardPlan, bells: Bells, first = 0) {
    super(sync, memory, plan);
    this.#bells = bells;
    this.#armed = new Int32Array(memory.buffer, this.board + ARMED, 1);
    sync.initCallBoard(this.board, plan.slots, plan.desks, first);
    for (let gate = plan.gates.at; gate < plan.gates.at + plan.gates.bytes; gate += plan.never.bytes)
      sync.initEvent(gate);
    sync.initEvent(plan.never.at);
  }

  /** A call with numbers only, at most `MOST_NUMBERS`. */
  writeNumbers(slot: number, callee: number, numbers: readonly number[]): void {
    this.#write(slot, callee, 'numbers', 0, 0, numbers.length);
    const at = slot * DOUBLES + NUMBERS;
    for (let place = 0; place < numbers.length; place++) this.doubles[at + place] = numbers[place] as number;
  }

  /** A call whose arguments stand at an address of the memory. `count`: calls in it. */
  writeBytes(slot: number, callee: number, form: Form, at: number, bytes: number, count: number): void {
    this.#write(slot, callee, form, at, bytes, count);
  }

  #write(slot: number, callee: number, form: Form, address: number, bytes: number, count: number): void {
    const { words } = this;
    const at = slot * WORDS;
    words[at + FUNCTION] = callee;
    words[at + FORM] = FORMS.indexOf(form);
    words[at + AT] = address;
    words[at + BYTES] = bytes;
    words[at + COUNT] = count;
  }

  post(slot: number, desk: number): void {
    this.sync.postCall(this.board, desk, slot);
  }

  cancel(slot: number): boolean {
    return this.sync.cancelCall(this.board, slot) !== 0;
  }

  isRunning(slot: number): boolean {
    return this.sync.isCallRunning(this.board, slot) !== 0;
  }

  /** True in a call that came back because it was cancelled. */
  isCancelled(slot: number): boolean {
    // Plain: who has taken it has nothing to do with it any more.
    return this.words[slot * WORDS + STATE] === CANCELLED;
  }

  /** The first of what a desk has handed back, then `next` until NO_CALL; a slot may be written again once its next is known. */
  takeFinished(desk: number): number {
    return this.sync.takeFinished(this.board, desk);
  }

  next(slot: number): number {
    return (this.words[slot * WORDS + NEXT] as number) - 1;
  }

  /** The first `desks` desks have workers from now on, or will soon. */
  useDesks(desks: number): void {
    this.sync.useDesks(this.board, desks);
  }

  /** Every worker goes home after the call it is in, until `open`. */
  sendHome(): void {
    this.sync.sendHome(this.board);
  }

  open(): void {
    this.sync.openBoard(this.board);
  }

  isThere(desk: number): boolean {
    return this.sync.isAtBoard(this.board, desk) !== 0;
  }

  /** Resolves once a call has been handed back, `wake` is called, or after `ms`. One wait at a time. */
  async news(ms: Milliseconds): Promise<void> {
    // Listens before it arms: a bell after that is heard.
    const heard = CAN_WAIT_ASYNC ? null : this.#bells.heard(this.board + ARMED, ms);
    if (this.sync.armBoard(this.board) === 0) return void this.#bells.ring(this.board + ARMED);
    if (heard) return heard;
    // Compares under the engine's lock, so a call handed back since is not missed.
    const wait = Atomics.waitAsync(this.#armed, 0, 1, ms);
    if (wait.async) await wait.value;
  }

  /** Ends `news` now. */
  wake(): void {
    this.sync.disarmBoard(this.board);
    Atomics.notify(this.#armed, 0);
    this.#bells.ring(this.board + ARMED);
  }
}

/** A worker's side: takes calls, writes results, hands back. */
export class WorkerBoard extends CallRecords {
  constructor(
    sync: SyncExports,
    memory: WebAssembly.Memory,
    plan: BoardPlan,
    readonly desk: number,
  ) {
    super(sync, memory, plan);
  }

  come(): void {
    this.sync.setAtBoard(this.board, this.desk, 1);
  }

  leave(): void {
    this.sync.setAtBoard(this.board, this.desk, 0);
  }

  /** Blocks at most `sliceMs`. A slot, NO_CALL or GO_HOME. */
  take(sliceMs: Milliseconds): number {
    return this.sync.awaitCall(this.board, this.desk, sliceMs);
  }

  writeNumber(slot: number, value: number): void {
    this.words[slot * WORDS + OUTCOME] = OUTCOMES.indexOf('number');
    this.doubles[slot * DOUBLES + NUMBERS] = value;
  }

  writeOutcome(slot: number, outcome: CallOutcome): void {
    this.words[slot * WORDS + OUTCOME] = OUTCOMES.indexOf(outcome);
  }

  handBack(slot: number): void {
    this.sync.handBack(this.board, this.desk, slot);
  }
}
