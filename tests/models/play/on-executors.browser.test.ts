/** Programs played by executors and by ranks: each claim under every model that does so, with real workers. */
import { beforeAll, describe, expect, test } from 'vitest';
import { CannotPlay, PlayOverdue, type Played } from '../../../src/models/play/play.ts';
import { models } from '../../../src/models/index.ts';
import type { Stage } from '../../../src/models/stage.ts';
import { Stopped } from '../../../src/pool/errors.ts';
import { programs } from '../../../src/programs/index.ts';
import { computeRange } from '../../../src/runtime/job.ts';
import { isExecuting, PAGE_LANE } from '../../../src/trace/span.ts';
import { laneOf } from '../../../src/trace/timeline.ts';
import { keptRig, openRig, type Rig } from '../rig.ts';
import { linesOf, play } from './play-rig.ts';
import alone, { COMPUTES, LOCKS, READS, SENDS, SLEEPS, SPAWNS, STORES, THROWS } from './programs/alone.ts';
import sharing from './programs/sharing.ts';
import tasks from './programs/tasks.ts';

const MODELS = ['thread-executor', 'process-executor', 'ranks'] as const;
const APART = ['process-executor', 'ranks'] as const;

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

async function plays(id: (typeof MODELS)[number]): Promise<void> {
  expect((await play(stage, id, tasks, { args: [2, 1] })).result).toBe(10);
}

describe.each(MODELS)('%s', (id) => {
  // So that workers have to be started where more are needed.
  beforeAll(renew);

  const mainLane = id === 'ranks' ? 0 : PAGE_LANE;

  test('what is spawned goes on beside who spawned it, and a join gives its result', async () => {
    const played = await play(stage, id, tasks, { args: [3, 20] });
    expect(played.result).toBe(30);
    const lines = linesOf(played);
    expect(lines.slice(0, 2)).toEqual(['spawned 1,2,3', 'not done yet']);
    expect(lines.slice(2, 5).sort()).toEqual(['ü 0', 'ü 1', 'ü 2']);
    expect(lines.slice(5)).toEqual(['joined all']);
    expect(played.tasks.map(({ task, body, lane }) => [task, body, lane > mainLane])).toEqual([
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
    demandInOrder(played);
  });

  test('eight that sleep sleep at once, on eight workers that are started for it', async () => {
    const { tasks: times, spans } = await play(stage, id, tasks, { args: [8, 500], workers: 8 });
    expect(new Set(times.slice(1).map(({ lane }) => lane)).size).toBe(8);
    const sleeps = spans.filter(({ phase, task }) => phase === 'waiting-io' && task > 0);
    expect(sleeps).toHaveLength(8);
    const lastStart = Math.max(...sleeps.map(({ start }) => start));
    expect(Math.min(...sleeps.map(({ end }) => end))).toBeGreaterThan(lastStart);
  });

  test('what a program computes is what the page computes, run after run, and what is known grows', async () => {
    const expected = pageBytes();
    const args = [5, stage.work.items];
    for (let run = 0; run < 3; run++) {
      const played = await play(stage, id, crunch, { args, onProgress: demandInOrder });
      expect(crunch.check({ lines: [], result: played.result, args, order: 'overlapping', sharesCells: true })).toBe(
        null,
      );
      expect(played.output).toEqual(expected);
      demandInOrder(played);
      const executed = played.spans.filter(({ phase, task }) => isExecuting(phase) && task > 0);
      expect(new Set(executed.map(({ task }) => task)).size).toBe(5);
    }
  });

  test('a file is read by every task', async () => {
    const { result } = await play(stage, id, alone, { args: [READS, 3] });
    expect(result).toBeGreaterThan(0);
    expect(result % 3).toBe(0);
  });

  test('a task that would start another is refused with a sentence, and the next play goes well', async () => {
    const playing = play(stage, id, alone, { args: [SPAWNS, 1] });
    await expect(playing).rejects.toBeInstanceOf(CannotPlay);
    await expect(playing).rejects.toThrowError(/cannot spawn a task/);
    await plays(id);
  });

  test.each([
    ['sleep', SLEEPS],
    ['compute', COMPUTES],
  ])('a stop ends tasks that %s, soon, and the next play is as if nothing had been', async (_, what) => {
    const abort = new AbortController();
    const argument = what === COMPUTES ? stage.work.items : 60_000;
    const playing = play(stage, id, alone, { args: [what, 3, argument], signal: abort.signal });
    let stopped = 0;
    setTimeout(() => {
      stopped = stage.clock.now();
      abort.abort();
    }, 150);
    await expect(playing).rejects.toBeInstanceOf(Stopped);
    // The brief delay is the law of the house; a machine that is busy elsewhere may take longer.
    expect(stage.since(stopped)).toBeLessThan(1_000);
    await plays(id);
  });

  test('what a body throws is what the play rejects with', async () => {
    await expect(play(stage, id, alone, { args: [THROWS, 2] })).rejects.toThrowError(/thrown by a body/);
    await plays(id);
  });

  test('a play that takes too long is given up, and it is told what it was at', async () => {
    const error: unknown = await play(stage, id, alone, { args: [SLEEPS, 1, 60_000], limitMs: 200 }).catch(
      (reason: unknown) => reason,
    );
    expect(error).toBeInstanceOf(PlayOverdue);
    expect((error as Error).message).toMatch(
      id === 'ranks' ? /rank 0 waited for a message from rank 1/ : /main \(at its join\), task 1 \(one\) had not ended/,
    );
    await plays(id);
  });

  test('a worker that dies is told', async () => {
    const playing = play(stage, id, alone, { args: [SLEEPS, 2, 60_000] });
    setTimeout(() => rig.pool.lanes(2).at(-1)?.fail('a test ended it'), 150);
    await expect(playing).rejects.toThrowError(/a test ended it/);
  });

  test('a signal that was given before plays nothing, and workers that cannot be had are refused', async () => {
    await expect(play(stage, id, tasks, { signal: AbortSignal.abort() })).rejects.toBeInstanceOf(Stopped);
    await expect(play(stage, id, tasks, { workers: 0 })).rejects.toBeInstanceOf(CannotPlay);
    await expect(play(stage, id, tasks, { workers: 4_000 })).rejects.toBeInstanceOf(CannotPlay);
  });

  test('a play between two runs of the staged work leaves the model as it was', async () => {
    const model = await models.load(id);
    const expected = pageBytes();
    for (let run = 0; run < 2; run++) {
      await model.prepare(stage, 2);
      const { output } = await model.run(stage, 2, new AbortController().signal);
      expect(output).toEqual(expected);
      await plays(id);
    }
  });
});

test('models change over on one pool, play after play', async () => {
  for (const id of [...MODELS, ...MODELS.toReversed()]) {
    await plays(id);
    await play(stage, 'free-threads', crunch, { args: [4, stage.work.items] });
  }
});

test('calls of threads share a lock, a queue, mailboxes and cells, with main on the page too', async () => {
  const played = await play(stage, 'thread-executor', sharing);
  expect(linesOf(played)).toEqual(['counted 405', 'taken 123456', 'received 23', 'read']);
  expect(played.spans.some(({ phase }) => phase === 'waiting-lock')).toBe(true);
  demandInOrder(played);
});

test.each(APART)('under %s every worker has cells of its own, and no lock', async (id) => {
  const { printed } = await play(stage, id, alone, { args: [STORES, 3] });
  expect(printed.at(-1)?.text).toBe('cell 7');
  const playing = play(stage, id, alone, { args: [LOCKS, 1] });
  await expect(playing).rejects.toBeInstanceOf(CannotPlay);
  await expect(playing).rejects.toThrowError(/share nothing: there is no lock/);
});

test('ranks send each other messages, and a task runs after the one before it on its rank', async () => {
  const { tasks: times } = await play(stage, 'ranks', alone, { args: [SLEEPS, 4, 5] });
  expect(times.map(({ lane }) => lane)).toEqual([0, 1, 2, 1, 2]);
  expect(times[3]?.start).toBeGreaterThanOrEqual(times[1]?.end ?? NaN);
  // Both send to task 2, which has what task 1 has sent or its own; task 1 waits for ever.
  const stuck = play(stage, 'ranks', alone, { args: [SENDS, 2], limitMs: 300 });
  await expect(stuck).rejects.toThrowError(/rank 1 waited for a message from any rank with tag 4/);
  const pingPong = await programs.load('ping-pong');
  expect((await play(stage, 'ranks', pingPong, { args: [50] })).result).toBe(100);
});

test('a call of a process executor has no mailbox', async () => {
  const playing = play(stage, 'process-executor', alone, { args: [SENDS, 1] });
  await expect(playing).rejects.toThrowError(/share nothing: there is no mailbox/);
});

test.each(['clone', 'transfer', 'shared'] as const)(
  'processes of an executor bring their bytes to the page: %s',
  async (payload) => {
    const expected = pageBytes();
    const args = [4, stage.work.items];
    const { output } = await play(stage, 'process-executor', crunch, { args, settings: { payload } });
    expect(output).toEqual(expected);
  },
);

test.each(APART)('without shared memory %s plays all the same', async (id) => {
  const apart = await openRig(3, 'mandelbrot', 4, false);
  const { result } = await play(apart.stage, id, tasks, { args: [3, 20] });
  expect(result).toBe(30);
  const computed = await play(apart.stage, id, crunch, { args: [4, apart.stage.work.items] });
  computeRange(apart.stage.work.page, { start: 0, end: apart.stage.work.items });
  expect(computed.output).toEqual(new Uint8Array(apart.stage.work.pageOutput));
  await apart.pool.close();
});

test('where no memory is shared, an executor of threads cannot play', async () => {
  const apart = await openRig(2, 'mandelbrot', 4, false);
  await expect(play(apart.stage, 'thread-executor', tasks)).rejects.toBeInstanceOf(CannotPlay);
  await apart.pool.close();
});
