/** What both drivers do at the beginning and end of a run: the main task, and the loop ended whatever happens. */
import type { Awaitable } from './coroutine.ts';
import { MisusedLoop } from './errors.ts';
import type { EventLoop } from './event-loop.ts';
import type { LoopFuture } from './loop-future.ts';

export interface DrivenRun<T> {
  readonly main: LoopFuture<T>;
  /** No more turns are wanted. */
  isOver(): boolean;
  /** Ends the run; the main result. Throws what it failed with, or `MisusedLoop` where the loop was stopped before. */
  finish(): T;
  /** Ends the run after an error that left the loop. */
  abandon(): void;
}

/** Begins a run of `loop` until `awaitable` is done. */
export function beginRun<T>(loop: EventLoop, awaitable: Awaitable<T>): DrivenRun<T> {
  loop.begin();
  let main: LoopFuture<T>;
  try {
    main = loop.ensureFuture(awaitable);
  } catch (error) {
    loop.end();
    throw error;
  }
  let isDone = false;
  // As a callback, not by looking: the turn in which it ends is finished first, as asyncio does.
  const done = (): void => {
    isDone = true;
  };
  main.addDoneCallback(done);
  return {
    main,
    isOver: () => (isDone || loop.isStopping) && !loop.isMidTurn,
    finish() {
      main.removeDoneCallback(done);
      loop.end();
      if (!main.isDone) throw new MisusedLoop('Event loop stopped before Future completed.');
      return main.result();
    },
    abandon() {
      main.removeDoneCallback(done);
      // What left the loop is usually what the main task failed with: it comes out already.
      main.markSeen();
      loop.end();
    },
  };
}
