/** Programs played by workers over one memory: each claim under every model that does so, with real threads. */
import { beforeAll, describe, expect, test } from 'vitest';
import { kernels } from '../../../src/kernels/index.ts';
import { clockResolution } from '../../../src/measure/clock-resolution.ts';
import { CannotPlay, PlayOverdue, PlayStuck, type Played } from '../../../src/models/play/play.ts';
import type { Stage } from '../../../src/models/stage.ts';
import { Stopped, WorkerLost } from '../../../src/pool/errors.ts';
import { programs } from '../../../src/programs/index.ts';
import { computeRange } from '../../../src/runtime/job.ts';
import { laneOf, maxExecuting } from '../../../src/trace/timeline.ts';
import { keptRig, openRig, type Rig } from '../rig.ts';
import { linesOf, play } from './play-rig.ts';
import endless, { COMPUTES, LOOKS, SLEEPS, THROWS, WAITS } from './programs/endless.ts';
import sharing from './programs/sharing.ts';
import stuck from './programs/stuck.ts';
import tasks from './programs/tasks.ts';

const MODELS = ['free-threads', 'gil-threads', 'gil-threads-released', 'processes'] as const;

let rig: Rig;
let stage: Stage;
const { renew } = keptRig(
  () => openRig(2, 'mandelbrot', 4),
  (kept) => ({ stage } = rig = kept),
);

const crunch = await programs.load('crunch');

function pageBytes(): Uint8Array {
  const { page, items, pageOutput } = stage.work;
  computeRange(page, { start: 0, end: items });
  return new Uint8Array(pageOutput);
}

/** Every lane's spans lie within the play, one after another. */
function demandInOrder({ spans, wallMs }: Played): void {
  for (const lane of new Set(spans.map((span) => span.lane))) {
    const own = laneOf(spans, lane).spans;
    own.forEach(({ start, end }, place) => {
      expect(start).toBeGreaterThanOrEqual((own[place - 1]?.end ?? 0) - 0.001);
      expect(end).toBeGreaterThan(start);
      expect(end).toBeLessThanOrEqual(wallMs + 0.001);
    });
  }
}

/** From its beginning to its end, a task's spans say what it was at; a stretch that the clock cannot tell from none is part of its neighbour's. */
function demandCovered({ spans, tasks: times }: Played, tick: number): void {
  for (const { task, start, end } of times) {
    const own = spans.filter((span) => span.task === task);
    const covered = own.map((span) => Math.max(0, Math.min(span.end, end ?? 0) - Math.max(span.start, start ?? 0)));
    const sum = covered.reduce((total, ms) => total + ms, 0);
    expect(Math.abs((end ?? NaN) - (start ?? NaN) - sum)).toBeLessThanOrEqual(2 * tick);
  }
}

describe.each(MODELS)('%s', (id) => {
  // So that workers have to be started where more are needed.
  beforeAll(renew);

  test('what is spawned goes on beside who spawned it, and a join gives its result', async () => {
    const played = await play(stage, id, tasks, { args: [3, 20] });
    expect(played.result).toBe(30);
    const lines = linesOf(played);
    expect(lines.slice(0, 2)).toEqual(['spawned 1,2,3', 'not done yet']);
    expect(lines.slice(2, 5).sort()).toEqual(['ü 0', 'ü 1', 'ü 2']);
    expect(lines.slice(5)).toEqual(['joined all']);
    const times = played.printed.map(({ at }) => at);
    expect(times).toEqual([...times].sort((one, other) => one - other));
    expect(played.tasks.map(({ task, body, lane }) => [task, body, lane > 0])).toEqual([
      [0, 'main', false],
      [1, 'sleeper', true],
      [2, 'sleeper', true],
      [3, 'sleeper', true],
    ]);
    for (const { spawned, start, end } of played.tasks) {
      expect(start).toBeGreaterThanOrEqual(spawned);
      expect(end).toBeGreaterThanOrEqual(start ?? NaN);
      expect(end).toBeLessThanOrEqual(played.wallMs);
    }
    expect(played.output).toBe(null);
    expect(played.lostSpans).toBe(0);
    demandInOrder(played);
  });

  test('eight that sleep sleep at once, on eight workers that are started for it', async () => {
    const { tasks: times, spans } = await play(stage, id, tasks, { args: [8, 50], workers: 8 });
    expect(new Set(times.slice(1).map(({ lane }) => lane)).size).toBe(8);
    const sleeps = spans.filter(({ phase, task }) => phase === 'waiting-io' && task > 0);
    expect(sleeps).toHaveLength(8);
    const lastStart = Math.max(...sleeps.map(({ start }) => start));
    expect(Math.min(...sleeps.map(({ end }) => end))).toBeGreaterThan(lastStart);
  });

  test('a lock excludes, a queue and a mailbox keep their order, and only processes have cells of their own', async () => {
    const played = await play(stage, id, sharing);
    const counted = id === 'processes' ? 5 : 405;
    expect(linesOf(played)).toEqual([`counted ${counted}`, 'taken 123456', 'received 23', 'read']);
    expect(played.spans.some(({ phase }) => phase === 'waiting-lock')).toBe(true);
    demandInOrder(played);
  });

  test('what a program computes is what the page computes, run after run, and seen while it goes on', async () => {
    const expected = pageBytes();
    const args = [5, stage.work.items];
    let looks = 0;
    const onProgress = (soFar: Played): void => {
      looks += 1;
      demandInOrder(soFar);
      expect(soFar.tasks.length).toBeGreaterThan(0);
    };
    for (let run = 0; run < 3; run++) {
      const played = await play(stage, id, crunch, { args, onProgress });
      expect(crunch.check({ lines: [], result: played.result, args, order: 'overlapping', sharesCells: true })).toBe(
        null,
      );
      expect(played.output).toEqual(expected);
      demandInOrder(played);
      demandCovered(played, clockResolution(stage.clock));
    }
    await play(stage, id, tasks, { args: [2, 100], onProgress });
    expect(looks).toBeGreaterThan(0);
  });

  test.each([
    [0, 2, /task 0 \(main\) waits for an item in queue 0/],
    [1, 2, /task 0 \(main\) waits for lock 0, which task 0 has/],
    [2, 2, /task 1 \(taker\) waits for lock 1, which task 2 has; task 2 \(taker\) waits for lock 0, which task 1 has/],
    [3, 1, /waits for the end of task 1; task 1 .* waits for an item in queue 0; task 2 .* waits for a free worker/],
  ])('a program that cannot go on (%i) ends, and it is told who waits for what', async (how, workers, told) => {
    const error: unknown = await play(stage, id, stuck, { args: [how], workers }).catch((reason: unknown) => reason);
    expect(error).toBeInstanceOf(PlayStuck);
    expect((error as Error).message).toMatch(told);
  });

  test.each([
    ['a sleep', SLEEPS],
    ['a computation', COMPUTES],
    ['a wait for a lock', WAITS],
    ['a loop that only looks', LOOKS],
  ])('a stop ends %s, and the next play is as if nothing had been', async (_, what) => {
    const abort = new AbortController();
    const args = [what, stage.work.items];
    let stopped = 0;
    const onProgress = ({ tasks: times }: Played): void => {
      if (typeof times[1]?.start !== 'number' || abort.signal.aborted) return;
      stopped = stage.clock.now();
      abort.abort();
    };
    const playing = play(stage, id, endless, { args, signal: abort.signal, onProgress });
    await expect(playing).rejects.toBeInstanceOf(Stopped);
    // The brief delay is the law of the house; a machine that is busy elsewhere may take longer.
    expect(stage.since(stopped)).toBeLessThan(1_000);
    expect((await play(stage, id, tasks, { args: [2, 1] })).result).toBe(10);
  });

  test('what a body throws is what the play rejects with', async () => {
    const playing = play(stage, id, endless, { args: [THROWS] });
    await expect(playing).rejects.toThrowError(new RangeError('thrown by a body'));
    expect((await play(stage, id, tasks, { args: [2, 1] })).result).toBe(10);
  });

  test('a play that takes too long is given up, and it is told what it was at', async () => {
    const error: unknown = await play(stage, id, endless, { args: [LOOKS], limitMs: 100 }).catch(
      (reason: unknown) => reason,
    );
    expect(error).toBeInstanceOf(PlayOverdue);
    expect((error as Error).message).toMatch(/task 0 \(main\) waits for the end of task 1; task 1 \(endless\) runs/);
  });

  test('a worker that dies is told', async () => {
    const onProgress = (): void => rig.pool.lanes(3).at(-1)?.fail('a test ended it');
    await expect(play(stage, id, endless, { args: [SLEEPS], onProgress })).rejects.toBeInstanceOf(WorkerLost);
  });

  test('a signal that was given before plays nothing', async () => {
    await expect(play(stage, id, tasks, { signal: AbortSignal.abort() })).rejects.toBeInstanceOf(Stopped);
  });
});

test('under the GIL no two execute at once; a waiter is let in after the switch interval', async () => {
  const { items } = stage.work;
  const played = await play(stage, 'gil-threads', crunch, { args: [4, items], settings: { switchIntervalMs: 0.1 } });
  expect(maxExecuting(played.spans, 2 * clockResolution(stage.clock))).toBe(1);
  expect(played.spans.some(({ phase }) => phase === 'waiting-gil')).toBe(true);
});

test.each([0, 0.5, 1])('with %f of it held, a computation releases the GIL for the rest', async (heldFraction) => {
  const expected = pageBytes();
  const { spans, output } = await play(stage, 'gil-threads-released', crunch, {
    args: [4, stage.work.items],
    settings: { heldFraction },
  });
  expect(output).toEqual(expected);
  expect(spans.some(({ phase }) => phase === 'released')).toBe(heldFraction < 1);
  const held = spans.filter(({ phase }) => phase === 'running');
  expect(maxExecuting(held, 2 * clockResolution(stage.clock))).toBeLessThanOrEqual(1);
});

test.each(['none', 'plain', 'atomic', 'locked', 'biased'] as const)(
  'free threads count references: %s',
  async (counting) => {
    const expected = pageBytes();
    const { output } = await play(stage, 'free-threads', crunch, {
      args: [4, stage.work.items],
      settings: { counting },
    });
    expect(output).toEqual(expected);
  },
);

test.each(['clone', 'transfer', 'shared'] as const)('processes bring their bytes to the page: %s', async (payload) => {
  const expected = pageBytes();
  const { output, spans } = await play(stage, 'processes', crunch, {
    args: [4, stage.work.items],
    settings: { payload },
  });
  expect(output).toEqual(expected);
  expect(new Set(spans.map(({ phase }) => phase))).toContain('running');
});

test('a program for more workers than there can be is refused', async () => {
  await expect(play(stage, 'free-threads', tasks, { workers: 64 })).rejects.toBeInstanceOf(CannotPlay);
  await expect(play(stage, 'free-threads', tasks, { workers: 0 })).rejects.toBeInstanceOf(CannotPlay);
});

test('more tasks than there is room for are refused', async () => {
  await expect(play(stage, 'free-threads', tasks, { args: [10_000, 0] })).rejects.toBeInstanceOf(CannotPlay);
});

test('where no memory is shared, workers cannot play', async () => {
  const apart = await openRig(2, 'mandelbrot', 4, false);
  await expect(play(apart.stage, 'processes', tasks)).rejects.toBeInstanceOf(CannotPlay);
  await apart.pool.close();
});

test('work of another kernel, loaded afterwards, is what the next play computes', async () => {
  await play(stage, 'free-threads', crunch, { args: [4, stage.work.items] });
  const kernel = await kernels.load('primes');
  await stage.load({ kernel, program: 'crunch', size: kernel.tinySize, chunkItems: 2, isolated: true });
  const expected = pageBytes();
  const { output } = await play(stage, 'processes', crunch, { args: [4, stage.work.items] });
  expect(output).toEqual(expected);
});
