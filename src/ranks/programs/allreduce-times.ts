/**
 * How long an allreduce takes, in turns with a plain copy of as many bytes on the same worker: what it is measured against.
 * The clock of a browser ticks coarsely, so one time is that of several in a row.
 */
import type { Clock } from '../../base/clock.ts';
import type { Bytes, Milliseconds } from '../../base/units.ts';
import type { AlgorithmOf } from '../algorithms.ts';
import type { RankProgram } from './index.ts';

export interface AllreduceTimesAsked {
  readonly bytes: Bytes;
  readonly turns: number;
  /** How many in a row are timed together. */
  readonly row: number;
  readonly algorithm: AlgorithmOf<'allreduce'>;
  /** `segment`: the array stands in the memory that messages go through. */
  readonly where: 'segment' | 'heap';
}

/** Milliseconds for one, by turn. */
export interface AllreduceTimes {
  readonly allreduce: readonly Milliseconds[];
  /** Between two ordinary arrays, by `set`. */
  readonly copy: readonly Milliseconds[];
}

export default {
  id: 'allreduce-times',
  title: 'an allreduce against a plain copy',
  *body({ comm, args, clock }): Generator<unknown, AllreduceTimes> {
    const { bytes, turns, row, algorithm, where } = args as AllreduceTimesAsked;
    const length = bytes / Float64Array.BYTES_PER_ELEMENT;
    const array = where === 'segment' ? comm.arrays.allocate('float64', length) : new Float64Array(length);
    const [source, target] = [new Float64Array(length).fill(1), new Float64Array(length)];
    const times = { allreduce: [] as Milliseconds[], copy: [] as Milliseconds[] };
    for (let turn = 0; turn < turns; turn++) {
      times.copy.push(timeCopies(clock, row, target, source));
      // Zeros stay zeros, however often they are added.
      array.fill(0);
      yield* comm.barrier();
      const start = clock.now();
      for (let one = 0; one < row; one++) yield* comm.arrays.allreduce(array, 'sum', { algorithm });
      times.allreduce.push((clock.now() - start) / row);
    }
    return times;
  },
} satisfies RankProgram;

function timeCopies(clock: Clock, row: number, target: Float64Array, source: Float64Array): Milliseconds {
  const start = clock.now();
  for (let one = 0; one < row; one++) target.set(source);
  return (clock.now() - start) / row;
}
