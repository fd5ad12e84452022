/** Programs under the models of the page's own thread, on a real page: real timers, real files, real kernels. */
import { describe, expect, test } from 'vitest';
import { clockFrom } from '../../../src/base/clock.ts';
import { kernels } from '../../../src/kernels/index.ts';
import { models, type ModelId } from '../../../src/models/index.ts';
import { PlayOverdue, USUAL_SETTINGS, type PlayAsked, type Played } from '../../../src/models/play/play.ts';
import { Stage } from '../../../src/models/stage.ts';
import { Stopped } from '../../../src/pool/errors.ts';
import crunch from '../../../src/programs/crunch.ts';
import { NOTHING_SHARED, type Program } from '../../../src/programs/index.ts';
import { compute, join, load, print, read, sleep, spawn } from '../../../src/programs/operations.ts';
import { privateLoader } from '../../../src/runtime/load-job.ts';
import { compileModule } from '../../../src/runtime/module.ts';

type Style = PlayAsked['settings']['style'];
const OVERLAPPING: readonly (readonly [ModelId, Style])[] = [
  ['event-loop', 'coroutines'],
  ['event-loop', 'callbacks'],
  ['greenlets', 'coroutines'],
];
const ALL: typeof OVERLAPPING = [['main-thread', 'coroutines'], ...OVERLAPPING];

async function stageWith(size: number, chunkItems: number): Promise<Stage> {
  const module = await compileModule(false);
  const stage = new Stage({ clock: clockFrom(), loadOnPage: privateLoader(module, false), pool: null });
  const kernel = await kernels.load('ep');
  await stage.load({ kernel, program: 'crunch', size, chunkItems, isolated: false });
  return stage;
}

function program(bodies: Program['bodies'], computes = false): Program {
  return { ...crunch, id: 'of-a-test', resources: NOTHING_SHARED, computes, bodies, check: () => null };
}

async function played(
  [id, style]: (typeof ALL)[number],
  of: Program,
  { stage, ...asked }: Partial<PlayAsked> & { readonly stage?: Stage } = {},
): Promise<Played> {
  const model = await models.load(id);
  if (!model.play) throw new Error(`${id} plays nothing`);
  return model.play(stage ?? (await stageWith(16, 4)), {
    program: of,
    args: [],
    workers: 1,
    settings: { ...USUAL_SETTINGS, style },
    limitMs: 20_000,
    signal: new AbortController().signal,
    ...asked,
  });
}

describe.each(ALL)('%s, %s', (...model) => {
  test('computes the bytes that a measured run computes', async () => {
    const stage = await stageWith(64, 4);
    const main = await models.load('main-thread');
    await main.prepare(stage, 1);
    const expected = new Uint8Array((await main.run(stage, 1, new AbortController().signal)).output);
    const { items } = stage.work;
    const { output, result, spans, wallMs } = await played(model, crunch, { stage, args: [5, items] });
    expect(result).toBe(items);
    expect(output).toEqual(expected);
    const running = spans.filter(({ phase }) => phase === 'running');
    expect(running.map(({ task }) => task)).toEqual([1, 2, 3, 4, 5]);
    running.forEach(({ start, end }, at) => {
      expect(start).toBeGreaterThanOrEqual(running[at - 1]?.end ?? 0);
      expect(end).toBeLessThanOrEqual(wallMs);
    });
  });

  test('reads a real file of the site', async () => {
    const reader = program({
      *main() {
        const tasks: number[] = [];
        for (let task = 0; task < 6; task++) tasks.push(yield* spawn('reader'));
        let sum = 0;
        for (const task of tasks) sum += yield* join(task);
        return sum;
      },
      *reader() {
        return yield* read();
      },
    });
    const { result, spans } = await played(model, reader);
    const file = await fetch(new URL(`${import.meta.env.BASE_URL}favicon.svg`, document.baseURI));
    expect(result).toBe(6 * (await file.arrayBuffer()).byteLength);
    const reads = spans.filter(({ phase }) => phase === 'waiting-io');
    expect(reads.map(({ task }) => task).sort()).toEqual([1, 2, 3, 4, 5, 6]);
    expect(reads.every(({ start, end }) => end > start)).toBe(true);
  });

  test('hears a stop while one task computes on and on, and while all sleep', async () => {
    const stage = await stageWith(16_384, 64);
    const { items } = stage.work;
    const endless = program(
      {
        *main() {
          for (;;) yield* compute(0, items);
        },
      },
      true,
    );
    const asleep = program({
      *main() {
        yield* sleep(15_000);
        return 0;
      },
    });
    for (const of of [endless, asleep]) {
      const stop = new AbortController();
      setTimeout(() => stop.abort(), 120);
      await expect(played(model, of, { stage, signal: stop.signal })).rejects.toBeInstanceOf(Stopped);
    }
  });

  test('gives up a program that goes on without ever waiting, at the limit', async () => {
    const spinning: Program = {
      ...program({
        *main() {
          while ((yield* load(0)) === 0);
          return 0;
        },
      }),
      resources: { ...NOTHING_SHARED, cells: 1 },
    };
    await expect(played(model, spinning, { limitMs: 200 })).rejects.toBeInstanceOf(PlayOverdue);
  });

  test('shows what is known while it goes on', async () => {
    const printer = program({
      *main() {
        for (let line = 0; line < 8; line++) {
          yield* sleep(30);
          yield* print(`line ${line}`);
        }
        return 8;
      },
    });
    const looks: number[] = [];
    const { printed, result } = await played(model, printer, {
      onProgress: (soFar) => looks.push(soFar.printed.length),
    });
    expect({ lines: printed.length, result }).toEqual({ lines: 8, result: 8 });
    expect(looks.length).toBeGreaterThan(3);
    expect(looks).toEqual(looks.toSorted((a, b) => a - b));
  });
});

describe.each(OVERLAPPING)('%s, %s', (...model) => {
  test('a task that computes holds up those whose waits are over, although the page has its turns', async () => {
    const stage = await stageWith(16_384, 64);
    const { items } = stage.work;
    const hogging = program(
      {
        *main() {
          for (let task = 0; task < 3; task++) yield* spawn('sleeper');
          yield* spawn('hog');
          return 0;
        },
        *sleeper() {
          yield* sleep(1);
          yield* print('awake');
          return 0;
        },
        *hog() {
          yield* compute(0, items);
          yield* print('computed');
          return 0;
        },
      },
      true,
    );
    const { printed, spans } = await played(model, hogging, { stage });
    expect(printed.map(({ text }) => text)).toEqual(['computed', 'awake', 'awake', 'awake']);
    // A stretch is 50 ms; a machine with other work to do adds its own.
    const running = spans.filter(({ phase }) => phase === 'running');
    const computing = running.reduce((sum, { start, end }) => sum + end - start, 0);
    expect(running.length).toBeGreaterThanOrEqual(computing > 120 ? 2 : 1);
  });

  test('10 000 tasks that sleep for 500 ms are over in much less than one after the other', async () => {
    const many = program({
      *main(tasks = 0) {
        for (let task = 0; task < tasks; task++) yield* spawn('sleeper');
        return tasks;
      },
      *sleeper() {
        yield* sleep(500);
        return 0;
      },
    });
    const { wallMs, tasks } = await played(model, many, { args: [10_000], onProgress: () => {} });
    expect(tasks).toHaveLength(10_001);
    expect(tasks.every(({ end }) => end !== null)).toBe(true);
    expect(wallMs).toBeGreaterThanOrEqual(500);
    expect(wallMs).toBeLessThan(50_000);
  });
});
