/** The whole order of events of one scenario on virtual time: the trace is the specification. */
import { expect, test } from 'vitest';
import type { Coroutine } from '../../src/loop/coroutine.ts';
import { CancelledError } from '../../src/loop/errors.ts';
import { sleep } from '../../src/loop/sleep.ts';
import { rig } from './rig.ts';

test('a producer, a consumer, a sleeper that is cancelled and a callback take their turns in this order', () => {
  const { loop, events, run } = rig();
  const say = (text: string): void => void events.push(`${loop.time()} ${text}`);
  const handed = loop.createFuture<string>();

  function* producer(): Coroutine<string> {
    say('producer works');
    yield* sleep(10);
    say('producer hands over');
    handed.setResult('item');
    yield;
    say('producer ends');
    return 'produced';
  }
  function* consumer(): Coroutine<string> {
    say('consumer waits');
    const item = yield* handed;
    say(`consumer has ${item}`);
    return item;
  }
  function* sleeper(): Coroutine<void> {
    try {
      say('sleeper sleeps');
      yield* sleep(1_000);
    } catch (error) {
      say(`sleeper gets ${(error as CancelledError).message}`);
      yield* sleep(1);
      say('sleeper has cleaned up');
      throw error;
    }
  }
  function* main(): Coroutine<string> {
    const tasks = [loop.createTask(producer()), loop.createTask(consumer())] as const;
    const asleep = loop.createTask(sleeper());
    loop.callSoon(() => say('callback'));
    loop.callLater(10, () => say('timer made before the producer slept'));
    say('main waits');
    yield* tasks[0];
    yield* tasks[1];
    asleep.cancel('enough');
    say('main has cancelled');
    try {
      yield* asleep;
    } catch (error) {
      say(`main sees ${(error as CancelledError).message}`);
    }
    return 'over';
  }

  expect(run(main())).toBe('over');
  expect(events).toEqual([
    '0 main waits',
    '0 producer works',
    '0 consumer waits',
    '0 sleeper sleeps',
    '0 callback',
    '10 timer made before the producer slept',
    '10 producer hands over',
    '10 consumer has item',
    '10 producer ends',
    '10 main has cancelled',
    '10 sleeper gets cancelled: enough',
    '11 sleeper has cleaned up',
    '11 main sees cancelled: enough',
  ]);
});
