/**
 * What laws say, for guessing the points of a drawn law from its parameters: part of the full form, so that it never changes, whatever
 * becomes of the laws in measure/laws (which say where they are from). A wrong guess costs bytes, not truth.
 */
import type { ResultDocument } from '../schema.ts';
import type { Guess } from './numbers.ts';
import type { Spot } from './column.ts';

type Law = NonNullable<ResultDocument['laws']>[number];
type Parameters = Law['parameters'];

const LAWS: Readonly<Record<Law['id'], (workers: number, first: number, second: number) => number>> = {
  amdahl: (n, serial) => 1 / (serial + (1 - serial) / n),
  gustafson: (n, serial) => n - serial * (n - 1),
  usl: (n, contention, coherency) => n / (1 + contention * (n - 1) + coherency * n * (n - 1)),
};

/** A law is drawn from one worker on in equal steps, a whole number of them a worker. */
export function drawnWorkers(spots: readonly Spot[]): Guess {
  return (at, before) => {
    const { place = 0 } = spots[at] ?? {};
    if (place === 0) return 1;
    const last = before[at - 1] ?? 1;
    if (place === 1) return last + 1;
    const aWorker = Math.max(1, Math.round(1 / ((before[at - place + 1] ?? 2) - 1)));
    return 1 + place / aWorker;
  };
}

export function drawnSpeedups(
  spots: readonly Spot[],
  ids: readonly Law['id'][],
  parameters: readonly Parameters[],
  workers: readonly number[],
): Guess {
  return (at) => {
    const { list = 0 } = spots[at] ?? {};
    const [first, second] = parameters[list] ?? [];
    const law = LAWS[ids[list] ?? 'amdahl'];
    return law(workers[at] ?? 1, first?.value.estimate ?? 0, second?.value.estimate ?? 0);
  };
}

/** The serial fraction that Amdahl's law would need for a speed-up (Karp and Flatt 1990). */
export function serialFraction(speedup: number, workers: number): number {
  return (1 / speedup - 1 / workers) / (1 - 1 / workers);
}
