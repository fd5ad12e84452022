/** Programs that go wrong in every way a rank can, for tests and for showing what then happens. `args` names the way. */
import type { RankProgram } from './index.ts';

export const FAULTS = [
  'throw',
  'abort',
  'crash',
  'circle',
  'room',
  'endless',
  'uncloneable',
  'collectives',
  'truncated',
] as const;
export type Fault = (typeof FAULTS)[number];

/** Where a rank says, to whoever watches from another thread, that it is about to wait for ever. */
export const ABOUT_TO_WAIT = 'overlap: a rank is about to wait';

function announce(): void {
  const channel = new BroadcastChannel(ABOUT_TO_WAIT);
  channel.postMessage(null);
  channel.close();
}

/** More than any ring holds. */
const LONG = 1 << 20;

export default {
  id: 'faults',
  title: 'what can go wrong',
  *body({ comm, args, crash }) {
    const last = comm.rank === comm.size - 1;
    switch (args as Fault) {
      case 'throw':
        if (last) throw new RangeError('on purpose');
        return yield* comm.recv({ from: comm.size - 1 });
      case 'abort':
        if (last) comm.abort(3);
        return yield* comm.barrier();
      case 'crash':
        if (last) crash();
        return yield* comm.barrier();
      case 'circle':
        // Everybody receives before it sends: nobody ever does.
        announce();
        return yield* comm.recv({ from: (comm.rank + 1) % comm.size, tag: 7 });
      case 'room':
        // Longer than what fits under way, and nobody receives.
        yield* comm.arrays.send(new Uint8Array(LONG), { to: (comm.rank + 1) % comm.size });
        return yield* comm.recv({ from: comm.rank === 0 ? comm.size - 1 : comm.rank - 1, tag: 8 });
      case 'endless':
        for (;;) yield* comm.checkpoint();
      case 'uncloneable':
        return (): void => {};
      case 'collectives':
        return last ? yield* comm.reduce(1, 'sum') : yield* comm.gather(1);
      case 'truncated':
        if (comm.rank === 0) yield* comm.arrays.send(new Int32Array(5), { to: 1 });
        return comm.rank === 1 ? yield* comm.arrays.recv(new Int32Array(4)) : 0;
    }
  },
} satisfies RankProgram;
