/** An axis of numbers of cores, on which each doubling is one step: where its ticks are. Draws nothing. */
import { fittingTicks, type Tick } from './ticks.ts';

/** Both ends in octaves: the logarithm to base 2 of a number of cores. */
export interface Octaves {
  readonly from: number;
  readonly to: number;
}

export interface CoresAxis extends Octaves {
  readonly at: (cores: number) => number;
  readonly powers: readonly number[];
}

export function coresAxis({ from, to }: Octaves, [start, end]: readonly [number, number]): CoresAxis {
  const powers: number[] = [];
  for (let octave = Math.ceil(from); octave <= to; octave++) powers.push(2 ** octave);
  return {
    from,
    to,
    powers,
    at: (cores) => {
      const octave = Math.max(from, Math.min(to, Math.log2(cores)));
      return start + ((octave - from) / (to - from)) * (end - start);
    },
  };
}

export function powerTicks({ at, powers }: CoresAxis): Tick[] {
  return fittingTicks(powers, at, String, [1, powers.at(-1) ?? 1]);
}
