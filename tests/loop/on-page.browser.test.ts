/**
 * The loop on a real page: it lets the page in, sleeps without burning the thread, and misses nothing that happens outside of its
 * turns. What is expected at once is given a limit far above anything but a hang.
 */
import { afterEach, expect, test } from 'vitest';
import { clockFrom } from '../../src/base/clock.ts';
import { prng } from '../../src/base/prng.ts';
import type { Coroutine } from '../../src/loop/coroutine.ts';
import { CancelledError, LoopExit, MisusedLoop } from '../../src/loop/errors.ts';
import { EventLoop } from '../../src/loop/event-loop.ts';
import { runOnPage, type PageRunOptions } from '../../src/loop/on-page.ts';
import { sleep } from '../../src/loop/sleep.ts';
import { lastedAbout } from '../conformance/lasted-about.ts';

const FOR_EVER_MS = 3_600_000;
const HANG_MS = 10_000;

const clock = clockFrom();

function open(): EventLoop {
  return new EventLoop({ clock });
}

/** Holds the thread up. */
function work(ms: number): void {
  const until = clock.now() + ms;
  while (clock.now() < until);
}

const hooks: (() => void)[] = [];
afterEach(() => hooks.splice(0).forEach((undo) => undo()));

test('frames are painted between the turns of a run that is always busy', async () => {
  const loop = open();
  const frames: number[] = [];
  let frame = requestAnimationFrame(function next() {
    frames.push(loop.turns);
    frame = requestAnimationFrame(next);
  });
  hooks.push(() => cancelAnimationFrame(frame));
  function* busy(): Coroutine<void> {
    const until = clock.now() + HANG_MS;
    while (frames.length < 10 && clock.now() < until) {
      work(0.1);
      yield;
    }
  }
  await runOnPage(loop, busy());
  expect(frames.length).toBeGreaterThanOrEqual(10);
  expect(new Set(frames).size).toBeGreaterThan(5);
});

test('one turn with more to run than the page can wait for is broken off, and its order kept', async () => {
  const loop = open();
  const ran: number[] = [];
  const seen: number[] = [];
  const timer = setInterval(() => seen.push(ran.length), 0);
  hooks.push(() => clearInterval(timer));
  for (let number = 0; number < 200; number++) {
    loop.callSoon(() => {
      work(1);
      ran.push(number);
    });
  }
  await runOnPage(loop, sleep(0));
  expect(ran).toEqual(Array.from({ length: 200 }, (_, number) => number));
  expect(loop.turns).toBeLessThanOrEqual(3);
  expect(seen.some((count) => count > 0 && count < 200)).toBe(true);
});

test('a loop that sleeps is woken at once by the thread-safe call, and by a future that is set from outside', async () => {
  for (const wake of ['call', 'future'] as const) {
    const loop = open();
    const news = loop.createFuture<string>();
    const set = (): void => news.setResult('from outside');
    loop.callLater(FOR_EVER_MS, () => {});
    setTimeout(() => (wake === 'call' ? void loop.callSoonThreadsafe(set) : set()), 20);
    const start = clock.now();
    expect(await runOnPage(loop, news)).toBe('from outside');
    expect(clock.now() - start).toBeLessThan(HANG_MS);
    expect(loop.turns).toBeLessThan(10);
  }
});

test('a loop that sleeps is woken by an earlier timer that is set from outside, and by a cancelled one not at all', async () => {
  const loop = open();
  const late = loop.callLater(FOR_EVER_MS, () => {});
  setTimeout(() => {
    late.cancel();
    loop.callLater(1, () => news.setResult());
  }, 20);
  const news = loop.createFuture<void>();
  await runOnPage(loop, news);
  expect(loop.turns).toBeLessThan(10);
});

test('timers are called after about their time, and the thread is left alone meanwhile', async () => {
  const loop = open();
  const start = clock.now();
  await runOnPage(loop, sleep(50));
  expect(lastedAbout(clock.now() - start, 50)).toBe(true);
  expect(loop.turns).toBeLessThan(10);
});

test('the signal cancels the main task in its sleep, and before it has begun', async () => {
  for (const before of [true, false]) {
    const loop = open();
    const abort = new AbortController();
    if (before) abort.abort();
    else setTimeout(() => abort.abort(), 20);
    const run = runOnPage(loop, sleep(FOR_EVER_MS), { signal: abort.signal });
    const error = await run.catch((thrown: unknown) => thrown);
    expect(error).toBeInstanceOf(CancelledError);
    expect((error as CancelledError).message).toBe('cancelled: the run was stopped');
    expect(loop.isRunning).toBe(false);
    expect(loop.allTasks()).toHaveLength(0);
  }
});

test('a busy run hears the signal, and a task that refuses goes on', async () => {
  const loop = open();
  const abort = new AbortController();
  setTimeout(() => abort.abort(), 20);
  function* refuses(): Coroutine<string> {
    try {
      for (;;) yield;
    } catch (error) {
      expect(error).toBeInstanceOf(CancelledError);
    }
    yield* sleep(1);
    return 'went on';
  }
  expect(await runOnPage(loop, refuses(), { signal: abort.signal })).toBe('went on');
  // Its listener is gone: nobody is there to be cancelled.
  abort.abort();
});

test('a loop that is stopped, from inside or in its sleep, says so and can be gone on with', async () => {
  for (const where of ['inside', 'asleep'] as const) {
    const loop = open();
    function* main(): Coroutine<string> {
      if (where === 'inside') loop.stop();
      else setTimeout(() => loop.stop(), 20);
      return yield* news;
    }
    const news = loop.createFuture<string>();
    loop.callLater(FOR_EVER_MS, () => {});
    const task = loop.createTask(main());
    await expect(runOnPage(loop, task)).rejects.toThrow(new MisusedLoop('Event loop stopped before Future completed.'));
    expect(loop.isRunning).toBe(false);
    setTimeout(() => news.setResult('gone on'), 5);
    expect(await runOnPage(loop, task)).toBe('gone on');
  }
});

test('LoopExit and a second run at the same time are refused without harm to what is under way', async () => {
  const loop = open();
  const news = loop.createFuture<string>();
  const first = runOnPage(loop, news);
  await expect(runOnPage(loop, sleep(1))).rejects.toBeInstanceOf(MisusedLoop);
  setTimeout(() => news.setResult('the first run’s'), 5);
  expect(await first).toBe('the first run’s');

  const exit = new LoopExit('enough');
  loop.callSoon(() => {
    throw exit;
  });
  const main = loop.createTask(sleep(5, 'slept'));
  await expect(runOnPage(loop, main)).rejects.toBe(exit);
  expect(await runOnPage(loop, main)).toBe('slept');
});

test('two loops share the page', async () => {
  const events: string[] = [];
  function* ticks(name: string): Coroutine<void> {
    for (let tick = 0; tick < 3; tick++) {
      events.push(name);
      yield* sleep(5);
    }
  }
  await Promise.all([runOnPage(open(), ticks('a')), runOnPage(open(), ticks('b'))]);
  expect(events.sort()).toEqual(['a', 'a', 'a', 'b', 'b', 'b']);
});

/** Waits for one future after another; each is set from outside by `source`, told which moment the loop is in. */
async function hearsOf(rounds: number, source: (set: () => void) => PageRunOptions | void): Promise<number> {
  const loop = open();
  let news = loop.createFuture<void>();
  let heard = 0;
  function* listener(): Coroutine<void> {
    while (heard < rounds) {
      yield* news;
      heard += 1;
      news = loop.createFuture<void>();
    }
  }
  const options = source(() => {
    if (!news.isDone) news.setResult();
  });
  await runOnPage(loop, listener(), options ?? {});
  return heard;
}

const MOMENTS: Record<string, (set: () => void) => PageRunOptions> = {
  'just before it sleeps': (set) => ({ onYield: set }),
  'in a microtask before it sleeps': (set) => ({ onYield: () => queueMicrotask(set) }),
  'some microtasks later': (set) => ({
    onYield: () =>
      void Promise.resolve()
        .then(() => {})
        .then(() => {})
        .then(set),
  }),
  'in a task of the page': (set) => ({ onYield: () => void setTimeout(set, 0) }),
};

test.each(Object.keys(MOMENTS))('what happens %s is never lost', async (moment) => {
  expect(await hearsOf(50, (set) => MOMENTS[moment]?.(set))).toBe(50);
});

test('what happens at any moment at all is never lost', async () => {
  const seed = 2026;
  const random = prng(seed);
  const channel = new MessageChannel();
  const ways: ((then: () => void) => void)[] = [
    (then) => setTimeout(then, 4 * random.next()),
    (then) => queueMicrotask(then),
    (then) => {
      channel.port1.onmessage = then;
      channel.port2.postMessage(null);
    },
    (then) => void requestAnimationFrame(then),
  ];
  let isOver = false;
  const heard = await hearsOf(200, (set) => {
    const next = (): void => {
      if (isOver) return;
      if (random.next() < 0.3) work(2 * random.next());
      set();
      // Never two microtasks in a row: the page would not get its turn, whatever the loop does.
      ways[Math.floor(ways.length * random.next())]?.(() => setTimeout(next, 0));
    };
    setTimeout(next, 0);
  });
  isOver = true;
  channel.port1.close();
  expect(heard, `seed ${seed}`).toBe(200);
});

test('the page’s turns are told of in pairs, and not after the end', async () => {
  const loop = open();
  const events: string[] = [];
  function* main(): Coroutine<void> {
    for (let step = 0; step < 3; step++) yield* sleep(2);
    events.push('over');
  }
  await runOnPage(loop, main(), { onYield: () => events.push('yield'), onResume: () => events.push('resume') });
  const [last, ...before] = events.reverse();
  expect(last).toBe('over');
  expect(before.length).toBeGreaterThanOrEqual(6);
  before.reverse().forEach((event, at) => expect(event).toBe(at % 2 === 0 ? 'yield' : 'resume'));
});

test('a page that is left in the middle of a run starts afresh', async () => {
  const at = (path: string): string => new URL(path, import.meta.url).href;
  const frame = document.createElement('iframe');
  frame.srcdoc = `<script type="module">
    import { EventLoop } from '${at('../../src/loop/event-loop.ts')}';
    import { runOnPage } from '${at('../../src/loop/on-page.ts')}';
    import { sleep } from '${at('../../src/loop/sleep.ts')}';
    const loop = new EventLoop({ clock: { now: () => performance.now() } });
    function* busy() { for (;;) yield; }
    function* main() {
      loop.createTask(busy());
      yield* sleep(5);
      parent.postMessage('in the middle');
      yield* sleep(50);
      parent.postMessage('at its end');
    }
    runOnPage(loop, main());
  <\/script>`;
  hooks.push(() => frame.remove());
  const said = (what: string): Promise<void> =>
    new Promise((resolve) =>
      addEventListener('message', function hear({ data, source }: MessageEvent<unknown>) {
        if (data !== what || source !== frame.contentWindow) return;
        removeEventListener('message', hear);
        resolve();
      }),
    );
  let middle = said('in the middle');
  document.body.append(frame);
  for (let reload = 0; reload < 3; reload++) {
    await middle;
    middle = said('in the middle');
    frame.contentWindow?.location.reload();
  }
  await middle;
  await said('at its end');
});
