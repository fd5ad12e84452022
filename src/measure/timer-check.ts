/**
 * Whether the browser holds this page's timers back, as it does with pages that it takes for unimportant. What waits
 * for a timer (deadlines, progress) is then late, and so is what the models wait for. A short look, no judgement about
 * why; whether the tab was in front is attention.ts.
 *
 * The HTML standard lets a browser delay timers at will to save power, and holds timers that start one another more
 * than five deep to at least 4 ms (Timers, "timer initialization steps"): the latter is no throttling. Chromium lets
 * timers of hidden pages fire once a second, chained ones after five minutes once a minute ("Heavy throttling of
 * chained JS timers beginning in Chrome 88", developer.chrome.com); Firefox and Safari once a second and slower.
 */
import type { Clock } from '../base/clock.ts';
import { nextTurn } from '../base/turn.ts';
import type { Milliseconds } from '../base/units.ts';
import { median } from './stats/median.ts';

export interface TimerCheck {
  readonly askedMs: Milliseconds;
  /** Median over the timers; at least this where they had not fired when the look ended. */
  readonly tookMs: Milliseconds;
  readonly throttled: boolean;
}

export interface TimerCheckParts {
  readonly clock: Clock;
  /** Calls back after a time; returns how to cancel. */
  readonly after?: (ms: Milliseconds, fired: () => void) => () => void;
  /** Gives the event loop a turn without a timer. */
  readonly turn?: () => Promise<void>;
}

const TIMERS = 5;
/** Above the 4 ms that nested timers are held to, so that this clamp cannot be seen. */
const ASKED_MS: Milliseconds = 10;
/** In all. A throttled timer takes a second or a minute: nobody waits for that. */
const MOST_MS: Milliseconds = 120;
/**
 * Later than this is held back. Above 4 ms (nesting) and 15.6 ms (the tick of Windows' timers), far below the second
 * of a throttled page.
 */
const LATE_MS: Milliseconds = 25;

/** Some short timers one after another, so that one stall of the page spoils one of them. Takes 50 to 120 ms. */
export async function checkTimers({
  clock,
  after = afterTimeout,
  turn = nextTurn,
}: TimerCheckParts): Promise<TimerCheck> {
  const end = clock.now() + MOST_MS;
  const took: Milliseconds[] = [];
  do took.push(await oneTimer({ clock, after, turn }, end));
  while (took.length < TIMERS && clock.now() < end);
  const tookMs = median(took);
  return { askedMs: ASKED_MS, tookMs, throttled: tookMs - ASKED_MS > LATE_MS };
}

/** How long a timer took, or the time until `end` where that came first. */
async function oneTimer({ clock, after, turn }: Required<TimerCheckParts>, end: Milliseconds): Promise<Milliseconds> {
  const started = clock.now();
  let firedAt: Milliseconds | null = null;
  const cancel = after(ASKED_MS, () => (firedAt = clock.now()));
  while (firedAt === null && clock.now() < end) await turn();
  cancel();
  return (firedAt ?? clock.now()) - started;
}

function afterTimeout(ms: Milliseconds, fired: () => void): () => void {
  const timer = setTimeout(fired, ms);
  return () => clearTimeout(timer);
}
