/**
 * What one switch costs in each cooperative style: two tasks that hand over to each other so many times, on virtual time where there is a
 * loop, so that nothing is waited for. A few tens of milliseconds each. Judges nothing.
 */
import type { Clock } from '../../base/clock.ts';
import { enter } from '../../greenlets/enter.ts';
import { Greenlet } from '../../greenlets/greenlet.ts';
import { Hub } from '../../greenlets/hub.ts';
import type { Switching } from '../../greenlets/strand.ts';
import type { Coroutine } from '../../loop/coroutine.ts';
import { deferLater } from '../../loop/deferred.ts';
import { EventLoop } from '../../loop/event-loop.ts';
import { gather } from '../../loop/gather.ts';
import { runVirtually, VirtualClock } from '../../loop/virtual-time.ts';

export const STYLES = ['coroutines', 'callbacks', 'greenlets under a hub', 'greenlets by hand'] as const;
export type CooperativeStyle = (typeof STYLES)[number];

/** Of both tasks together. */
const SWITCHES = 20_000;
const EACH = SWITCHES / 2;

function coroutines(): void {
  const clock = new VirtualClock();
  const loop = new EventLoop({ clock });
  function* giver(): Coroutine<void> {
    for (let left = EACH; left > 0; left--) yield;
  }
  function* both(): Coroutine<void> {
    yield* gather([giver(), giver()]);
  }
  runVirtually(loop, clock, both());
}

function callbacks(): void {
  const clock = new VirtualClock();
  const loop = new EventLoop({ clock });
  const ended = loop.createFuture<void>();
  let going = 2;
  const step = (left: number): void => {
    if (left > 0) {
      deferLater(loop, 0, () => undefined).addCallback(() => step(left - 1));
      return;
    }
    going -= 1;
    if (going === 0) ended.setResult();
  };
  step(EACH);
  step(EACH);
  runVirtually(loop, clock, ended);
}

function underHub(): void {
  const clock = new VirtualClock();
  const loop = new EventLoop({ clock });
  const hub = new Hub(loop);
  function* giver(): Switching<void> {
    for (let left = EACH; left > 0; left--) yield* hub.sleep();
  }
  const first = hub.spawn<void>(giver);
  const second = hub.spawn<void>(giver);
  const joining = hub.spawn<void>(function* () {
    yield* first.join();
    yield* second.join();
  });
  runVirtually(loop, clock, joining.outcome);
}

function byHand(): void {
  const body = (other: () => Greenlet): Greenlet =>
    new Greenlet(function* () {
      const target = other();
      for (let left = EACH; left > 0; left--) yield* target.switch(left);
    });
  const one: Greenlet = body(() => another);
  const another: Greenlet = body(() => one);
  enter(one);
}

const TAKES: Readonly<Record<CooperativeStyle, () => void>> = {
  coroutines,
  callbacks,
  'greenlets under a hub': underHub,
  'greenlets by hand': byHand,
};

/** Nanoseconds a switch. */
export function switchNs(clock: Clock, style: CooperativeStyle): number {
  const began = clock.now();
  TAKES[style]();
  return ((clock.now() - began) * 1e6) / SWITCHES;
}
