/** Every key is counted once, in every form but the plain one, whose race the explorer has to find. */
import { MUTEX } from '../../../src/memory/structures.ts';
import type { Port } from '../../../src/interleave/port.ts';
import { call, scenario, type Stage } from '../../../src/interleave/scenario.ts';

/** Both keys occur, one of them more often. As bytes of a word, lowest first. */
const KEYS = [0, 1, 0];
const AS_WORD = 1 << 8;
const BIN = 4;
const BINS = 2;
const ROOM = { BYTES: 64, ALIGN: 64 };

interface Things {
  readonly keys: number;
  readonly table: number;
  readonly mutex: number;
  /** Bins of threads' own tables, on a line of each one's own or all on one. */
  readonly padded: readonly number[];
  readonly packed: readonly number[];
}

function things(stage: Stage): Things {
  const [keys, table, mutex] = [stage.place('keys', ROOM), stage.place('table', ROOM), stage.place('mutex', MUTEX)];
  const padded = stage.threads.map((_, number) => stage.place(`own table ${number + 1}`, ROOM));
  const line = stage.place('own tables, interleaved', ROOM);
  return { keys, table, mutex, padded, packed: stage.threads.map((_, number) => line + BIN * number) };
}

type Count = (port: Port, me: number, at: Things & { readonly end: number }) => void;

const counting = (form: string, threads: number, count: Count) =>
  scenario({
    name: `histogram, ${form}: ${threads} threads count the same ${KEYS.length} keys`,
    threads,
    build(stage) {
      const at = { ...things(stage), end: 0 };
      at.end = at.keys + KEYS.length;
      return {
        prepare(calls) {
          call(calls, 'incrementAtomic', at.keys, AS_WORD);
          call(calls, 'initMutex', at.mutex);
        },
        run: (port, me) => count(port, me, at),
        ending(check, look) {
          for (let key = 0; key < BINS; key++) {
            const [found, occurs] = [look(at.table + BIN * key), threads * KEYS.filter((one) => one === key).length];
            check(found === occurs, `key ${key} was counted ${found} times, it occurs ${occurs} times`);
          }
          check(look(at.mutex) === 0, 'the mutex is not free');
        },
      };
    },
  });

const merged = (spacing: 'padded' | 'packed', threads: number) =>
  counting(`private tables, ${spacing}, merged`, threads, (port, _, at) => {
    const own = at[spacing][port.thread] ?? 0;
    const stride = spacing === 'padded' ? BIN : BIN * threads;
    call(port.call, 'histogramPrivate', own, stride, at.keys, at.end);
    call(port.call, 'mergeHistogram', at.table, own, stride, BINS);
    // What is merged is gone: a second time adds nothing.
    call(port.call, 'mergeHistogram', at.table, own, stride, BINS);
  });

const atomic = (threads: number) =>
  counting('atomic', threads, (port, _, { table, keys, end }) => {
    call(port.call, 'histogramAtomic', table, keys, end);
  });

const locked = counting('locked', 2, (port, me, { table, keys, end, mutex }) => {
  const counted = call(port.call, 'histogramLocked', table, keys, end, mutex, me);
  port.check(counted === KEYS.length, `${counted} of ${KEYS.length} keys were counted`);
});

export const PLAIN_TABLE_RACES = counting('plain', 2, (port, _, { table, keys, end }) => {
  call(port.call, 'histogramPlain', table, keys, end);
});

export default [atomic(2), atomic(3), locked, merged('padded', 2), merged('packed', 2), merged('packed', 3)];
