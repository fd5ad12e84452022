/**
 * The bars of an account: how much of the gap between ideal and measured speed-up each share took, in
 * units of speed-up. A share may be negative: a gain, drawn to the other side of zero.
 */
import { svg, type SVGTemplateResult } from 'lit';
import type { Account, LossShare } from '../measure/report.ts';
import type { ChartTable } from './picture.ts';

export interface Bar {
  readonly share: LossShare;
  /** Per cent of the width. */
  readonly from: number;
  readonly width: number;
  readonly gain: boolean;
}

/** Bars on one scale with a common zero; the scale reaches from the largest gain to the largest loss. */
export function barsOf({ shares }: Account): { readonly zero: number; readonly bars: readonly Bar[] } {
  const most = Math.max(0, ...shares.map((share) => share.speedup));
  const least = Math.min(0, ...shares.map((share) => share.speedup));
  const scale = 100 / Math.max(most - least, 1e-9);
  const zero = -least * scale;
  const bars = shares.map((share) => {
    const width = Math.abs(share.speedup) * scale;
    const gain = share.speedup < 0;
    return { share, from: gain ? zero - width : zero, width, gain };
  });
  return { zero, bars };
}

/** Fills the box that the table gives it; per cent, so it needs no measured width. */
export function lossBar({ share, from, width, gain }: Bar, zero: number): SVGTemplateResult {
  const kind = share.id === 'unexplained' ? 'unexplained' : gain ? 'gain' : '';
  return svg`<line class="axis" x1="${zero}%" x2="${zero}%" y1="-4" y2="13" />
    <rect class="bar ${kind}" x="${from}%" y="0" width="${Math.max(width, 0.3)}%" height="9" rx="1" />`;
}

/** Decimals that let the shares of this account be told apart. */
function placesOf({ shares }: Account): number {
  return Math.max(0, ...shares.map((share) => Math.abs(share.speedup))) < 0.1 ? 3 : 2;
}

export function signed(speedup: number, account: Account): string {
  const text = Math.abs(speedup).toFixed(placesOf(account));
  return speedup < 0 && Number(text) > 0 ? `−${text}` : text;
}

export function lossTable(account: Account): ChartTable {
  return {
    caption: `From ${account.ideal.toFixed(2)}× to ${account.measured.toFixed(2)}×`,
    headers: ['Share', 'Speed-up lost'],
    rows: account.shares.map((share) => [share.text, signed(share.speedup, account)]),
  };
}
