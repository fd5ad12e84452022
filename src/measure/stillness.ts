/**
 * Whether the page stood still: frozen by the browser (Page Lifecycle, WICG: no task of it runs), or suspended together
 * with the machine. Beside attention.ts, which knows whether the page was in front.
 */
import type { Clock } from '../base/clock.ts';
import type { Milliseconds } from '../base/units.ts';

/** Calls back again and again; returns how to end that. */
export type Ticking = (tick: () => void, everyMs: Milliseconds) => () => void;

const TICK_MS: Milliseconds = 500;
/**
 * A page in front that heard none of its ticks for so long did not run. No sample holds up the page for more than a
 * tenth of a second. Where the clock stands still while the machine is suspended, as in some browsers (High Resolution
 * Time, W3C, asks for a clock that goes on), there is no jump to see, nor does a time become longer by it.
 */
const STILL_MS: Milliseconds = 5_000;

export interface Stillness {
  /** How often. */
  readonly times: number;
  /** How long while it was in front: a hidden page is waited for elsewhere. */
  readonly ms: Milliseconds;
  /** Whether the page stood still at any time since the last call. */
  since(): boolean;
  end(): void;
}

/**
 * Counts when the page stood still: said by the browser (`freeze` until `resume`), or seen from the clock. A hidden page
 * hears its timers late without being frozen, so only what the browser says counts while it is. To be ended.
 */
export function watchStillness(page: Document, clock: Clock, ticking: Ticking = tickingInterval): Stillness {
  const over = new AbortController();
  let lastSeen = clock.now();
  let state: 'running' | 'frozen' = 'running';
  let stood = false;
  let times = 0;
  let ms = 0;
  const seen = (): Milliseconds => {
    const gap = clock.now() - lastSeen;
    lastSeen += gap;
    return page.hidden ? 0 : gap;
  };
  const look = (): void => {
    if (state === 'frozen') return;
    const gap = seen();
    if (gap <= STILL_MS) return;
    stood = true;
    times += 1;
    ms += gap;
  };
  const freeze = (): void => {
    if (state === 'running') times += 1;
    stood = true;
    seen();
    state = 'frozen';
  };
  const resume = (): void => {
    // What began after the freeze was heard has stood still as well.
    if (state === 'frozen') [stood, ms] = [true, ms + seen()];
    state = 'running';
  };
  const endTicking = ticking(look, TICK_MS);
  const { signal } = over;
  page.addEventListener('freeze', freeze, { signal });
  page.addEventListener('resume', resume, { signal });
  // Between hiding and showing lies no stillness of a page in front.
  page.addEventListener('visibilitychange', () => (lastSeen = clock.now()), { signal });
  return {
    get times() {
      return times;
    },
    get ms() {
      return ms;
    },
    since() {
      look();
      const was = stood;
      stood = false;
      return was;
    },
    end() {
      endTicking();
      over.abort();
    },
  };
}

function tickingInterval(tick: () => void, everyMs: Milliseconds): () => void {
  const timer = setInterval(tick, everyMs);
  return () => clearInterval(timer);
}
