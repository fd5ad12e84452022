/** How long a message takes from one rank to another: there and back between ranks 0 and 1, halved. The others do nothing. */
import type { Bytes, Milliseconds } from '../../base/units.ts';
import type { RankProgram } from './index.ts';

export interface PingPongAsked {
  readonly bytes: Bytes;
  readonly turns: number;
  /** How many there-and-backs are timed together: the clock ticks coarsely. */
  readonly row: number;
}

export default {
  id: 'ping-pong',
  title: 'a message there and back',
  *body({ comm, args, clock }): Generator<unknown, Milliseconds[]> {
    const { bytes, turns, row } = args as PingPongAsked;
    const array = comm.arrays.allocate('uint8', bytes);
    const other = { to: 1 - comm.rank, from: 1 - comm.rank };
    const times: Milliseconds[] = [];
    if (comm.rank > 1) return times;
    for (let turn = 0; turn < turns; turn++) {
      const start = clock.now();
      for (let one = 0; one < row; one++) {
        if (comm.rank === 0) yield* comm.arrays.send(array, other);
        yield* comm.arrays.recv(array, other);
        if (comm.rank === 1) yield* comm.arrays.send(array, other);
      }
      times.push((clock.now() - start) / row / 2);
    }
    return times;
  },
} satisfies RankProgram;
