/**
 * What greenlets and their hub do, whatever form their bodies have: played with generators in Node (forms.test.ts), and with both forms
 * in the browser (forms.browser.test.ts). Not a test itself.
 */
import { expect, test } from 'vitest';
import { GreenletExit } from '../../src/greenlets/errors.ts';
import { currentGreenlet, Greenlet } from '../../src/greenlets/greenlet.ts';
import type { HubGreenlet } from '../../src/greenlets/hub-greenlet.ts';
import { joinAll } from '../../src/greenlets/join-all.ts';
import { CancelledError, NothingLeftToRun } from '../../src/loop/errors.ts';
import { sleep } from '../../src/loop/sleep.ts';
import type { Form } from './forms.ts';
import { perform } from './perform.ts';
import { playOf } from './play.ts';
import { refer } from './reference.ts';
import { errorOf, Scene, type Step } from './scene.ts';
import { channelSuite } from './channel-suite.ts';
import { waitingSuite } from './waiting-suite.ts';

const PLAYS = 300;
const MANY_SWITCHES = 2_000;

export function greenletSuite(make: () => Promise<Form>): void {
  const scene = async (): Promise<Scene> => new Scene(await make());

  test(`the reference interpreter agrees on ${PLAYS} random plays`, async () => {
    const form = await make();
    for (let seed = 1; seed <= PLAYS; seed++) {
      const play = playOf(seed);
      expect(await perform(play, form), `seed ${seed}: ${JSON.stringify(play)}`).toEqual(refer(play));
    }
  });

  test('two greenlets play ping-pong, a third sleeps in the hub and is killed: in this order', async () => {
    const s = await scene();
    const { hub } = s;
    const rally = (name: string, other: () => Greenlet): Step =>
      function* (ball) {
        s.say(`${name} has ball ${ball}`);
        return ball < 4 ? yield* other().switch(ball + 1) : ball;
      };
    const ping: Greenlet = new Greenlet(s.body([rally('ping', () => pong), rally('ping', () => pong)]));
    const pong: Greenlet = new Greenlet(s.body([rally('pong', () => ping), rally('pong', () => ping)]));
    const sleeper = s.spawn(function* () {
      s.say('sleeper sleeps');
      try {
        yield* hub.sleep(100);
        s.say('sleeper wakes');
      } finally {
        s.say('sleeper cleans up');
      }
    });
    sleeper.link(() => s.say('the link of the sleeper is called'));
    const player = s.spawn(
      function* () {
        // Whoever of the two ends gives control to its parent: this one.
        ping.parent = pong.parent = currentGreenlet();
        s.say('player serves');
        s.say(`player gets ball ${yield* ping.switch<number>(1)}`);
      },
      () => hub.sleep(10),
      function* () {
        s.say('player kills the sleeper');
        sleeper.kill();
        s.say('player goes on until it waits');
        yield* sleeper.join();
        s.say('player has joined');
      },
    );
    s.loop.callLater(5, () => s.say('a timer of the loop'));
    await s.run(() => player.join());
    expect(s.events).toEqual([
      '0 sleeper sleeps',
      '0 player serves',
      '0 ping has ball 1',
      '0 pong has ball 2',
      '0 ping has ball 3',
      '0 pong has ball 4',
      // Pong's body has ended.
      '0 player gets ball 4',
      '5 a timer of the loop',
      '10 player kills the sleeper',
      '10 player goes on until it waits',
      '10 sleeper cleans up',
      '10 the link of the sleeper is called',
      '10 player has joined',
    ]);
    expect(s.faults).toEqual([]);
  });

  test('greenlets start in the order they were spawned, whoever spawned them, and none within a spawn', async () => {
    const s = await scene();
    const child = (name: string): HubGreenlet<number> => s.spawn(() => s.say(name));
    s.spawn(() => {
      s.say('a');
      child('a1');
      child('a2');
      s.say('a goes on');
    });
    s.spawn(() => {
      s.say('b');
      child('b1');
    });
    await s.run(
      () => s.say('c'),
      () => s.hub.sleep(1),
    );
    expect(s.events).toEqual(['0 a', '0 a goes on', '0 b', '0 c', '0 a1', '0 a2', '0 b1']);
  });

  test('sleepers wake by their times, those of one time in the order they fell asleep; sleep(0) lets everybody run once', async () => {
    const s = await scene();
    const sleeper = (name: string, ms: number): Step =>
      function* () {
        yield* s.hub.sleep(ms);
        s.say(name);
      };
    const all = [
      s.spawn(sleeper('30', 30)),
      s.spawn(sleeper('10', 10)),
      s.spawn(sleeper('10 again', 10)),
      s.spawn(sleeper('0', 0), sleeper('0 twice', 0)),
      s.spawn(sleeper('−5', -5)),
    ];
    await s.run(() => joinAll(s.hub, all));
    expect(s.events).toEqual(['0 0', '0 −5', '0 0 twice', '10 10', '10 10 again', '30 30']);
  });

  test('waiting for a future or a task of the loop gives its value or throws its error; one that is done is not waited for', async () => {
    const s = await scene();
    const { loop, hub } = s;
    const later = loop.createFuture<number>();
    const cancelled = loop.createFuture<number>();
    await s.run(
      function* () {
        loop.callLater(5, () => later.setResult(42));
        return yield* hub.wait(later);
      },
      function* (value) {
        s.say(`future ${value}`);
        const task = loop.createTask(
          (function* () {
            yield* sleep(5);
            throw new RangeError('from a task');
          })(),
        );
        s.say(yield* errorOf(hub.wait(task)));
      },
      function* () {
        loop.callSoonThreadsafe(() => cancelled.cancel());
        s.say(yield* errorOf(hub.wait(cancelled)));
        loop.callSoonThreadsafe(() => s.say('the next turn'));
        s.say(`done already ${yield* hub.wait(later)}`);
        yield* hub.sleep();
      },
    );
    expect(s.events).toEqual([
      '5 future 42',
      '10 RangeError',
      `10 ${CancelledError.name}`,
      '10 done already 42',
      '10 the next turn',
    ]);
  });

  test('a killed greenlet has its exit for a value; one killed before its start never runs; another error is its error', async () => {
    const s = await scene();
    const never = s.spawn(() => s.say('must not run'));
    never.kill();
    const asleep = s.spawn(() => s.hub.sleep(100));
    const failing = s.spawn(() => s.hub.sleep(100));
    const itself = s.spawn(() => itself.kill());
    await s.run(
      () => s.hub.sleep(5),
      function* () {
        asleep.kill();
        failing.kill(new RangeError('worse'));
        s.say(`asleep is still there: ${asleep.isActive}`);
        yield* joinAll(s.hub, [asleep, failing]);
        asleep.kill();
        for (const each of [never, asleep, itself]) s.say(String((yield* each.get()) instanceof GreenletExit));
        s.say(yield* errorOf(failing.get()));
      },
    );
    expect(s.events).toEqual(['5 asleep is still there: true', '5 true', '5 true', '5 true', '5 RangeError']);
    expect(s.faults).toEqual([]);
  });

  test(`${MANY_SWITCHES} switches between two, each from its own depth of calls, and both go on where they were`, async () => {
    const s = await scene();
    const sums: number[] = [];
    const player = (other: () => Greenlet): Greenlet => {
      const step: Step = function* (got) {
        return yield* other().switch(got + 1);
      };
      const last: Step = (got) => void sums.push(got);
      return new Greenlet(s.body([...Array.from({ length: MANY_SWITCHES / 2 }, () => step), last], 40));
    };
    const one: Greenlet = player(() => other);
    const other: Greenlet = player(() => one);
    await s.run(function* () {
      one.parent = other.parent = currentGreenlet();
      yield* one.switch(0);
    });
    expect(sums).toEqual([MANY_SWITCHES]);
    expect([one.isDead, other.isDead]).toEqual([true, false]);
  });

  test('a hub with nothing left to happen says so instead of waiting for ever', async () => {
    const s = await scene();
    const forever = s.loop.createFuture<void>();
    await expect(s.run(() => s.hub.wait(forever))).rejects.toThrow(NothingLeftToRun);
  });

  waitingSuite(make);
  channelSuite(make);
}
