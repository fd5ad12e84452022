/**
 * Which values an axis names. A tick that would touch its neighbour is left out; the ends and the
 * values a reader looks for come first.
 */
import { TEXT_SIZE, textWidth } from './text-width.ts';

export interface Tick {
  readonly value: number;
  readonly text: string;
  readonly at: number;
}

/**
 * Ticks at `values` (placed by `scale`), as many as fit side by side, centred on their place.
 * `first` are taken before the others.
 */
export function fittingTicks(
  values: readonly number[],
  scale: (value: number) => number,
  text: (value: number) => string,
  first: readonly number[] = [],
): Tick[] {
  const taken: Tick[] = [];
  const wanted = [...first.filter((value) => values.includes(value)), ...values];
  for (const value of wanted) {
    const tick = { value, text: text(value), at: scale(value) };
    const free = taken.every(
      (other) => Math.abs(other.at - tick.at) >= (textWidth(other.text) + textWidth(tick.text)) / 2 + TEXT_SIZE / 2,
    );
    if (free) taken.push(tick);
  }
  return taken.sort((a, b) => a.value - b.value);
}

/** Powers of ten around [low, high]. */
export function decades(low: number, high: number): number[] {
  const from = Math.floor(Math.log10(low) + 1e-9);
  const to = Math.ceil(Math.log10(high) - 1e-9);
  return Array.from({ length: Math.max(2, to - from + 1) }, (_, step) => 10 ** (from + step));
}
