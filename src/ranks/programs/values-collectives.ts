/** Every operation on values once, each rank bringing its own number: what mpi4py's lower-case methods answer. */
import type { Status } from '../communicator.ts';
import type { RankProgram } from './index.ts';

export default {
  id: 'values-collectives',
  title: 'every operation on values once',
  *body({ comm, args }) {
    const { rank, size } = comm;
    const root = args as number;
    const status: Status = {};
    const right = (rank + 1) % size;
    const left = (rank - 1 + size) % size;
    return {
      told: yield* comm.bcast(rank === root ? { from: rank, list: [1, 'two', null] } : undefined, { root }),
      mine: yield* comm.scatter(rank === root ? Array.from({ length: size }, (_, to) => `for ${to}`) : null, { root }),
      gathered: yield* comm.gather(rank * 10, { root }),
      everybody: yield* comm.allgather(rank),
      sum: yield* comm.reduce(rank, 'sum', { root }),
      names: yield* comm.allreduce(`r${rank}`, (lower, higher) => lower + higher),
      fromLeft: yield* comm.sendrecv(`hello from ${rank}`, { to: right, tag: 4 }, { tag: 4, status }),
      expectedLeft: left,
      source: status.source,
    };
  },
} satisfies RankProgram;
