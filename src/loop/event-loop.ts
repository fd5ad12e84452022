/**
 * The loop: a queue of what is ready, drained as a snapshot each turn, and a heap of timers. It runs nothing by itself: a driver
 * (on-page.ts, virtual-time.ts) gives it its turns. One thread, no locks, a switch only where a coroutine yields.
 * Source: CPython 3.13, Lib/asyncio/base_events.py (`_run_once`).
 *
 *   stopped → running (a driver gives turns) → stopped …        stopped → closed
 */
import type { Clock } from '../base/clock.ts';
import type { Milliseconds } from '../base/units.ts';
import { inheritedContext, type Context } from './context.ts';
import { isCoroutine, isWaitable, waitingFor, type Awaitable, type Coroutine, type Waitable } from './coroutine.ts';
import { MisusedLoop } from './errors.ts';
import { Faults, type ExceptionHandler, type LoopFault } from './faults.ts';
import { Handle, TimerHandle, type Timed } from './handle.ts';
import { LoopFuture, type Waker } from './loop-future.ts';
import { ReadyQueue } from './ready-queue.ts';
import { enterLoop, runningLoopOrNull } from './running.ts';
import { Task, type TaskOptions } from './task.ts';
import { TaskList } from './task-list.ts';
import { TimerHeap } from './timer-heap.ts';

export type { ExceptionHandler, LoopFault };

export interface EventLoopOptions {
  readonly clock: Clock;
  /** Calls from outside of a turn are refused unless they use `callSoonThreadsafe`. */
  readonly debug?: boolean;
  /** Timers due less than this later count as due: the clock's resolution. */
  readonly resolutionMs?: Milliseconds;
  /** All tasks take their first step at once. */
  readonly eagerTasks?: boolean;
}

const NO_OPTIONS: TaskOptions = {};

type LoopState = 'stopped' | 'running' | 'closed';

export class EventLoop {
  readonly debug: boolean;
  /** A driver's: told when something has become ready from outside of a turn. */
  onWake: () => void = () => {};
  /** For futures and chains: errors that nobody has asked for yet. */
  readonly faults = new Faults();
  readonly #options: EventLoopOptions;
  readonly #ready = new ReadyQueue();
  readonly #timers = new TimerHeap();
  readonly #tasks = new TaskList();
  #state: LoopState = 'stopped';
  #isInTurn = false;
  #isStopping = false;
  #currentTask: Task<unknown> | null = null;
  #timersMade = 0;
  #tasksMade = 0;
  #turns = 0;
  /** What the turn under way has still to run; 0 between turns. */
  #leftOfTurn = 0;

  constructor(options: EventLoopOptions) {
    this.#options = options;
    this.debug = options.debug ?? false;
  }

  /** On the loop's clock. */
  time(): Milliseconds {
    return this.#options.clock.now();
  }

  get isRunning(): boolean {
    return this.#state === 'running';
  }

  get isClosed(): boolean {
    return this.#state === 'closed';
  }

  /** Turns it has had. */
  get turns(): number {
    return this.#turns;
  }

  /** The task that takes a step at the moment, or null. */
  get currentTask(): Task<unknown> | null {
    return this.#currentTask;
  }

  /** Tasks that are not done, oldest first. */
  allTasks(): Task<unknown>[] {
    return this.#tasks.all();
  }

  /** Calls back on the next turn, in the order of asking. Throws `MisusedLoop` on a closed loop. */
  callSoon(callback: () => void, context: Context = inheritedContext()): Handle {
    this.#demandTurn();
    return this.callSoonThreadsafe(callback, context);
  }

  /** As `callSoon`, from anywhere: also wakes a loop that sleeps until its next timer. */
  callSoonThreadsafe(callback: () => void, context: Context = inheritedContext()): Handle {
    this.#demandOpen();
    const handle = new Handle(callback, this, context);
    this.enqueue(handle);
    return handle;
  }

  /** Calls back after `delayMs`; a negative delay is due now. Throws `TypeError` where it is no number. */
  callLater(delayMs: Milliseconds, callback: () => void, context: Context = inheritedContext()): TimerHandle {
    if (typeof delayMs !== 'number') throw new TypeError('a delay has to be a number of milliseconds');
    return this.callAt(this.time() + delayMs, callback, context);
  }

  /** Calls back at a time of the loop's clock. Timers of one time are called in the order of asking. */
  callAt(when: Milliseconds, callback: () => void, context: Context = inheritedContext()): TimerHandle {
    if (typeof when !== 'number' || Number.isNaN(when))
      throw new TypeError('a time has to be a number of milliseconds on the loop’s clock');
    this.#demandTurn();
    const timer = new TimerHandle(when, this.nextTimerNumber(), callback, this, context);
    this.schedule(timer);
    return timer;
  }

  createFuture<T>(): LoopFuture<T> {
    return new LoopFuture<T>(this);
  }

  /** Starts a coroutine. Throws `TypeError` for anything else, `MisusedLoop` on a closed loop. */
  createTask<T>(coroutine: Coroutine<T>, options: TaskOptions = NO_OPTIONS): Task<T> {
    this.#demandOpen();
    if (!isCoroutine(coroutine)) {
      throw new TypeError(`a task runs a coroutine, not ${String(coroutine)}: call the generator function first`);
    }
    const task = new Task<T>(this, coroutine, ++this.#tasksMade, options);
    this.#tasks.add(task);
    if ((options.eager ?? this.#options.eagerTasks) && runningLoopOrNull() === this) task.run();
    else this.enqueue(task);
    return task;
  }

  /** A task or future itself; anything else becomes a task. Throws `TypeError`, or `MisusedLoop` for one of another loop. */
  ensureFuture<T>(awaitable: Awaitable<T> | Waitable<T>): LoopFuture<T> {
    if (awaitable instanceof LoopFuture) {
      if (awaitable.loop !== this) throw new MisusedLoop('this future belongs to another loop');
      return awaitable;
    }
    if (isCoroutine(awaitable) || !isWaitable(awaitable)) return this.createTask(awaitable);
    return this.createTask(waitingFor(awaitable));
  }

  /** Ends the run after the turn that is under way; between runs, the next run after its first turn. */
  stop(): void {
    if (this.#isInTurn) this.#isStopping = true;
    else this.callSoonThreadsafe(() => this.stop());
  }

  /** Gives up what is left. Tells the exception handler of tasks that never ended and of errors nobody asked for. */
  close(): void {
    if (this.#state === 'running') throw new MisusedLoop('a running loop cannot be closed: stop it first');
    if (this.#state === 'closed') return;
    this.#state = 'closed';
    this.#ready.clear();
    for (const task of this.allTasks()) {
      this.callExceptionHandler({ message: 'Task was destroyed but it is pending!', source: task });
    }
    this.faults.tellUnseen();
  }

  setExceptionHandler(handler: ExceptionHandler | null): void {
    this.faults.handler = handler;
  }

  /** Hands a fault to the handler; without one it becomes an uncaught error of the page. */
  callExceptionHandler(fault: LoopFault): void {
    this.faults.tell(fault);
  }

  // For drivers.

  /** Begins a run. Throws `MisusedLoop` where it runs already, is closed, or another has its turn. */
  begin(): void {
    this.#demandOpen();
    if (this.#state === 'running') throw new MisusedLoop('this loop is running already');
    if (runningLoopOrNull() !== null) throw new MisusedLoop('another loop has its turn: a loop cannot run inside one');
    this.#state = 'running';
  }

  /** Ends a run; nothing that waits is lost. */
  end(): void {
    this.#state = 'stopped';
    this.#isStopping = false;
    this.#leftOfTurn = 0;
  }

  /** Asked to stop. A driver looks only when no turn is under way. */
  get isStopping(): boolean {
    return this.#isStopping;
  }

  /** Some of what the last turn has to run is left. */
  get isMidTurn(): boolean {
    return this.#leftOfTurn > 0;
  }

  /** When it has to have a turn: −Infinity for now, Infinity where nothing is ready and no timer is set. */
  nextDue(): Milliseconds {
    return this.#ready.size > 0 ? -Infinity : this.#timers.next();
  }

  /**
   * One turn: what is due becomes ready, and what is ready at its beginning runs once. `LoopExit` comes out of it. After
   * `mostSteps` it is broken off and the next call goes on with it, so that a driver can let the page in. Gives the steps taken.
   */
  turn(mostSteps = Infinity): number {
    if (runningLoopOrNull() !== null) throw new MisusedLoop('another loop has its turn: a loop cannot run inside one');
    const outer = enterLoop(this);
    this.#isInTurn = true;
    try {
      return this.#run(mostSteps);
    } finally {
      this.#isInTurn = false;
      enterLoop(outer);
    }
  }

  // For futures, tasks and timers.

  /** Puts something among the ready. */
  enqueue(waker: Waker): void {
    this.#ready.push(waker);
    if (!this.#isInTurn) this.onWake();
  }

  swapCurrentTask(task: Task<unknown> | null): Task<unknown> | null {
    const outer = this.#currentTask;
    this.#currentTask = task;
    return outer;
  }

  /** A task is done. */
  forget(task: Task<unknown>): void {
    this.#tasks.remove(task);
  }

  nextTimerNumber(): number {
    return this.#timersMade++;
  }

  /** Puts a timer into the heap. */
  schedule(timer: TimerHandle): void {
    this.scheduleAt(timer.when, timer.number, timer);
  }

  /** Puts something into the heap that does not know its time itself. */
  scheduleAt(when: Milliseconds, number: number, timer: Timed): void {
    this.#demandOpen();
    this.#timers.push(when, number, timer);
    if (!this.#isInTurn) this.onWake();
  }

  /** A timer in the heap has been cancelled. */
  timerCancelled(): void {
    this.#timers.countCancelled();
  }

  /** Timers in the heap, cancelled ones included. */
  get timerCount(): number {
    return this.#timers.size;
  }

  #run(mostSteps: number): number {
    if (this.#leftOfTurn === 0) {
      this.#turns += 1;
      this.#wakeTimers();
      this.#leftOfTurn = this.#ready.size;
    }
    const steps = Math.min(mostSteps, this.#leftOfTurn);
    const left = this.#leftOfTurn - steps;
    // What throws ends the turn; what is left then belongs to the next.
    this.#leftOfTurn = 0;
    this.#ready.runFirst(steps);
    this.#leftOfTurn = left;
    return steps;
  }

  #wakeTimers(): void {
    // A look at the clock costs as much as a switch.
    if (this.#timers.size === 0) return;
    const end = this.time() + (this.#options.resolutionMs ?? 0);
    for (let timer = this.#timers.takeUntil(end); timer; timer = this.#timers.takeUntil(end)) this.#ready.push(timer);
  }

  /** A call between turns is lost on a loop that sleeps in another thread; here it is only bad manners, so only debug mode asks. */
  #demandTurn(): void {
    if (this.debug && this.#state === 'running' && !this.#isInTurn) {
      throw new MisusedLoop('called outside of a turn of the running loop: use callSoonThreadsafe');
    }
  }

  #demandOpen(): void {
    if (this.#state === 'closed') throw new MisusedLoop('the event loop is closed: make another');
  }
}
