/**
 * The bars of an account: how much of a gap each share took, in the gap's own unit (speed-up, cores). A
 * share may be negative: a gain, drawn to the other side of zero. The shares add up to the gap.
 */
import { svg, type SVGTemplateResult } from 'lit';
import type { Account, CoresLost } from '../measure/report.ts';
import { signed } from './number-format.ts';
import type { ChartTable } from './picture.ts';

/** One share of a gap. */
export interface Portion {
  readonly id: string;
  readonly text: string;
  readonly amount: number;
}

export interface Bar {
  readonly portion: Portion;
  /** Per cent of the width. */
  readonly from: number;
  readonly width: number;
  readonly gain: boolean;
}

export function portionsOf({ shares }: Account): Portion[] {
  return shares.map(({ id, text, speedup }) => ({ id, text, amount: speedup }));
}

/** In cores; said as what was seen, for a page does not see why. */
export function coresLost({ timeLimit, otherLoad, slower }: CoresLost): Portion[] {
  return [
    { id: 'slower', text: 'Ran, but slower than one alone', amount: slower },
    { id: 'other-load', text: 'Some stood still: other programs', amount: otherLoad },
    { id: 'time-limit', text: 'All stood still at once: a limit', amount: timeLimit },
  ];
}

export function sumOf(portions: readonly Portion[]): number {
  return portions.reduce((sum, { amount }) => sum + amount, 0);
}

/** Bars on one scale with a common zero; the scale reaches from the largest gain to the largest loss. */
export function barsOf(portions: readonly Portion[]): { readonly zero: number; readonly bars: readonly Bar[] } {
  const most = Math.max(0, ...portions.map(({ amount }) => amount));
  const least = Math.min(0, ...portions.map(({ amount }) => amount));
  const scale = 100 / Math.max(most - least, 1e-9);
  const zero = -least * scale;
  const bars = portions.map((portion) => {
    const width = Math.abs(portion.amount) * scale;
    const gain = portion.amount < 0;
    return { portion, from: gain ? zero - width : zero, width, gain };
  });
  return { zero, bars };
}

/** Fills the box that the table gives it; per cent, so it needs no measured width. */
export function lossBar({ portion, from, width, gain }: Bar, zero: number): SVGTemplateResult {
  const kind = portion.id === 'unexplained' ? 'unexplained' : gain ? 'gain' : '';
  return svg`<line class="axis" x1="${zero}%" x2="${zero}%" y1="-4" y2="13" />
    <rect class="bar ${kind}" x="${from}%" y="0" width="${Math.max(width, 0.3)}%" height="9" rx="1" />`;
}

/** Decimals that let these shares be told apart. */
export function placesOf(portions: readonly Portion[]): number {
  return Math.max(0, ...portions.map(({ amount }) => Math.abs(amount))) < 0.1 ? 3 : 2;
}

export function lossTable(account: Account): ChartTable {
  const portions = portionsOf(account);
  return {
    caption: `From ${account.ideal.toFixed(2)}× to ${account.measured.toFixed(2)}×`,
    headers: ['Share', 'Speed-up lost'],
    rows: portions.map(({ text, amount }) => [text, signed(amount, placesOf(portions))]),
  };
}
