/** How plays on the page's thread end when they do not end well: stuck, overdue, stopped, failed. On virtual time. */
import { describe, expect, test } from 'vitest';
import { playInTurn } from '../../../src/models/play/in-turn.ts';
import { PlayOverdue, PlayStuck } from '../../../src/models/play/play.ts';
import { Stopped } from '../../../src/pool/errors.ts';
import type { Program } from '../../../src/programs/index.ts';
import {
  acquire,
  compute,
  get,
  isDone,
  join,
  load,
  put,
  read,
  receive,
  release,
  send,
  sleep,
  spawn,
  store,
} from '../../../src/programs/operations.ts';
import { ALL, OVERLAPPING, playVirtually, program, type Interpreter, type Setting } from './virtual-page.ts';

async function errorOf(play: Interpreter, of: Program, setting: Setting = {}): Promise<Error> {
  const played = playVirtually(play, of, setting);
  return played.then(
    () => new Error('it ended well'),
    (error: unknown) => error as Error,
  );
}

const embrace = program(
  {
    *main() {
      yield* spawn('one', 0, 1);
      yield* spawn('one', 1, 0);
      return 0;
    },
    *one(first = 0, second = 0) {
      yield* acquire(first);
      yield* sleep(10);
      yield* acquire(second);
      return 0;
    },
  },
  { locks: 2 },
);

test.each(OVERLAPPING)('%s: a deadlock is told at once, with who waits for what', async (_, play) => {
  const error = await errorOf(play, embrace);
  expect(error).toBeInstanceOf(PlayStuck);
  expect(error.message).toBe(
    'nobody can go on: task 1 (one) waits for lock 1, which task 2 (one) holds; task 2 (one) waits for lock 0, which task 1 (one) holds',
  );
});

const alone: [string, Program, RegExp, RegExp][] = [
  [
    'a lock that it holds',
    program(
      {
        *main() {
          yield* acquire(0);
          yield* acquire(0);
          return 0;
        },
      },
      { locks: 1 },
    ),
    /task 0 \(main\) waits for lock 0, which it holds itself/,
    /nobody is left to release it/,
  ],
  [
    'an empty queue',
    program(
      {
        *main() {
          return yield* get(0);
        },
      },
      { queues: [1] },
    ),
    /task 0 \(main\) waits for an item of queue 0, which is empty/,
    /nobody is left to put one in/,
  ],
  [
    'room in a full queue',
    program(
      {
        *main() {
          yield* put(0, 1);
          yield* put(0, 2);
          return 0;
        },
      },
      { queues: [1] },
    ),
    /task 0 \(main\) waits for room in queue 0, which is full/,
    /nobody is left to take one out/,
  ],
  [
    'a message',
    program({
      *main() {
        return yield* receive();
      },
    }),
    /task 0 \(main\) waits for a message, and none is there/,
    /nobody is left to send one/,
  ],
  [
    'room in its own mailbox',
    program({
      *main() {
        for (let sent = 0; sent < 65; sent++) yield* send(0, sent);
        return 0;
      },
    }),
    /task 0 \(main\) waits for room in the mailbox of task 0 \(main\), which is full/,
    /nobody is left to take one out/,
  ],
  [
    'its own end',
    program({
      *main() {
        return yield* join(0);
      },
    }),
    /task 0 \(main\) waits for the end of itself/,
    /which cannot come before it goes on/,
  ],
];

describe.each(alone)('waiting for %s', (_, of, who, missing) => {
  test.each(OVERLAPPING)('%s: is a deadlock', async (_, play) => {
    const error = await errorOf(play, of);
    expect(error).toBeInstanceOf(PlayStuck);
    expect(error.message).toMatch(who);
  });

  test('in turn: is refused, and says who is missing', async () => {
    const error = await errorOf(playInTurn, of);
    expect(error).toBeInstanceOf(PlayStuck);
    expect(error.message).toMatch(who);
    expect(error.message).toMatch(missing);
  });
});

test('in turn a child that joins its spawner sticks', async () => {
  const inverted = program({
    *main() {
      yield* spawn('child');
      return 0;
    },
    *child() {
      return yield* join(0);
    },
  });
  const { message } = await errorOf(playInTurn, inverted);
  expect(message).toMatch(/^task 1 \(child\) waits for the end of task 0 \(main\): .* nobody is left to end it$/);
});

test('in turn a queue between two tasks sticks as soon as the first would have to wait', async () => {
  const pipeline = program(
    {
      *main() {
        yield* spawn('producer');
        yield* spawn('consumer');
        return 0;
      },
      *producer() {
        for (let item = 0; item < 3; item++) yield* put(0, item);
        return 0;
      },
      *consumer() {
        return yield* get(0);
      },
    },
    { queues: [2] },
  );
  const { message } = await errorOf(playInTurn, pipeline);
  expect(message).toMatch(/^task 1 \(producer\) waits for room in queue 0, which is full: one thing after the other/);
});

const endless = program({
  *main() {
    for (;;) yield* sleep(30);
  },
});

test.each(ALL)('%s: what does not end is overdue at the limit, with what it waits for', async (_, play) => {
  const error = await errorOf(play, endless, { limitMs: 2_000 });
  expect(error).toBeInstanceOf(PlayOverdue);
  expect(error.message).toBe('the program had not ended after 2 s: task 0 (main) sleeps for 30 ms');
});

test.each(ALL)('%s: a sleep past the limit is overdue and not stuck', async (_, play) => {
  const long = program({
    *main() {
      yield* sleep(1e9);
      return 0;
    },
  });
  expect(await errorOf(play, long, { limitMs: 1_000 })).toBeInstanceOf(PlayOverdue);
});

test.each(ALL)('%s: a stop in a turn of the page ends it with Stopped, whatever is under way', async (_, play) => {
  const busy = program(
    {
      *main() {
        for (let round = 0; round < 1_000; round++) {
          yield* compute(0, 60);
          yield* read();
        }
        return 0;
      },
    },
    {},
    true,
  );
  const stop = new AbortController();
  const error = await errorOf(play, busy, {
    signal: stop.signal,
    onTurn: (turn) => {
      if (turn === 3) stop.abort();
    },
  });
  expect(error).toBeInstanceOf(Stopped);
});

test.each(ALL)('%s: a stop before the start is Stopped, and nothing runs', async (_, play) => {
  let ran = false;
  const of = program({
    *main() {
      ran = true;
      yield* sleep(1);
      return 0;
    },
  });
  expect(await errorOf(play, of, { signal: AbortSignal.abort() })).toBeInstanceOf(Stopped);
  expect(ran).toBe(false);
});

test.each(ALL)('%s: what a body throws is what the play rejects with', async (_, play) => {
  const fault = new Error('a fault of its own');
  const failing = program({
    *main() {
      return yield* join(yield* spawn('child'));
    },
    *child() {
      yield* sleep(1);
      throw fault;
    },
  });
  expect(await errorOf(play, failing)).toBe(fault);
});

test.each(ALL)('%s: what a child throws is not for its spawner to catch', async (_, play) => {
  const fault = new Error('a fault of its own');
  const catching = program({
    *main() {
      try {
        yield* join(yield* spawn('child'));
      } catch {
        // Under a model of threads nobody would be here either.
      }
      return 0;
    },
    *child() {
      throw fault;
    },
  });
  expect(await errorOf(play, catching)).toBe(fault);
});

test.each(ALL)('%s: an operation that makes no sense is thrown where it was asked for', async (_, play) => {
  const messages: string[] = [];
  const careless = program(
    {
      *main() {
        const tries = [
          () => release(0),
          () => join(7),
          () => isDone(-1),
          () => load(9),
          () => store(9, 1),
          () => acquire(3),
          () => get(3),
          () => put(0, 0.5),
          () => send(0, 2 ** 31),
          () => send(5, 1),
          () => spawn('nobody'),
          () => compute(0, 1_000_000),
          () => sleep(NaN),
        ];
        for (const attempt of tries) {
          try {
            yield* attempt() as ReturnType<typeof sleep>;
            messages.push('went well');
          } catch (error) {
            messages.push((error as Error).message);
          }
        }
        return 0;
      },
    },
    { locks: 1, queues: [4], cells: 1 },
    true,
  );
  await playVirtually(play, careless);
  expect(messages).toEqual([
    'the lock was released, but nobody holds it: acquire it first, or drop one release',
    'there is no task 7: 1 were spawned, the first is 0',
    'there is no task -1: 1 were spawned, the first is 0',
    'there is no cell 9: the program has 1',
    'there is no cell 9: the program has 1',
    'there is no lock 3: the program has 1',
    'there is no queue 3: the program has 1',
    '0.5 cannot be sent: queues and mailboxes carry whole numbers of 32 bits',
    '2147483648 cannot be sent: queues and mailboxes carry whole numbers of 32 bits',
    'there is no task 5: 1 were spawned, the first is 0',
    'the program "of-a-test" has no body "nobody": spawn one of main',
    'items 0 to 1000000 cannot be computed: the work has 0 to 100',
    'nobody can sleep for NaN ms: ask for 0 or more',
  ]);
});
