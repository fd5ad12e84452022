/**
 * The plain words of a program that is played: tasks, lanes, cells, and what was printed. Workers write them under the
 * program's lock, or their own lane's alone; the page looks while they do, so what it sees may be a moment old.
 *
 *   head            i32 tasks spawned · i32 next to begin · i32 unfinished · i32 mailboxes given · f64 start of main
 *   task (96 bytes) f64 × 4 arguments · f64 spawned, start, end, result · i32 body, arguments, state, lane, mailbox + 1
 *                   then its own cells, f64, and on lines of their own its own counters, i32, where each task has some
 *   lane (64 bytes) i32 activity, its object, operations, phase, task, messages posted · f64 since
 *   printed         see printed-lines.ts
 */
import type { Milliseconds } from '../base/units.ts';
import type { CounterPlan } from './counter-plan.ts';
import { PrintedLines, type PrintedLine } from './printed-lines.ts';
import { LANE_RECORD, MOST_ARGS, ownCountersFrom, TASK_RECORD, type ProgramPlan } from './program-plan.ts';

export const TASK_STATES = ['spawned', 'begun', 'ended'] as const;
export type TaskState = (typeof TASK_STATES)[number];

/** What a lane is at, as far as it matters to whoever asks why a program does not go on. */
export const ACTIVITIES = [
  'running',
  'no-task',
  'join',
  'acquire',
  'put',
  'get',
  'send',
  'receive',
  'sleep',
  'read',
  'left',
] as const;
export type Activity = (typeof ACTIVITIES)[number];

const [SPAWNED_COUNT, NEXT, UNFINISHED, MAILBOXES] = [0, 1, 2, 3];
/** In 64-bit words of the head. */
const ORIGIN = 2;
const [SPAWNED, START, END, RESULT] = [4, 5, 6, 7];
const [BODY, ARGS, STATE, LANE, MAILBOX] = [16, 17, 18, 19, 20];
const OWN_CELLS = 12;
const [ACTIVITY, OBJECT, OPERATIONS, PHASE, TASK, POSTED] = [0, 1, 2, 3, 4, 5];
const SINCE = 3;

export class ProgramRecords {
  readonly plan: ProgramPlan;
  readonly #words: Int32Array;
  readonly #numbers: Float64Array;
  readonly #bytes: Uint8Array;
  readonly #printed: PrintedLines;

  constructor(buffer: ArrayBufferLike, plan: ProgramPlan) {
    this.plan = plan;
    this.#words = new Int32Array(buffer);
    this.#numbers = new Float64Array(buffer);
    this.#bytes = new Uint8Array(buffer);
    this.#printed = new PrintedLines(buffer, plan.printed);
  }

  /** Everything 0; nobody may use it. */
  clear(): void {
    const { head, tasks } = this.plan;
    this.#bytes.fill(0, head.at, tasks.at + tasks.bytes);
  }

  get spawned(): number {
    return this.#word(this.plan.head.at, SPAWNED_COUNT);
  }

  /** The first task that nobody has begun; those before it have begun. */
  get next(): number {
    return this.#word(this.plan.head.at, NEXT);
  }
  set next(task: number) {
    this.#setWord(this.plan.head.at, NEXT, task);
  }

  get unfinished(): number {
    return this.#word(this.plan.head.at, UNFINISHED);
  }

  /** When `main` began, on the clock of all; 0 before. */
  get origin(): Milliseconds {
    return this.#number(this.plan.head.at, ORIGIN);
  }
  set origin(at: Milliseconds) {
    this.#setNumber(this.plan.head.at, ORIGIN, at);
  }

  /** Adds a task; its number. There has to be room. */
  addTask(body: number, args: readonly number[], at: Milliseconds): number {
    const task = this.spawned;
    const record = this.#task(task);
    for (let place = 0; place < MOST_ARGS; place++) this.#setNumber(record, place, args[place] ?? 0);
    this.#setNumber(record, SPAWNED, at);
    this.#setWord(record, BODY, body);
    this.#setWord(record, ARGS, args.length);
    this.#setWord(this.plan.head.at, UNFINISHED, this.unfinished + 1);
    // Last: the page reads the records of as many as it finds.
    this.#setWord(this.plan.head.at, SPAWNED_COUNT, task + 1);
    return task;
  }

  beginTask(task: number, lane: number, at: Milliseconds): void {
    const record = this.#task(task);
    this.#setWord(record, LANE, lane);
    this.#setNumber(record, START, at);
    this.#setWord(record, STATE, 1);
  }

  endTask(task: number, result: number, at: Milliseconds): void {
    const record = this.#task(task);
    this.#setNumber(record, RESULT, result);
    this.#setNumber(record, END, at);
    this.#setWord(record, STATE, 2);
    this.#setWord(this.plan.head.at, UNFINISHED, this.unfinished - 1);
  }

  bodyOf(task: number): number {
    return this.#word(this.#task(task), BODY);
  }

  argsOf(task: number): number[] {
    const record = this.#task(task);
    const count = this.#word(record, ARGS);
    return Array.from({ length: count }, (_, place) => this.#number(record, place));
  }

  stateOf(task: number): TaskState {
    return TASK_STATES[this.#word(this.#task(task), STATE)] ?? 'spawned';
  }

  laneOf(task: number): number {
    return this.#word(this.#task(task), LANE);
  }

  timesOf(task: number): { readonly spawned: Milliseconds; readonly start: Milliseconds; readonly end: Milliseconds } {
    const record = this.#task(task);
    const [spawned, start, end] = [SPAWNED, START, END].map((place) => this.#number(record, place));
    return { spawned: spawned ?? 0, start: start ?? 0, end: end ?? 0 };
  }

  resultOf(task: number): number {
    return this.#number(this.#task(task), RESULT);
  }

  /** Number of the task's mailbox, or null while it has none. */
  mailboxOf(task: number): number | null {
    const number = this.#word(this.#task(task), MAILBOX);
    return number === 0 ? null : number - 1;
  }

  /** Gives the task the next mailbox; null where all are given. */
  giveMailbox(task: number): number | null {
    const given = this.#word(this.plan.head.at, MAILBOXES);
    if (given === this.plan.mailboxCount) return null;
    this.#setWord(this.plan.head.at, MAILBOXES, given + 1);
    this.#setWord(this.#task(task), MAILBOX, given + 1);
    return given;
  }

  /** The task's own cells, where it has some. */
  ownCells(task: number): Float64Array {
    const first = this.#task(task) / 8 + OWN_CELLS;
    return this.#numbers.subarray(first, first + this.plan.ownCells);
  }

  /** Where the counters stand that a task adds to. */
  countersOf(task: number): CounterPlan {
    const { plan } = this;
    if (plan.ownCounters === 0) return plan.counters;
    return { at: this.#task(task) + ownCountersFrom(plan), count: plan.ownCounters, stride: 4 };
  }

  /** A task's own cells and counters become a copy of another's. */
  copyOwn(from: number, to: number): void {
    const source = this.#task(from);
    this.#bytes.copyWithin(this.#task(to) + TASK_RECORD, source + TASK_RECORD, source + this.plan.taskBytes);
  }

  get cells(): Float64Array {
    const { at, bytes } = this.plan.cells;
    return this.#numbers.subarray(at / 8, (at + bytes) / 8);
  }

  /** The task that has the lock; null where nobody has. */
  holderOf(lock: number): number | null {
    const holder = this.#word(this.plan.holders.at, lock);
    return holder === 0 ? null : holder - 1;
  }

  setHolder(lock: number, task: number | null): void {
    this.#setWord(this.plan.holders.at, lock, task === null ? 0 : task + 1);
  }

  activityOf(lane: number): Activity {
    return ACTIVITIES[this.#word(this.#lane(lane), ACTIVITY)] ?? 'running';
  }

  /** What it waits for: a task, lock or queue. */
  objectOf(lane: number): number {
    return this.#word(this.#lane(lane), OBJECT);
  }

  setActivity(lane: number, activity: Activity, object = 0): void {
    const record = this.#lane(lane);
    this.#setWord(record, OBJECT, object);
    this.#setWord(record, ACTIVITY, ACTIVITIES.indexOf(activity));
    this.#setWord(record, OPERATIONS, (this.#word(record, OPERATIONS) + 1) | 0);
  }

  /** Changes whenever the lane's activity is set. */
  operationsOf(lane: number): number {
    return this.#word(this.#lane(lane), OPERATIONS);
  }

  /** The stretch that the lane is in: a number of its phase, the task, and since when. */
  setOpen(lane: number, phase: number, task: number, since: Milliseconds): void {
    const record = this.#lane(lane);
    this.#setNumber(record, SINCE, since);
    this.#setWord(record, TASK, task);
    this.#setWord(record, PHASE, phase);
  }

  openOf(lane: number): { readonly phase: number; readonly task: number; readonly since: Milliseconds } {
    const record = this.#lane(lane);
    return {
      phase: this.#word(record, PHASE),
      task: this.#word(record, TASK),
      since: this.#number(record, SINCE),
    };
  }

  notePosted(lane: number): void {
    this.#setWord(this.#lane(lane), POSTED, this.postedBy(lane) + 1);
  }

  /** Messages that the lane has sent to the page. */
  postedBy(lane: number): number {
    return this.#word(this.#lane(lane), POSTED);
  }

  /** False where there is no room for the line. */
  print(task: number, text: string, at: Milliseconds): boolean {
    return this.#printed.add({ at, task, text });
  }

  get lineCount(): number {
    return this.#printed.count;
  }

  /** In the order in which they were printed. */
  lines(): PrintedLine[] {
    return this.#printed.all();
  }

  #task(task: number): number {
    return this.plan.tasks.at + task * this.plan.taskBytes;
  }

  #lane(lane: number): number {
    return this.plan.lanes.at + lane * LANE_RECORD;
  }

  #word(at: number, place: number): number {
    return this.#words[at / 4 + place] ?? 0;
  }

  #setWord(at: number, place: number, value: number): void {
    this.#words[at / 4 + place] = value;
  }

  #number(at: number, place: number): number {
    return this.#numbers[at / 8 + place] ?? 0;
  }

  #setNumber(at: number, place: number, value: number): void {
    this.#numbers[at / 8 + place] = value;
  }
}
