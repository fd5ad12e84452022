/**
 * Timed series as columns, and what of them later parts are guessed from: times around a median, speed-ups from the medians, serial
 * fractions from the speed-ups. Part of the full form: the guesses may not change.
 */
import { LIMITS } from '../limits.ts';
import type { ResultDocument } from '../schema.ts';
import {
  choices,
  type Column,
  FLAGS,
  type Fields,
  intervals,
  lists,
  nullable,
  numberLists,
  numbers,
  record,
  WHOLES,
} from './column.ts';
import { serialFraction } from './law-guess.ts';
import { texts } from './texts.ts';
import { MODELS } from './words.ts';

type Series = ResultDocument['series'][number];
type Interval = Series['speedup'];
type SerialFractions = NonNullable<ResultDocument['serialFractions']>[number];

export const ID = texts(LIMITS.id);
export const MODEL = choices(MODELS);

/** What most parts begin with. */
export const WHOSE: Fields<Pick<Series, 'kernel' | 'model'>> = { kernel: ID, model: MODEL };

const WALL: Column<Series['wallMs']> = record<Series['wallMs']>({
  median: numbers(),
  low: ({ median }) => numbers((place) => median[place] ?? 0),
  high: ({ median, low }) => numbers((place) => 2 * (median[place] ?? 0) - (low[place] ?? 0)),
  samples: ({ median }) => numberLists((list) => () => median[list] ?? 0, LIMITS.samples),
});

export const SERIES: Column<Series> = record<Series>({
  ...WHOSE,
  workers: WHOLES,
  wallMs: WALL,
  speedup: ({ kernel, workers, wallMs }) => {
    const serial = new Map<string, number>();
    for (const [place, own] of kernel.entries()) {
      if (workers[place] === 0 && !serial.has(own)) serial.set(own, wallMs[place]?.median ?? 0);
    }
    return intervals((place) => speedupOf(serial.get(kernel[place] ?? ''), wallMs[place]));
  },
  verified: FLAGS,
  frameGapMs: nullable(numbers()),
});

function speedupOf(serial: number | undefined, wall: Series['wallMs'] | undefined): Interval | null {
  if (serial === undefined || !wall || !(wall.low > 0)) return null;
  return { estimate: serial / wall.median, low: serial / wall.high, high: serial / wall.low };
}

/** Finds the speed-up of a kernel under a model with so many workers. */
export type Lookup = (kernel: string, model: string, workers: number) => Interval | undefined;

export function lookupIn(series: readonly Series[]): Lookup {
  const key = (kernel: string, model: string, workers: number): string => `${kernel} ${model} ${workers}`;
  const found = new Map(series.map((one) => [key(one.kernel, one.model, one.workers), one.speedup]));
  return (kernel, model, workers) => found.get(key(kernel, model, workers));
}

export function serialFractionsAfter(speedupOf: Lookup): Column<SerialFractions> {
  return record<SerialFractions>({
    ...WHOSE,
    points: ({ kernel, model }) =>
      lists(
        (spots) =>
          record<SerialFractions['points'][number]>({
            workers: WHOLES,
            fraction: ({ workers }) =>
              intervals((at) => {
                const { list = 0 } = spots[at] ?? {};
                const [count = 0] = [workers[at]];
                const speedup = speedupOf(kernel[list] ?? '', model[list] ?? '', count);
                return speedup && count > 1 ? fractionsOf(speedup, count) : null;
              }),
          }),
        LIMITS.points,
      ),
  });
}

/** The fraction falls as the speed-up rises. */
function fractionsOf({ estimate, low, high }: Interval, workers: number): Interval {
  const of = (speedup: number): number => serialFraction(speedup, workers);
  return { estimate: of(estimate), low: of(high), high: of(low) };
}
