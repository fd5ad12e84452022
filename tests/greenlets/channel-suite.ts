/** The part of the suite about channels between greenlets. Played by suite.ts, in both forms. Not a test itself. */
import { expect, test } from 'vitest';
import { Channel } from '../../src/greenlets/channel.ts';
import type { HubGreenlet } from '../../src/greenlets/hub-greenlet.ts';
import { joinAll } from '../../src/greenlets/join-all.ts';
import type { Switching } from '../../src/greenlets/strand.ts';
import type { Form } from './forms.ts';
import { errorIn, errorOf, Scene } from './scene.ts';

export function channelSuite(make: () => Promise<Form>): void {
  const scene = async (): Promise<Scene> => new Scene(await make());

  test('a channel without room hands over from hand to hand, one with room lets the putter go on', async () => {
    const s = await scene();
    const play = function* (channel: Channel<number>): Switching<void> {
      const putter = s.spawn(function* () {
        for (const item of [1, 2, 3]) {
          yield* channel.put(item);
          s.say(`put ${item}`);
        }
      });
      yield* s.hub.sleep(5);
      for (let times = 0; times < 3; times++) {
        s.say(`got ${yield* channel.get()}`);
        yield* s.hub.sleep(5);
      }
      yield* putter.join();
    };
    await s.run(
      () => play(new Channel(s.hub, 0)),
      () => s.say('–'),
      () => play(new Channel(s.hub, 2)),
    );
    expect(s.events).toEqual([
      '5 got 1',
      '5 put 1',
      '10 got 2',
      '10 put 2',
      '15 got 3',
      '15 put 3',
      '20 –',
      '20 put 1',
      '20 put 2',
      '25 got 1',
      '25 put 3',
      '30 got 2',
      '35 got 3',
    ]);
  });

  test('a channel serves getters and putters in the order they came, and loses no item with one that is killed', async () => {
    const s = await scene();
    const channel = new Channel<string>(s.hub, 1);
    const getter = (name: string, timeoutMs?: number): HubGreenlet<number> =>
      s.spawn(function* () {
        s.say(`${name} gets ${yield* channel.get(timeoutMs)}`);
      });
    const putter = (item: string): HubGreenlet<number> => s.spawn(() => channel.put(item));
    const killed = getter('killed');
    const impatient = getter('impatient', 5);
    const getters = [getter('first'), getter('second')];
    await s.run(
      () => s.hub.sleep(10),
      function* () {
        killed.kill();
        channel.putNow('a');
        // Both on their way: the kill comes first, and the item goes to the next.
        s.say(errorIn(() => channel.getNow()));
        yield* s.hub.sleep();
        channel.putNow('b');
        yield* joinAll(s.hub, getters);
        s.say(yield* errorOf(impatient.get()));
      },
      function* () {
        const putters = ['c', 'd', 'e', 'f'].map(putter);
        yield* s.hub.sleep(1);
        s.say(errorIn(() => channel.putNow('too much')));
        s.say(yield* errorOf(channel.put('too much', 1)));
        putters[2]?.kill();
        yield* s.hub.sleep();
        const got = [];
        while (got.length < 3) got.push(yield* channel.get());
        s.say(got.join(' '));
        s.say(yield* errorOf(channel.get(1)));
        yield* joinAll(s.hub, putters);
      },
    );
    expect(s.events).toEqual([
      '10 QueueEmpty',
      '10 first gets a',
      '10 second gets b',
      '10 QueueEmpty',
      '11 QueueFull',
      '12 QueueFull',
      '12 c d f',
      '13 QueueEmpty',
    ]);
  });

  test('a putter that is killed as its item is about to be handed over keeps it, and the getter waits on', async () => {
    const s = await scene();
    const channel = new Channel<string>(s.hub, 0);
    const getter = s.spawn(function* () {
      s.say(`got ${yield* channel.get()}`);
    });
    s.spawn(
      () => s.hub.sleep(1),
      () => putter.kill(),
    );
    const putter: HubGreenlet<number> = s.spawn(
      () => s.hub.sleep(1),
      () => channel.put('a'),
    );
    await s.run(
      () => putter.join(),
      () => channel.put('b'),
      () => getter.join(),
    );
    expect(s.events).toEqual(['1 got b']);
  });
}
