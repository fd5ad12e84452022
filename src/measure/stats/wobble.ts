/**
 * How much the level of a noisy series wanders by itself: the robust spread of the steps between medians of neighbouring
 * blocks. A single fall is one step among many and does not count, a steady drift makes all steps alike and does not count
 * either. Spread: 1.4826 × the median absolute deviation (Hampel 1974).
 */
import { median } from './median.ts';

const BLOCK = 5;
const FEWEST_BLOCKS = 3;
const TO_STANDARD_DEVIATION = 1.4826;

/**
 * The standard deviation of one block's median, as a fraction of it; 0 for fewer than three blocks. Values must be
 * above 0; a step from or to 0 is left out.
 */
export function wobble(values: readonly number[]): number {
  const blocks = Array.from({ length: Math.floor(values.length / BLOCK) }, (_, block) =>
    Math.log(median(values.slice(BLOCK * block, BLOCK * (block + 1)))),
  );
  const steps = blocks.slice(1).map((level, index) => level - (blocks[index] ?? level));
  const finite = steps.filter((step) => Number.isFinite(step));
  if (finite.length + 1 < FEWEST_BLOCKS) return 0;
  const usual = median(finite);
  // A step is the difference of two blocks, each with its own error.
  return (TO_STANDARD_DEVIATION * median(finite.map((step) => Math.abs(step - usual)))) / Math.SQRT2;
}
