/** Which loop runs on this thread at the moment; at most one does. */
import { MisusedLoop } from './errors.ts';
import type { EventLoop } from './event-loop.ts';

let running: EventLoop | null = null;

/** The loop whose turn it is. Throws `MisusedLoop` outside of one. */
export function runningLoop(): EventLoop {
  if (running === null) throw new MisusedLoop('no event loop is running here: call this from a task of a loop');
  return running;
}

export function runningLoopOrNull(): EventLoop | null {
  return running;
}

/** Only for the loop itself: makes it the running one; the one before. */
export function enterLoop(loop: EventLoop | null): EventLoop | null {
  const outer = running;
  running = loop;
  return outer;
}
