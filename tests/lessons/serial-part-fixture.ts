/** FIXTURES: reports of work with a serial part that never ran, with the speed-ups that a test gives them. */
import { resultsOf } from '../../src/experiments/serial-part-record.ts';
import type { SerialPartReport } from '../../src/measure/serial-part/serial-part-report.ts';

const WHOLE_MS = 240;
const NOISE = [1, 1.004, 0.996, 1.002, 0.998];
const around = (value: number): number[] => NOISE.map((noise) => value * noise);

interface World {
  readonly percent: number;
  readonly proven: number | null;
  readonly workers: readonly number[];
  readonly speedUp: (workers: number) => number;
  /** Of the serial part, in milliseconds; as it should be where nothing is said. */
  readonly headMs?: number;
}

export function serialPartOf({ percent, proven, workers, speedUp, headMs }: World): SerialPartReport {
  const head = headMs ?? (WHOLE_MS * percent) / 100;
  const split = workers.map((count) => {
    const heads = around(head);
    return {
      workers: count,
      taken: around(WHOLE_MS / speedUp(count)).map((wallMs, at) => ({ wallMs, headMs: heads[at] ?? head })),
    };
  });
  return {
    ...{ state: 'complete', failure: null, startedAt: '2026-01-01T00:00:00.000Z', mode: 'shared', seed: 1 },
    browser: { name: 'Chromium', version: '156', platform: 'Linux' },
    ...{ clock: { resolutionMs: 0.005 }, cores: { reported: 2, proven }, percent, model: 'free-threads' },
    ...{ lanes: null, warnings: [] },
    ...resultsOf({ whole: around(WHOLE_MS), split }, 1),
  };
}
