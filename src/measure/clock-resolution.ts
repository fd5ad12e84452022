/**
 * How fine the browser's clock is, found by reading it until it moves. Browsers round their clocks against
 * spying: to 5 µs at best, to 100 ms at worst. The caller hands in the clock; a frozen one does not hang us.
 */
import type { Clock } from '../base/clock.ts';
import type { Milliseconds } from '../base/units.ts';

const MOST_READS = 400_000;
const ENOUGH_STEPS = 32;

/**
 * The smallest step seen between readings that differ, in milliseconds; at most `maxReads` readings
 * (by default some 20 ms of them). Infinity where the clock did not move in that time: it is coarser than
 * that, or stands still. Steps backwards do not count.
 */
export function clockResolution(clock: Clock, maxReads: number = MOST_READS): Milliseconds {
  let smallest = Infinity;
  let last = clock.now();
  for (let reads = 1, steps = 0; reads < maxReads && steps < ENOUGH_STEPS; reads++) {
    const now = clock.now();
    if (now > last) {
      smallest = Math.min(smallest, now - last);
      steps++;
    }
    last = now;
  }
  return smallest;
}
