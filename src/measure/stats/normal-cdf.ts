/** The standard normal distribution function, by the rational approximation 26.2.17 of Abramowitz & Stegun (1964). */

const COEFFICIENTS = [0.31938153, -0.356563782, 1.781477937, -1.821255978, 1.330274429];
const SCALE = 0.2316419;

/**
 * The chance that a standard normal variable is below `x`; absolute error below 7.5e-8.
 *
 * @example normalCdf(-1.959964) // 0.0250
 */
export function normalCdf(x: number): number {
  const distance = Math.abs(x);
  const step = 1 / (1 + SCALE * distance);
  const series = COEFFICIENTS.reduceRight((sum, coefficient) => (sum + coefficient) * step, 0);
  const tail = (Math.exp((-distance * distance) / 2) / Math.sqrt(2 * Math.PI)) * series;
  return x > 0 ? 1 - tail : tail;
}
