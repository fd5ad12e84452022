/** What a hub does that has nothing to do with the form of a body: arguments, contexts, plain greenlets below a hub's. */
import { expect, test } from 'vitest';
import { Channel } from '../../src/greenlets/channel.ts';
import { GreenletError } from '../../src/greenlets/errors.ts';
import { Greenlet, mainGreenlet } from '../../src/greenlets/greenlet.ts';
import { GreenletTimeout } from '../../src/greenlets/greenlet-timeout.ts';
import { joinAll } from '../../src/greenlets/join-all.ts';
import type { Switching } from '../../src/greenlets/strand.ts';
import { ContextVariable } from '../../src/loop/context.ts';
import { runVirtually } from '../../src/loop/virtual-time.ts';
import { BadArgument } from '../../src/sync/errors.ts';
import { generatorForm } from './forms.ts';
import { errorOf, Scene } from './scene.ts';

const scene = (): Scene => new Scene(generatorForm);
const run = (s: Scene, body: () => Switching<unknown>): unknown =>
  runVirtually(s.loop, s.clock, s.hub.spawn(body).outcome);

test('generators under a hub need no more than the loop’s own driver, and a body gets the value it was spawned with', () => {
  const s = scene();
  const doubled = s.hub.spawn(function* (value: number) {
    yield* s.hub.sleep(10);
    return 2 * value;
  }, 21);
  expect(run(s, () => doubled.get())).toBe(42);
  expect(s.clock.now()).toBe(10);
});

test('each greenlet has a context of its own, a copy of the one it was spawned in, whoever lets it go on', () => {
  const s = scene();
  const name = new ContextVariable('nobody');
  const channel = new Channel<string>(s.hub, 0);
  run(s, function* () {
    name.set('parent');
    const child = s.hub.spawn(function* () {
      s.say(name.get());
      name.set('child');
      s.say(`${yield* channel.get()} to ${name.get()}`);
      yield* s.hub.sleep(1);
      s.say(name.get());
    });
    yield* channel.put(`from ${name.get()}`);
    yield* child.join();
    s.say(name.get());
  });
  expect(s.events).toEqual(['0 parent', '0 from parent to child', '1 child', '1 parent']);
  expect(name.get()).toBe('nobody');
});

test('an error of a plain greenlet whose parent is the hub is told to the loop’s handler', () => {
  const s = scene();
  run(s, function* () {
    const plain = new Greenlet(function* () {
      yield* [];
      throw new RangeError('plain');
    }, mainGreenlet());
    const caller = s.hub.spawn(function* () {
      yield* plain.switch();
    });
    yield* s.hub.sleep(1);
    // Nobody switches back to it: the plain one has gone to the hub.
    caller.kill();
    yield* caller.join();
  });
  expect(s.faults.map(({ error }) => String(error))).toEqual(['RangeError: plain']);
});

test('a greenlet that waits in the hub and is switched to by somebody else ends with an error, in the hub', () => {
  const s = scene();
  const sleeper = s.hub.spawn(() => s.hub.sleep(100));
  const intruder = s.hub.spawn(function* () {
    yield* s.hub.sleep(1);
    yield* sleeper.switch();
  });
  run(s, () => sleeper.join());
  expect(sleeper.outcome.exception()?.thrown).toBeInstanceOf(GreenletError);
  expect([s.clock.now(), intruder.isActive]).toEqual([1, true]);
});

test('cancelling an outcome ends nobody’s work: the greenlet goes on, and its end is nobody’s business', () => {
  const s = scene();
  const bodies = [() => s.hub.sleep(5), () => s.hub.sleep(NaN)];
  const greenlets = bodies.map((body) => s.hub.spawn(body));
  for (const { outcome } of greenlets) outcome.cancel();
  run(s, () => s.hub.sleep(10));
  expect(greenlets.map(({ isDead, outcome }) => [isDead, outcome.isCancelled])).toEqual([
    [true, true],
    [true, true],
  ]);
  expect(s.faults).toEqual([]);
});

test('arguments that make no sense are refused', () => {
  const s = scene();
  run(s, function* () {
    s.say(yield* errorOf(s.hub.sleep(NaN)));
  });
  expect(s.events).toEqual(['0 BadArgument']);
  expect(() => new Channel(s.hub, -1)).toThrow(BadArgument);
  expect(() => new GreenletTimeout(s.hub, NaN)).toThrow(BadArgument);
  expect(() => new GreenletTimeout(s.hub, 5).start()).toThrow(GreenletError);
  run(s, function* () {
    const timeout = new GreenletTimeout(s.hub, 5).start();
    s.say(yield* errorOf(startAgain(timeout)));
    timeout.cancel();
    yield* joinAll(s.hub, []);
  });
  expect(s.events).toEqual(['0 BadArgument', '0 GreenletError']);
});

function* startAgain(timeout: GreenletTimeout): Switching<void> {
  yield* [];
  timeout.start();
}
