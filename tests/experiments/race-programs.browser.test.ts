/**
 * The race itself, in a real browser with real workers: every program under every model, with what it printed, returned and computed
 * checked; what cannot be raced says why; a stop is answered at once.
 */
import { describe, expect, it } from 'vitest';
import { startRace } from '../../src/experiments/race-programs.ts';
import type { RaceOptions, RaceProgress, RaceReport } from '../../src/measure/race/race-report.ts';
import { MODEL_IDS, models } from '../../src/models/index.ts';
import { USUAL_SETTINGS } from '../../src/models/play/play.ts';
import { programs } from '../../src/programs/index.ts';

const RACE_MS = 120_000;

/** Enough to see that a race goes its way; the usual arguments are the page's. */
const SHORT: Readonly<Record<string, readonly number[]>> = {
  convoy: [300, 5, 1],
  counter: [3, 100],
  'counter-locked': [3, 50],
  counters: [3, 5_000],
  crunch: [8, 500],
  'executor-calls': [20],
  'file-reads': [3, 4],
  'five-sleepers': [3],
  'fork-join': [2, 25, 300],
  'future-done': [20],
  hog: [3, 300, 5, 2, 2],
  mixed: [4, 200, 5, 2],
  'on-hold': [20, 300],
  'ping-pong': [20],
  'pool-map': [3, 5],
  'producer-consumer': [5, 2],
  reads: [5],
  starter: [3, 20, 1],
  'opposite-locks': [5, 1],
  'two-locks': [5, 1],
  'two-workers': [20],
  uneven: [8, 500],
  waits: [4, 20],
};

const NO_SHARING = [
  'process-executor unable: The workers of this executor are processes',
  'ranks unable: Ranks share nothing',
];

/** What a model has no way to do, in the order of the models. */
const UNABLE: Readonly<Record<string, readonly string[]>> = {
  'counter-locked': NO_SHARING,
  'ping-pong': ['main-thread unable: Task 1 .pong. waits for a message', 'process-executor unable: '],
  'producer-consumer': NO_SHARING,
  'opposite-locks': NO_SHARING,
  'two-locks': NO_SHARING,
};

function race(given: Partial<RaceOptions>, onProgress: (progress: RaceProgress) => void = () => undefined) {
  const usual = { program: 'mixed', models: MODEL_IDS, workers: null, settings: USUAL_SETTINGS, kernel: 'ep', seed: 7 };
  const args = SHORT[given.program ?? usual.program] ?? [];
  return startRace({ ...usual, args, ...given }, onProgress);
}

/** Whatever is not a right result, with its reason. */
function wrongIn({ failure, entries }: RaceReport): readonly string[] {
  const wrong = entries.filter(({ verified }) => verified !== true);
  const all = wrong.map(({ model, state, reason, fault }) => `${model} ${state}: ${reason ?? fault ?? ''}`);
  return failure === null ? all : [failure, ...all];
}

describe('every program under every model', () => {
  it.each(programs.ids)('%s gives what it must', { timeout: RACE_MS }, async (program) => {
    const report = await race({ program }).done;
    expect(report.state).toBe('complete');
    const unable = UNABLE[program] ?? [];
    expect(wrongIn(report)).toEqual(
      unable.map((start): unknown => expect.stringMatching(new RegExp(`^${start}.*\\.$`))),
    );
    expect(report.entries.map(({ model }) => model)).toEqual(MODEL_IDS);
    expect(report.entries.every(({ played }) => played === null || played.output === null)).toBe(true);
  });
});

describe('a race', () => {
  it('knows every model there is', () => {
    expect([...models.ids].sort()).toEqual([...MODEL_IDS].sort());
  });

  it('compares with the main thread, and says what was computed and with how many workers', async () => {
    const { entries, work, program } = await race({ models: ['main-thread', 'free-threads'], workers: 2 }).done;
    expect(entries.map(({ workers }) => workers)).toEqual([0, 2]);
    expect(entries[0]?.speedup).toBe(1);
    const [main = NaN, threads = NaN] = entries.map(({ played }) => played?.wallMs);
    expect(entries[1]?.speedup).toBeCloseTo(main / threads);
    expect(work).toMatchObject({ kernel: 'ep', items: 200 });
    expect(program.args).toEqual([4, 200, 5, 2]);
  });

  it('takes as many items as the kernel has at an allowed size, and has the arguments say so', async () => {
    const found = await race({ program: 'crunch', args: [8, 3], models: ['main-thread'], kernel: 'matmul' }).done;
    expect(found.program.args).toEqual([8, 256]);
    expect(wrongIn(found)).toEqual([]);
  });

  it('takes as many as the kernel has at most where more were asked for, and doubts it aloud', async () => {
    const asked = { program: 'crunch', models: ['main-thread'], kernel: 'matmul' } as const;
    const { program, warnings } = await race({ ...asked, args: [8, 769] }).done;
    expect(program.args).toEqual([8, 768]);
    expect(warnings.map(({ text }) => text)).toContain(
      'Of “Matrix product” there are at most 768 items: so many are computed, not 769.',
    );
    expect((await race({ ...asked, args: [8, 768] }).done).warnings.map(({ id }) => id)).not.toContain('items-capped');
  });

  it('starts a thread for each task that waits', async () => {
    const { entries } = await race({ program: 'five-sleepers', models: ['free-threads'] }).done;
    expect(entries[0]?.workers).toBe(5);
  });

  it('shows each model as waiting, running and finished', async () => {
    const seen = new Set<string>();
    const run = race({ models: ['event-loop', 'processes'] }, ({ report }) => {
      for (const { model, state } of report.entries) seen.add(`${model} ${state}`);
    });
    await run.done;
    expect([...seen].sort()).toEqual(
      ['event-loop', 'processes'].flatMap((model) =>
        ['finished', 'running', 'waiting'].map((state) => `${model} ${state}`),
      ),
    );
  });

  it('ends soon after a stop, with what there was', async () => {
    let stop = (): void => undefined;
    const run = race({ program: 'waits', args: [8, 2_000], models: ['main-thread', 'event-loop'] }, ({ report }) => {
      if (report.entries.some(({ state }) => state === 'running')) stop();
    });
    stop = () => run.stop();
    const { state, entries } = await run.done;
    expect(state).toBe('stopped');
    expect(entries.every(({ verified }) => verified === null)).toBe(true);
  });

  it('says which program, model or kernel there is not', async () => {
    const { state, failure } = await race({ program: 'nothing' }).done;
    expect([state, failure]).toEqual(['failed', expect.stringContaining('no program is called "nothing"')]);
    expect((await race({ kernel: 'nothing' }).done).failure).toContain('no kernel is called "nothing"');
    expect((await race({ kernel: 'heat' }).done).failure).toContain('is computed in steps');
  });
});
