/** A loop on virtual time with everything a test wants to look at. */
import { EventLoop, type EventLoopOptions, type LoopFault } from '../../src/loop/event-loop.ts';
import type { Awaitable } from '../../src/loop/coroutine.ts';
import { runVirtually, VirtualClock } from '../../src/loop/virtual-time.ts';

export interface Rig {
  readonly loop: EventLoop;
  readonly clock: VirtualClock;
  /** What happened, in order; tests write into it. */
  readonly events: string[];
  /** What the loop could not give to anybody. */
  readonly faults: LoopFault[];
  run<T>(awaitable: Awaitable<T>): T;
}

export function rig(options: Omit<EventLoopOptions, 'clock'> = {}): Rig {
  const clock = new VirtualClock();
  const loop = new EventLoop({ ...options, clock });
  const faults: LoopFault[] = [];
  loop.setExceptionHandler((fault) => faults.push(fault));
  return { loop, clock, events: [], faults, run: (awaitable) => runVirtually(loop, clock, awaitable) };
}
