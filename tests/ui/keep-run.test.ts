/** Keeping a run while it goes on: seldom, between rounds, whole at the end, and without ever being in the run's way. */
import { describe, expect, it } from 'vitest';
import type { Keepable, ResultStore } from '../../src/results/store/kept.ts';
import { ANSWER_LIMIT } from '../../src/results/store/kept.ts';
import { StoreFault } from '../../src/results/store/store-fault.ts';
import { EVERY_MS, keepRun, keptId, type KeepingParts } from '../../src/ui/keep-run.ts';
import type { KeptFormat } from '../../src/ui/kept-forms.ts';
import { latestKept, watchKept } from '../../src/ui/kept-runs.ts';
import { kernelsReport, speedOf } from '../gallery/kernels-reports.ts';
import { entriesOf, FIVE, halfWay, raceReport, waiting } from '../gallery/race-reports.ts';
import { keptReports } from './kept-reports.ts';

interface Bench extends KeepingParts {
  now: number;
  readonly written: Keepable[];
  readonly complaints: StoreFault[];
  /** Thrown by the next writings; null for a store that works. */
  fault: Error | null;
}

function bench(): Bench {
  const made: Bench = {
    now: 1_000,
    written: [],
    complaints: [],
    fault: null,
    clock: { now: () => made.now },
    open: () => {
      const advance = async (kept: Keepable): Promise<void> => {
        await Promise.resolve();
        if (made.fault) throw made.fault;
        made.written.push(structuredClone(kept));
      };
      return Promise.resolve({ advance } as ResultStore);
    },
    complain: (fault) => made.complaints.push(fault),
  };
  return made;
}

/** Everything that has been begun has been written. */
const settled = (): Promise<void> => new Promise((resolve) => setTimeout(resolve));

const running = (kernels: number) =>
  kernelsReport(
    ['ep', 'heat', 'nbody'].slice(0, kernels).map((id) => speedOf(id)),
    { state: 'running' },
  );

describe('a run that goes on', () => {
  it('is written at once, then once in three seconds at most, and whole when it is over', async () => {
    const parts = bench();
    const keeper = await keepRun('overlap-kernels/1', parts);
    expect(parts.written).toEqual([]);
    for (let round = 0; round < 8; round++) {
      keeper.take({ report: running(1) });
      await settled();
      parts.now += EVERY_MS / 4;
    }
    expect(parts.written.map(({ state }) => state)).toEqual(['running', 'running']);
    await keeper.end(kernelsReport([speedOf('ep')]));
    const ids = new Set(parts.written.map(({ id }) => id));
    expect(ids.size, 'one entry').toBe(1);
    expect(parts.written.at(-1)).toMatchObject({
      state: 'whole',
      format: 'overlap-kernels/1',
      device: 'Chromium 156 on Linux',
      document: { schema: 'overlap-kernels/1', state: 'complete' },
    });
    keeper.take({ report: running(1) });
    await settled();
    expect(parts.written).toHaveLength(3);
  });

  it('is partial where it was stopped or broke off', async () => {
    for (const state of ['stopped', 'failed'] as const) {
      const parts = bench();
      const keeper = await keepRun('overlap-kernels/1', parts);
      await keeper.end(kernelsReport([], { state }));
      expect(parts.written.map((kept) => kept.state)).toEqual(['partial']);
    }
  });

  it('is not written while a model of a race is playing, which tells its progress with every frame', async () => {
    const parts = bench();
    const keeper = await keepRun('overlap-race/1', parts);
    const [first, second, ...rest] = entriesOf(FIVE);
    if (!first || !second) throw new Error('no entries');
    const playing = (part: number) =>
      raceReport([first, halfWay(second, part), ...rest.map(waiting)], { state: 'running' });
    for (let frame = 0; frame < 50; frame++) {
      keeper.take({ report: playing(frame / 50) });
      await settled();
      parts.now += EVERY_MS;
    }
    expect(parts.written).toHaveLength(1);
    keeper.take({ report: raceReport([first, second, ...rest.map(waiting)], { state: 'running' }) });
    await settled();
    expect(parts.written).toHaveLength(2);
  });

  it('goes on where it cannot be kept, which is told, and is kept at its end where there is room again', async () => {
    const parts = bench();
    const keeper = await keepRun('overlap-kernels/1', parts);
    let told = 0;
    const end = watchKept(() => (told += 1));
    parts.fault = new StoreFault('full');
    keeper.take({ report: running(1) });
    await settled();
    expect(parts.complaints.map(({ trouble }) => trouble)).toEqual(['full']);
    expect(latestKept('overlap-kernels/1')).toMatchObject({ state: 'not-kept', fault: new StoreFault('full').message });
    parts.fault = null;
    await keeper.end(kernelsReport([speedOf('ep')]));
    const id = parts.written[0]?.id;
    expect(latestKept('overlap-kernels/1')).toEqual({ format: 'overlap-kernels/1', id, state: 'kept', fault: null });
    expect(told).toBe(2);
    end();
  });

  it('whatever is thrown: its end never rejects, and the reason is a sentence', async () => {
    const parts = bench();
    const keeper = await keepRun('overlap-kernels/1', parts);
    parts.fault = new TypeError('something else');
    await keeper.end(kernelsReport([]));
    expect(parts.complaints[0]?.message).toMatch(/storage failed.*Try again/);
  });
});

describe('an id', () => {
  it('is one that an address can carry, and that no other run has', () => {
    const ids = Array.from({ length: 1_000 }, () => keptId('2026-11-30T19:08:40.123Z'));
    expect(new Set(ids).size).toBe(1_000);
    for (const id of ids) expect(id).toMatch(/^20261130t190840-[0-9a-z]{8}$/);
  });
});

describe('every kind of run', () => {
  const FORMATS: readonly KeptFormat[] = [
    'overlap-result/1',
    'overlap-race/1',
    'overlap-claims/1',
    'overlap-advisor/1',
    'overlap-kernels/1',
    'overlap-sustained/1',
    'overlap-contention/1',
    'overlap-schedules/1',
  ];

  it.each(FORMATS)('%s: has a document that JSON gives back, an answer in one line, and a device', async (format) => {
    const parts = bench();
    const reports = await keptReports();
    const keeper = await keepRun(format, parts);
    await keeper.end(reports[format]);
    const [kept] = parts.written;
    expect(kept?.document).toMatchObject({ schema: format, state: 'complete' });
    expect(JSON.parse(JSON.stringify(kept?.document))).toEqual(kept?.document);
    expect(kept?.answer).toMatch(/^\S.{9,}\.$/);
    expect(kept?.answer?.length).toBeLessThanOrEqual(ANSWER_LIMIT);
    expect(kept?.device).toMatch(/^Chromium \d+ on Linux/);
  });
});
