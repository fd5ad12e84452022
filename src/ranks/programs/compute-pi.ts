/**
 * π as the area under 4 / (1 + x²) between 0 and 1, in strips by the midpoint rule: each rank adds every p-th strip, the sums
 * are reduced at rank 0. The first program of most introductions to MPI (W. Gropp, E. Lusk and A. Skjellum, "Using MPI").
 */
import type { RankProgram } from './index.ts';

export default {
  id: 'compute-pi',
  title: 'π by the midpoint rule',
  *body({ comm, args }) {
    const strips = yield* comm.bcast(comm.rank === 0 ? (args as number) : undefined);
    const width = 1 / strips;
    let sum = 0;
    for (let strip = comm.rank; strip < strips; strip += comm.size) {
      const middle = width * (strip + 0.5);
      sum += 4 / (1 + middle * middle);
    }
    return yield* comm.reduce(sum * width, 'sum');
  },
} satisfies RankProgram;
