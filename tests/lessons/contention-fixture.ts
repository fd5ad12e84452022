/** FIXTURES: reports of threads that never counted, at the paces that a test gives them; for what a lesson reads from such a run. */
import {
  WAYS,
  type ContentionReport,
  type WayId,
  type WayReport,
} from '../../src/measure/contention/contention-report.ts';

interface Counted {
  readonly way: WayId;
  /** Million references a second, by number of threads. */
  readonly paces: Readonly<Record<number, number>>;
  /** Half the width of every interval, as a fraction. */
  readonly spread?: number;
}

const WINDOWS = 6;

function wayReport({ way, paces, spread = 0.01 }: Counted): WayReport {
  const found = WAYS.find(({ id }) => id === way);
  if (!found) throw new Error(`no way to count is called "${way}"`);
  const around = (estimate: number) => ({ estimate, low: estimate * (1 - spread), high: estimate * (1 + spread) });
  const points = Object.entries(paces).map(([threads, pace]) => ({
    threads: Number(threads),
    pace: around(pace),
    ratio: threads === '1' ? { estimate: 1, low: 1, high: 1 } : around(pace / (paces[1] ?? pace)),
    samples: [],
  }));
  return { way: found, points, accuracy: { counts: WINDOWS, wrong: 0, lost: null, mostOff: 0 } };
}

export function contentionOf(counted: readonly Counted[]): ContentionReport {
  const threads = [...new Set(counted.flatMap(({ paces }) => Object.keys(paces).map(Number)))].sort((a, b) => a - b);
  return {
    ...{ state: 'complete', failure: null, startedAt: '2026-01-01T00:00:00.000Z', mode: 'shared', seed: 1 },
    browser: { name: 'Chromium', version: '156', platform: 'Linux' },
    ...{ clock: { resolutionMs: 0.005 }, cores: { reported: 2, proven: 2 }, threads, rounds: WINDOWS, warnings: [] },
    ways: counted.map(wayReport),
  };
}
