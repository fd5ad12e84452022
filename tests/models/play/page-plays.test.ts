/** Programs under the models of the page's own thread, on virtual time: who runs when, and what is recorded of it. */
import { describe, expect, test } from 'vitest';
import { playInTurn } from '../../../src/models/play/in-turn.ts';
import {
  acquire,
  compute,
  get,
  isDone,
  join,
  load,
  print,
  put,
  read,
  receive,
  release,
  send,
  sleep,
  spawn,
  store,
} from '../../../src/programs/operations.ts';
import { ALL, FILE_BYTES, OVERLAPPING, playVirtually, printedInWords, program, spansInWords } from './virtual-page.ts';

const twoSleepers = program({
  *main() {
    const one = yield* spawn('worker', 10);
    const other = yield* spawn('worker', 5);
    yield* print('spawned');
    return (yield* join(one)) + (yield* join(other));
  },
  *worker(ms = 0) {
    yield* print('begins');
    yield* sleep(ms);
    yield* print('ends');
    return ms;
  },
});

test('in turn each task runs to its end before its spawner goes on', async () => {
  const played = await playVirtually(playInTurn, twoSleepers);
  expect(printedInWords(played)).toEqual(['0 1: begins', '10 1: ends', '10 2: begins', '15 2: ends', '15 0: spawned']);
  expect(spansInWords(played)).toEqual(['1 waiting-io 0–10', '2 waiting-io 10–15']);
  expect(played.wallMs).toBe(15);
  expect(played.tasks).toEqual([
    { task: 0, body: 'main', lane: -1, spawned: 0, start: 0, end: 15 },
    { task: 1, body: 'worker', lane: -1, spawned: 0, start: 0, end: 10 },
    { task: 2, body: 'worker', lane: -1, spawned: 10, start: 10, end: 15 },
  ]);
});

test.each(OVERLAPPING)('%s: spawning returns first, sleeps overlap, and a join is idle', async (_, play) => {
  const played = await playVirtually(play, twoSleepers);
  expect(printedInWords(played)).toEqual(['0 0: spawned', '0 1: begins', '0 2: begins', '5 2: ends', '10 1: ends']);
  expect(spansInWords(played)).toEqual(['2 waiting-io 0–5', '1 waiting-io 0–10', '0 idle 0–10']);
  expect(played.wallMs).toBe(10);
  expect(played.tasks).toEqual([
    { task: 0, body: 'main', lane: -1, spawned: 0, start: 0, end: 10 },
    { task: 1, body: 'worker', lane: -1, spawned: 0, start: 0, end: 10 },
    { task: 2, body: 'worker', lane: -1, spawned: 0, start: 0, end: 5 },
  ]);
});

test.each(ALL)('%s: a join gives what the task returned, and nothing is lost', async (_, play) => {
  const { result, output, lostSpans } = await playVirtually(play, twoSleepers);
  expect({ result, output, lostSpans }).toEqual({ result: 15, output: null, lostSpans: 0 });
});

test.each(ALL)('%s: the play lasts until its last task has ended, also where nobody joins it', async (_, play) => {
  const { wallMs, result } = await playVirtually(
    play,
    program({
      *main() {
        yield* spawn('late');
        return 1;
      },
      *late() {
        yield* sleep(7);
        return 2;
      },
    }),
  );
  expect({ wallMs, result }).toEqual({ wallMs: 7, result: 1 });
});

test.each(ALL)('%s: cells are shared, print keeps its order, is-done tells and does not wait', async (_, play) => {
  const { result } = await playVirtually(
    play,
    program(
      {
        *main() {
          const task = yield* spawn('child');
          yield* join(task);
          return (yield* load(1)) + ((yield* isDone(task)) ? 100 : 0) + ((yield* isDone(0)) ? 1000 : 0);
        },
        *child() {
          yield* store(1, 42);
          return 0;
        },
      },
      { cells: 2 },
    ),
  );
  expect(result).toBe(142);
});

const locking = program(
  {
    *main() {
      for (let worker = 0; worker < 3; worker++) yield* spawn('worker');
      return 0;
    },
    *worker() {
      yield* acquire(0);
      yield* sleep(10);
      yield* release(0);
      return 0;
    },
  },
  { locks: 1 },
);

test.each(OVERLAPPING)('%s: a lock is had in the order of coming, and waiting for it is a span', async (_, play) => {
  expect(spansInWords(await playVirtually(play, locking))).toEqual([
    '1 waiting-io 0–10',
    '2 waiting-lock 0–10',
    '2 waiting-io 10–20',
    '3 waiting-lock 0–20',
    '3 waiting-io 20–30',
  ]);
});

test('in turn nobody ever waits for a lock', async () => {
  const spans = spansInWords(await playVirtually(playInTurn, locking));
  expect(spans).toEqual(['1 waiting-io 0–10', '2 waiting-io 10–20', '3 waiting-io 20–30']);
});

const queueing = program(
  {
    *main() {
      const consumer = yield* spawn('consumer');
      for (let item = 1; item <= 4; item++) {
        yield* put(0, item);
        yield* print(`put ${item}`);
      }
      return yield* join(consumer);
    },
    *consumer() {
      let sum = 0;
      for (let taken = 0; taken < 4; taken++) {
        sum = 10 * sum + (yield* get(0));
        yield* sleep(10);
      }
      return sum;
    },
  },
  { queues: [1] },
);

test.each(OVERLAPPING)('%s: a full queue holds up who puts, an empty one who takes', async (_, play) => {
  const played = await playVirtually(play, queueing);
  expect(played.result).toBe(1234);
  expect(played.wallMs).toBe(40);
  const lastPut = played.printed.at(-1);
  expect(lastPut).toEqual({ at: 20, task: 0, text: 'put 4' });
  // The first wait is over in no time: the consumer takes the item on the next turn.
  expect(spansInWords(played)).toEqual([
    '0 waiting-lock 0–0',
    '1 waiting-io 0–10',
    '0 waiting-lock 0–10',
    '1 waiting-io 10–20',
    '0 waiting-lock 10–20',
    '1 waiting-io 20–30',
    '1 waiting-io 30–40',
    '0 idle 20–40',
  ]);
});

const messages = program({
  *main() {
    const echo = yield* spawn('echo');
    yield* sleep(3);
    yield* send(echo, 20);
    yield* send(echo, 22);
    return yield* receive();
  },
  *echo() {
    yield* send(0, (yield* receive()) + (yield* receive()));
    return 0;
  },
});

test.each(OVERLAPPING)('%s: messages come in order, and waiting for one is a span', async (_, play) => {
  const played = await playVirtually(play, messages);
  expect(played.result).toBe(42);
  expect(spansInWords(played)).toEqual(['0 waiting-io 0–3', '1 waiting-lock 0–3', '0 waiting-lock 3–3']);
});

test('in turn a message that was sent before is there', async () => {
  const early = program({
    *main() {
      yield* spawn('child');
      return yield* receive();
    },
    *child() {
      yield* send(0, 5);
      return 0;
    },
  });
  expect((await playVirtually(playInTurn, early)).result).toBe(5);
});

const readers = program({
  *main(tasks = 0) {
    const spawned: number[] = [];
    for (let task = 0; task < tasks; task++) spawned.push(yield* spawn('reader'));
    let sum = 0;
    for (const task of spawned) sum += yield* join(task);
    return sum;
  },
  *reader() {
    return yield* read();
  },
});

test.each(OVERLAPPING)('%s: four files are read at once, and no more', async (_, play) => {
  const { wallMs, result, spans } = await playVirtually(play, readers, { args: [9] });
  expect({ wallMs, result }).toEqual({ wallMs: 15, result: 9 * FILE_BYTES });
  expect(spans.filter(({ phase }) => phase === 'waiting-io').map(({ end }) => end)).toEqual([
    5, 5, 5, 5, 10, 10, 10, 10, 15,
  ]);
});

test('in turn files are read one after the other', async () => {
  const { wallMs } = await playVirtually(playInTurn, readers, { args: [9] });
  expect(wallMs).toBe(45);
});

const manySleepers = program({
  *main(tasks = 0) {
    for (let task = 0; task < tasks; task++) yield* spawn('sleeper');
    return tasks;
  },
  *sleeper() {
    yield* sleep(100);
    return 0;
  },
});

describe('sleeping together', () => {
  test.each(OVERLAPPING)('%s: 10 000 sleeps of 100 ms take 100 ms', async (_, play) => {
    let looks = 0;
    const played = await playVirtually(play, manySleepers, { args: [10_000], onProgress: () => (looks += 1) });
    expect(played.wallMs).toBe(100);
    expect(played.spans.filter(({ phase }) => phase === 'waiting-io')).toHaveLength(10_000);
    expect(looks).toBeLessThanOrEqual(6);
  });

  test('in turn they take as long as all of them together', async () => {
    expect((await playVirtually(playInTurn, manySleepers, { args: [50] })).wallMs).toBe(5_000);
  });
});

const hogging = program(
  {
    *main() {
      yield* spawn('sleeper');
      yield* spawn('hog');
      return 0;
    },
    *sleeper() {
      yield* sleep(10);
      yield* print('awake');
      return 0;
    },
    *hog() {
      yield* compute(0, 300);
      yield* print('computed');
      return 0;
    },
  },
  {},
  true,
);

test.each(OVERLAPPING)('%s: one that computes holds up all others, whatever they wait for', async (_, play) => {
  let turns = 0;
  const played = await playVirtually(play, hogging, { items: 300, onTurn: () => (turns += 1) });
  expect(printedInWords(played)).toEqual(['300 2: computed', '300 1: awake']);
  // The page has its turns all the same, and nobody else has.
  expect(spansInWords(played)).toEqual([
    '2 running 0–50',
    '2 running 50–100',
    '2 running 100–150',
    '2 running 150–200',
    '2 running 200–250',
    '2 running 250–300',
    '1 waiting-io 0–300',
  ]);
  expect(turns).toBeGreaterThanOrEqual(5);
  expect(played.output?.every((byte) => byte === 1)).toBe(true);
});

test('in turn long computing is cut for the page as well, and the wall time says so', async () => {
  let turns = 0;
  const played = await playVirtually(playInTurn, hogging, { items: 300, onTurn: () => (turns += 1) });
  expect(printedInWords(played)).toEqual(['10 1: awake', '310 2: computed']);
  expect(turns).toBeGreaterThanOrEqual(5);
  expect(played.wallMs).toBe(310);
  expect(played.output?.every((byte) => byte === 1)).toBe(true);
});

test.each(OVERLAPPING)('%s: computing in small pieces between waits takes turns', async (_, play) => {
  const polite = program(
    {
      *main() {
        yield* spawn('chunk', 0);
        yield* spawn('chunk', 10);
        return 0;
      },
      *chunk(from = 0) {
        for (let item = from; item < from + 10; item += 5) {
          yield* compute(item, item + 5);
          yield* sleep(0);
        }
        return 0;
      },
    },
    {},
    true,
  );
  const played = await playVirtually(play, polite, { items: 20 });
  const running = spansInWords(played).filter((span) => span.includes('running'));
  expect(running).toEqual(['1 running 0–5', '2 running 5–10', '1 running 10–15', '2 running 15–20']);
});
