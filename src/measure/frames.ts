/**
 * When the page painted: the times of its animation frames, and the longest stretch without one around a run.
 * A page that misses frames for a tenth of a second feels frozen.
 */
import { atMost } from '../base/at-most.ts';
import type { Clock } from '../base/clock.ts';
import type { Milliseconds } from '../base/units.ts';

export interface Frames {
  /** The longest time between two frames of which a part lies in [start, end]; null where no frame has followed. */
  gap(start: Milliseconds, end: Milliseconds): Milliseconds | null;
  /** Resolves when what was changed on the page has been painted, so that painting does not fall into a sample. */
  settled(): Promise<void>;
  /** No further frame is watched: asking for frames takes some 2 % of a core from the workers. */
  end(): void;
}

/** In a hidden tab there are no frames; then there is nothing to paint either. */
const SETTLE_DEADLINE_MS: Milliseconds = 100;

/** Frames kept: some minutes at 60 a second would be wasted, a round's worth is needed. */
const KEPT = 2_000;

/** The longest gap in ascending frame times around [start, end]; null where no frame comes at or after `end`. */
export function longestGap(
  times: readonly Milliseconds[],
  start: Milliseconds,
  end: Milliseconds,
): Milliseconds | null {
  if ((times.at(-1) ?? -Infinity) < end) return null;
  let longest: Milliseconds | null = null;
  for (let frame = 1; frame < times.length; frame++) {
    const before = times[frame - 1] ?? 0;
    const after = times[frame] ?? 0;
    if (after > start && before < end) longest = Math.max(longest ?? 0, after - before);
  }
  return longest;
}

function nextFrame(): Promise<void> {
  return new Promise((resolve) => requestAnimationFrame(() => resolve()));
}

export function watchFrames(clock: Clock): Frames {
  const times: Milliseconds[] = [];
  let request = requestAnimationFrame(function frame() {
    times.push(clock.now());
    if (times.length > KEPT) times.splice(0, KEPT / 2);
    request = requestAnimationFrame(frame);
  });
  return {
    gap: (start, end) => longestGap(times, start, end),
    // The first frame paints; at the second it has been painted.
    settled: () => atMost(nextFrame().then(nextFrame), SETTLE_DEADLINE_MS),
    end: () => cancelAnimationFrame(request),
  };
}
