/** FIXTURES: reports of races that never ran, with the makespans that a test gives them; for what a lesson reads from a race. */
import type { RaceEntry, RaceReport } from '../../src/measure/race/race-report.ts';
import type { ModelId } from '../../src/models/index.ts';
import { USUAL_SETTINGS } from '../../src/models/play/play.ts';

interface Ran {
  readonly model: ModelId;
  readonly wallMs: number;
  readonly workers?: number;
  /** What `main` returned. */
  readonly result?: number;
  readonly verified?: boolean;
}

function entryOf({ model, wallMs, workers = 0, result = 0, verified = true }: Ran): RaceEntry {
  const played = { wallMs, spans: [], tasks: [], printed: [], result, output: null, lostSpans: 0 };
  return { model, workers, state: 'finished', reason: null, played, verified, fault: null, speedup: null };
}

export function raceOf(ran: readonly Ran[], about: Partial<RaceReport> = {}): RaceReport {
  return {
    ...{ state: 'complete', failure: null, startedAt: '2026-01-01T00:00:00.000Z', mode: 'shared', seed: 1 },
    browser: { name: 'Chromium', version: '156', platform: 'Linux' },
    ...{ build: 'simd', clock: { resolutionMs: 0.005 }, cores: 2, work: null, warnings: [] },
    program: { id: 'waits', title: 'wait only', args: [] },
    settings: USUAL_SETTINGS,
    entries: ran.map(entryOf),
    ...about,
  };
}
