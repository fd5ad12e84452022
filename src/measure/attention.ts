/**
 * Whether the tab was in front while something was measured. Browsers slow hidden tabs down, so what was taken
 * meanwhile is void and taken again.
 */
import { nextTurn } from '../base/turn.ts';
import type { Milliseconds } from '../base/units.ts';
import type { Clock } from '../base/clock.ts';
import { Stopped } from '../pool/errors.ts';

export interface Attention {
  /** True where the tab was hidden at any time since the last call, or is. */
  lapsed(): boolean;
  /** Resolves when the tab is in front, or the signal is given. */
  inFront(signal: AbortSignal): Promise<void>;
  /** How long `inFront` has waited in all: no time of the run. */
  readonly awayMs: Milliseconds;
  end(): void;
}

/** A tab that is switched away and back this often will not hold still. */
const TRIES = 20;

export interface Attended {
  readonly attention: Attention;
  readonly signal: AbortSignal;
  /** What was taken is void, since the tab was hidden meanwhile. */
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
  throw new Error(`the tab was hidden in ${TRIES} tries of one sample: keep it in front and measure again`);
}

export function watchAttention(page: Document, clock: Clock): Attention {
  let hidden = page.hidden;
  let awayMs = 0;
  const note = (): void => {
    hidden ||= page.hidden;
  };
  page.addEventListener('visibilitychange', note);
  return {
    lapsed() {
      const was = hidden;
      hidden = page.hidden;
      return was;
    },
    get awayMs() {
      return awayMs;
    },
    async inFront(signal) {
      if (!page.hidden || signal.aborted) return;
      const since = clock.now();
      await shownOr(signal, page);
      awayMs += clock.now() - since;
    },
    end() {
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
