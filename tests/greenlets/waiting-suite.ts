/**
 * The part of the suite about what greenlets wait for in the hub: each other, time limits and events. Played by suite.ts, in both
 * forms. Not a test itself.
 */
import { expect, test } from 'vitest';
import { GreenletEvent } from '../../src/greenlets/greenlet-event.ts';
import { GreenletTimeout, withTimeout } from '../../src/greenlets/greenlet-timeout.ts';
import type { HubGreenlet } from '../../src/greenlets/hub-greenlet.ts';
import { joinAll, killAll } from '../../src/greenlets/join-all.ts';
import type { Switching } from '../../src/greenlets/strand.ts';
import type { Form } from './forms.ts';
import { errorOf, Scene } from './scene.ts';

export function waitingSuite(make: () => Promise<Form>): void {
  const scene = async (): Promise<Scene> => new Scene(await make());

  test('join waits for the end whatever came of it, get gives the value or throws the error, and an error nobody asked for is told', async () => {
    const s = await scene();
    const good = s.spawn(
      () => s.hub.sleep(5),
      function* () {
        yield* s.hub.sleep(5);
        return 7;
      },
    );
    const bad = s.spawn(function* () {
      yield* s.hub.sleep(20);
      throw new RangeError('mine');
    });
    s.spawn(() => {
      throw new TypeError('nobody’s');
    });
    await s.run(
      function* () {
        s.say(`join ${yield* good.join(5)}`);
        s.say(`get ${yield* errorOf(good.get(1))}`);
        s.say(`get ${String(yield* good.get())}`);
        s.say(`join ${yield* bad.join()}`);
      },
      function* () {
        s.say(`get ${yield* errorOf(bad.get())}`);
        s.say(`${good.isSuccessful} ${bad.isSuccessful}`);
      },
    );
    expect(s.events).toEqual([
      '5 join false',
      '6 get GreenletTimeout',
      '10 get 7',
      '20 join true',
      '20 get RangeError',
      '20 true false',
    ]);
    s.loop.close();
    expect(s.faults.map(({ error }) => String(error))).toEqual(['TypeError: nobody’s']);
  });

  test('joinAll gives those that ended, in the order of their ends, by time, by number, or up to the first error', async () => {
    const s = await scene();
    const names = new Map<HubGreenlet<number>, string>();
    const spawn = (name: string, ms: number, error?: Error): HubGreenlet<number> => {
      const greenlet = s.spawn(function* () {
        yield* s.hub.sleep(ms);
        if (error) throw error;
      });
      names.set(greenlet, name);
      return greenlet;
    };
    const all = [spawn('slow', 30), spawn('quick', 10), spawn('bad', 20, new RangeError('bad'))];
    const say = (ended: HubGreenlet<number>[]): void => s.say(ended.map((each) => names.get(each)).join(' '));
    await s.run(
      function* () {
        say(yield* joinAll(s.hub, all, { timeoutMs: 5 }));
        say(yield* joinAll(s.hub, all, { count: 1 }));
        s.say(yield* errorOf(joinAll(s.hub, all, { errors: 'throw' })));
        say(yield* joinAll(s.hub, [...all, ...all]));
        say(yield* joinAll(s.hub, []));
      },
      function* () {
        const sleepers = [spawn('one', 50), spawn('other', 50)];
        yield* s.hub.sleep(1);
        s.say(`killed ${yield* killAll(s.hub, sleepers)}`);
      },
    );
    expect(s.events).toEqual(['5 ', '10 quick', '20 RangeError', '30 quick bad slow', '30 ', '31 killed true']);
  });

  test('a time limit interrupts what waits, the inner one first; one that comes too late is dropped', async () => {
    const s = await scene();
    const { hub } = s;
    await s.run(
      function* () {
        s.say(
          String(
            yield* withTimeout(
              hub,
              5,
              () => hub.sleep(50),
              () => 'inner',
            ),
          ),
        );
        s.say(
          yield* errorOf(
            withTimeout(hub, 10, () =>
              withTimeout(
                hub,
                20,
                () => hub.sleep(50),
                () => 'inner',
              ),
            ),
          ),
        );
        s.say(
          String(
            yield* withTimeout(
              hub,
              10,
              () => hub.sleep(1),
              () => 'too late',
            ),
          ),
        );
      },
      function* () {
        const timeout = new GreenletTimeout(hub, 10).start();
        yield* hub.sleep(5);
        timeout.cancel();
        yield* hub.sleep(20);
        s.say(`pending ${timeout.isPending}`);
      },
      function* () {
        // Busy for longer than its limit: told when it waits.
        const limited = withTimeout(hub, 10, function* () {
          s.clock.advance(30);
          s.say('computed');
          yield* hub.sleep(1);
        });
        s.say(yield* errorOf(limited));
      },
    );
    expect(s.events).toEqual([
      '5 inner',
      '15 GreenletTimeout',
      '16 undefined',
      '41 pending false',
      '71 computed',
      '71 GreenletTimeout',
    ]);
  });

  test('an event lets all that wait go on, in the order they came, even if it is cleared at once', async () => {
    const s = await scene();
    const event = new GreenletEvent(s.hub);
    const waiting = ['one', 'other'].map((name) =>
      s.spawn(function* () {
        s.say(`${name} ${yield* event.wait()}`);
      }),
    );
    await s.run(
      () => s.hub.sleep(5),
      function* () {
        event.set();
        event.clear();
        yield* joinAll(s.hub, waiting);
        s.say(`in time ${yield* event.wait(5)}`);
        event.set();
        s.say(`set ${yield* event.wait()}`);
      },
    );
    expect(s.events).toEqual(['5 one true', '5 other true', '10 in time false', '10 set true']);
  });

  test('whoever is killed or out of time while it waits leaves nothing behind, and what was on its way to it is dropped', async () => {
    const s = await scene();
    const { hub } = s;
    const event = new GreenletEvent(hub);
    const future = s.loop.createFuture<void>();
    const tidy = function* (body: Switching<unknown>): Switching<void> {
      try {
        yield* body;
      } finally {
        // Would be cut short by what was meant for the wait before.
        yield* hub.sleep(5);
        s.say('tidied up');
      }
    };
    const asleep = s.spawn(() => tidy(hub.sleep(1_000)));
    const waiting = [
      s.spawn(() => tidy(event.wait())),
      s.spawn(() => tidy(hub.wait(future))),
      s.spawn(() => asleep.join()),
    ];
    await s.run(
      () => hub.sleep(1),
      function* () {
        yield* joinAll(hub, waiting, { timeoutMs: 1 });
        s.say(`${yield* event.wait(1)} ${event.waiting} ${asleep.outcome.callbackCount} ${future.callbackCount}`);
        // Not even a link of the joinAll that gave up.
        s.say(waiting.map(({ outcome }) => outcome.callbackCount).join(' '));
        for (const each of [...waiting, asleep]) each.kill();
        event.set();
        yield* joinAll(hub, [...waiting, asleep]);
        s.say(
          `${event.waiting} ${future.callbackCount} ${waiting.map(({ outcome }) => outcome.callbackCount).join(' ')}`,
        );
      },
    );
    expect(s.events).toEqual(['3 false 1 1 1', '3 0 0 0', '8 tidied up', '8 tidied up', '8 tidied up', '8 0 0 0 0 0']);
    // No timer is left.
    expect(s.loop.nextDue()).toBe(Infinity);
  });

  test('links are called in the order of linking, after the end, also those that come after it; an unlinked one is not', async () => {
    const s = await scene();
    const greenlet = s.spawn(() => s.hub.sleep(5));
    const unwanted = (): void => s.say('unwanted');
    greenlet.link(() => s.say('first'));
    greenlet.link(unwanted);
    greenlet.link(() => {
      s.say('second');
      throw new RangeError('a link fails');
    });
    greenlet.link(() => s.say('third'));
    greenlet.unlink(unwanted);
    await s.run(
      () => greenlet.join(),
      function* () {
        greenlet.link(() => s.say('late'));
        s.say('joined');
        yield* s.hub.sleep();
      },
    );
    expect(s.events).toEqual(['5 first', '5 second', '5 third', '5 joined', '5 late']);
    expect(s.faults.map(({ error }) => String(error))).toEqual(['RangeError: a link fails']);
  });

  test('a time limit that is cancelled in the very turn it is due does not come', async () => {
    const s = await scene();
    let timeout: GreenletTimeout | undefined;
    s.spawn(
      () => s.hub.sleep(10),
      () => timeout?.cancel(),
    );
    await s.run(function* () {
      timeout = new GreenletTimeout(s.hub, 10).start();
      yield* s.hub.sleep(20);
      s.say('slept on');
    });
    expect(s.events).toEqual(['20 slept on']);
  });
}
