/** Tasks that share nothing, by number, for models whose tasks cannot; `main` waits for each. */
import {
  compute,
  join,
  load,
  print,
  read,
  receive,
  send,
  sleep,
  spawn,
  store,
} from '../../../../src/programs/operations.ts';
import { programOf } from './program-of.ts';

export const [SLEEPS, COMPUTES, THROWS, SPAWNS, STORES, READS, LOCKS, SENDS] = [0, 1, 2, 3, 4, 5, 6, 7] as const;

export default programOf(import.meta.url, {
  resources: { locks: 1, queues: [], cells: 1 },
  computes: true,
  bodies: {
    *main(what = 0, tasks = 1, argument = 0) {
      yield* store(0, 7);
      const spawned: number[] = [];
      for (let task = 0; task < tasks; task++) spawned.push(yield* spawn('one', what, argument));
      yield* print('spawned');
      let sum = 0;
      for (const task of spawned) sum += yield* join(task);
      yield* print(`cell ${yield* load(0)}`);
      return sum;
    },
    *one(what = 0, argument = 0) {
      if (what === SLEEPS) yield* sleep(argument);
      while (what === COMPUTES) yield* compute(0, argument);
      if (what === THROWS) throw new RangeError('thrown by a body');
      if (what === SPAWNS) yield* spawn('one');
      if (what === STORES) yield* store(0, (yield* load(0)) + 1);
      if (what === READS) return yield* read();
      if (what === LOCKS) yield { op: 'acquire', lock: 0 };
      if (what === SENDS) yield* send(2, 5);
      if (what === SENDS) return yield* receive();
      return 1;
    },
  },
});
