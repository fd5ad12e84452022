/** Stretches of time cut to a window: what of them lies inside. */
import type { Milliseconds } from '../../base/units.ts';
import type { Stretch } from '../../trace/timeline.ts';

/** In the order given; those that lie outside, or have no length, are gone. */
export function clipped(stretches: readonly Stretch[], start: Milliseconds, end: Milliseconds): readonly Stretch[] {
  return stretches
    .map((stretch) => ({ start: Math.max(start, stretch.start), end: Math.min(end, stretch.end) }))
    .filter((stretch) => stretch.end > stretch.start);
}
