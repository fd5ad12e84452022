/**
 * A simulated machine with a known truth, as a pacer on a clock that only its windows move: how fast a worker runs at any
 * time, alone or with the others, when it is kept from its processor, and when the tab goes away.
 */
import { prng } from '../../../src/base/prng.ts';
import type { Attention } from '../../../src/measure/attention.ts';
import type { PaceRecord, Pacer, Still } from '../../../src/measure/cores/pace.ts';
import { takeWindows } from '../../../src/measure/sustained/sustained-windows.ts';
import type { SustainedWindow } from '../../../src/measure/sustained/sustained-report.ts';
import { normal } from '../stats/noise.ts';

export interface Truth {
  readonly workers?: number;
  readonly minutes?: number;
  /** Speed of each running worker at a time in seconds, 1 at first. */
  readonly speed?: (seconds: number, running: number) => number;
  /** Fraction of its time that a worker stands still. */
  readonly still?: (seconds: number, worker: number) => number;
  /** All stand still at the same times, or each at its own. */
  readonly stillTogether?: boolean;
  /** Standard deviation of a window's pace, as a fraction. */
  readonly noise?: number;
  /** Correlation of the noise of neighbouring windows. */
  readonly memory?: number;
  /** Seconds of the machine's clock during which the tab is hidden. */
  readonly hidden?: readonly (readonly [from: number, to: number])[];
  /** A window that begins after `at` seconds takes `ms` longer: frozen. */
  readonly frozen?: { readonly at: number; readonly ms: number };
  readonly stopAfter?: number;
  readonly seed?: number;
}

const ITEMS_A_MS = 400;
const BETWEEN_MS = 16;
const LEAD_MS = 100;
const PERIODS = 10;

/** The same fraction of each tenth of the window. */
function stillOf(fraction: number, lengthMs: number, shift: number): Still[] {
  const period = lengthMs / PERIODS;
  if (fraction <= 0) return [];
  return Array.from({ length: PERIODS }, (_, index) => {
    const start = period * index + shift * period * (1 - fraction);
    return { start, end: start + fraction * period, items: 0 };
  });
}

/** Ends early, with what was taken, where the truth says so. */
export async function sustainedOn(truth: Truth): Promise<SustainedWindow[]> {
  const { workers = 2, minutes = 2, speed = () => 1, still = () => 0, noise = 0.005, memory = 0, seed = 1 } = truth;
  const random = prng(seed);
  const abort = new AbortController();
  let now = 1_000;
  let state = 0;
  let freeze = truth.frozen;
  const isHidden = (): boolean => (truth.hidden ?? []).some(([from, to]) => now >= from * 1000 && now < to * 1000);
  let lapsed = false;
  let awayMs = 0;
  const pass = (ms: number): void => {
    for (let left = ms; left > 0; left -= 50) {
      now += Math.min(50, left);
      lapsed ||= isHidden();
    }
  };
  const attention: Attention = {
    lapsed() {
      const was = lapsed;
      lapsed = isHidden();
      return was;
    },
    async inFront() {
      const since = now;
      while (isHidden()) now += 50;
      awayMs += now - since;
    },
    get awayMs() {
      return awayMs;
    },
    end: () => undefined,
  };
  const pacer: Pacer = {
    async window(asked, lengthMs) {
      const seconds = now / 1000;
      const frozenMs = freeze && seconds >= freeze.at ? freeze.ms : 0;
      if (frozenMs > 0) freeze = undefined;
      pass(LEAD_MS + lengthMs + frozenMs);
      state = memory * state + Math.sqrt(1 - memory ** 2) * normal(random);
      const wave = Math.exp(noise * state);
      return asked.map((worker): PaceRecord => {
        const fraction = still(seconds, worker);
        const shift = truth.stillTogether ? 0.5 : worker / Math.max(1, workers - 1);
        const gone = stillOf(fraction, lengthMs, shift);
        const rate = ITEMS_A_MS * wave * speed(seconds, asked.length);
        const items = (ms: number): number => rate * ms * (1 - fraction);
        return {
          items: Math.round(items(lengthMs)),
          elapsedMs: lengthMs,
          still: gone.map(({ start, end }) => ({ start, end, items: items(start) })),
        };
      });
    },
  };
  const windows: SustainedWindow[] = [];
  const asked = {
    pacer,
    workers,
    clock: { now: () => now },
    attention,
    signal: abort.signal,
    durationMs: minutes * 60_000,
  };
  const run = takeWindows({
    ...asked,
    async onWindow(window) {
      windows.push(window);
      pass(BETWEEN_MS);
      if (truth.stopAfter !== undefined && now / 1000 > truth.stopAfter) abort.abort();
    },
  });
  await run.catch((error: unknown) => {
    if (!abort.signal.aborted) throw error;
  });
  return windows;
}
