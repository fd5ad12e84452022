/**
 * How much wider an interval must be because neighbouring rounds resemble each other. A background task that
 * takes a core for some rounds slows them together; resampling rounds one by one does not see that and
 * calls the result too certain. Measured on ranks, so that one late round does not hide or feign it.
 *
 * Sources: n correlated samples are worth n(1 − r)/(1 + r) (Bayley & Hammersley 1946, first-order form); the
 * lag-1 correlation of a short series comes out too low by about (1 + 4r)/n (Marriott & Pope 1954).
 */
import { ranks } from './ranks.ts';

const FEWEST = 4;
/** Above this a short series cannot tell dependence from a trend; the widening stays below 2.4. */
const LARGEST = 0.7;

/**
 * The factor (≥ 1) for the half-width of an interval from samples in the order they were taken.
 *
 * @example wideningFor([1, 2, 1, 2, 1, 2]) // 1: neighbours differ
 */
export function wideningFor(series: ArrayLike<number>): number {
  const count = series.length;
  if (count < FEWEST) return 1;
  const found = lagCorrelation(series);
  const corrected = Math.min(LARGEST, Math.max(0, found + (1 + 4 * found) / count));
  return Math.sqrt((1 + corrected) / (1 - corrected));
}

/** Rank correlation of each sample with the next, −1 … 1; 0 where all are equal. */
export function lagCorrelation(series: ArrayLike<number>): number {
  const middle = (series.length - 1) / 2;
  const centred = ranks(series).map((rank) => rank - middle);
  const total = centred.reduce((sum, rank) => sum + rank * rank, 0);
  const shared = centred.reduce((sum, rank, index) => sum + rank * (centred[index + 1] ?? 0), 0);
  return total === 0 ? 0 : shared / total;
}
