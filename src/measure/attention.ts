/**
 * Whether the tab was in front and awake while something was measured. Browsers slow hidden tabs down and freeze some
 * of them (Page Lifecycle, WICG), machines are suspended: what was taken meanwhile is void and taken again.
 */
import { nextTurn } from '../base/turn.ts';
import type { Milliseconds } from '../base/units.ts';
import type { Clock } from '../base/clock.ts';
import { Stopped } from '../pool/errors.ts';
import { watchStillness, type Ticking } from './stillness.ts';

export interface Attention {
  /** True where the tab was hidden or frozen at any time since the last call, or is hidden. */
  lapsed(): boolean;
  /** Resolves when the tab is in front, or the signal is given. */
  inFront(signal: AbortSignal): Promise<void>;
  /** How long `inFront` has waited and the page in front stood still, in all: no time of the run. */
  readonly awayMs: Milliseconds;
  end(): void;
}

export interface WatchedAttention extends Attention {
  /** How often the page was frozen so far, by the browser or with the machine. */
  readonly frozen: number;
}

/** A tab that is switched away and back this often will not hold still. */
const TRIES = 20;

export interface Attended {
  readonly attention: Attention;
  readonly signal: AbortSignal;
  /** What was taken is void, since the tab was hidden or frozen meanwhile. */
  onVoid(): void;
}

/** Takes something while the tab is in front, again where it was hidden meanwhile. Rejects with `Stopped`, or as `take` does. */
export async function attended<Taken>(
  { attention, signal, onVoid }: Attended,
  take: () => Promise<Taken>,
): Promise<Taken> {
  for (let tries = 0; tries < TRIES; tries++) {
    await attention.inFront(signal);
    // The page hears Stop between any two samples, whatever they are.
    await nextTurn();
    if (signal.aborted) throw new Stopped();
    attention.lapsed();
    const taken = await take();
    if (!attention.lapsed()) return taken;
    onVoid();
  }
  throw new Error(`the tab was hidden or frozen in ${TRIES} tries of one sample: keep it in front and measure again`);
}

/** To be ended. The clock is in milliseconds. */
export function watchAttention(page: Document, clock: Clock, ticking?: Ticking): WatchedAttention {
  const stillness = watchStillness(page, clock, ticking);
  let hidden = page.hidden;
  let waitedMs = 0;
  const note = (): void => {
    hidden ||= page.hidden;
  };
  page.addEventListener('visibilitychange', note);
  return {
    lapsed() {
      const stood = stillness.since();
      const was = hidden || stood;
      hidden = page.hidden;
      return was;
    },
    get awayMs() {
      return waitedMs + stillness.ms;
    },
    get frozen() {
      return stillness.times;
    },
    async inFront(signal) {
      if (!page.hidden || signal.aborted) return;
      const since = clock.now();
      await shownOr(signal, page);
      waitedMs += clock.now() - since;
    },
    end() {
      stillness.end();
      page.removeEventListener('visibilitychange', note);
    },
  };
}

function shownOr(signal: AbortSignal, page: Document): Promise<void> {
  return new Promise((resolve) => {
    const over = new AbortController();
    const look = (): void => {
      if (page.hidden && !signal.aborted) return;
      over.abort();
      resolve();
    };
    page.addEventListener('visibilitychange', look, { signal: over.signal });
    signal.addEventListener('abort', look, { signal: over.signal });
  });
}
