/** Each item is taken once, by the owner or a thief, also the last, also where the numbers wrap. */
import { dequeStructure } from '../../../src/memory/structures.ts';
import type { Port } from '../../../src/interleave/port.ts';
import { call, scenario } from '../../../src/interleave/scenario.ts';

const CAPACITY = 2;

/** The owner pushes items 1, 2 …, with a pop after each but the first; thieves try `tries` times each. */
const stealing = (thieves: number, items: number, tries: number, first = 0) =>
  scenario({
    name: `deque: an owner with ${items} items, ${thieves} ${thieves === 1 ? 'thief' : 'thieves'}${first ? ', across the wrap' : ''}`,
    threads: 1 + thieves,
    build(stage) {
      const deque = stage.place('deque', dequeStructure(CAPACITY));
      const taken = Array.from({ length: items }, (_, item) => stage.word(`taken ${item + 1}`));
      const take = (port: Port, item: number): void => {
        if (item > 0) port.atomicAdd(taken[item - 1] ?? 0, 1);
      };
      const owner = (port: Port): void => {
        for (let item = 1; item <= items; item++) {
          while (call(port.call, 'pushDeque', deque, item) === 0) take(port, call(port.call, 'popDeque', deque));
        }
        for (let left = 0; left < items; left++) take(port, call(port.call, 'popDeque', deque));
      };
      const thief = (port: Port): void => {
        for (let time = 0; time < tries; time++) take(port, call(port.call, 'stealDeque', deque));
      };
      return {
        prepare: (calls) => call(calls, 'initDeque', deque, CAPACITY, first),
        run: [owner, ...Array.from({ length: thieves }, () => thief)],
        ending(check, look) {
          const counts = taken.map(look);
          check(
            counts.every((count) => count === 1),
            `items were taken ${counts.join(', ')} times`,
          );
        },
      };
    },
  });

export default [stealing(1, 2, 2), stealing(1, 3, 3), stealing(2, 2, 1), stealing(1, 3, 2, 0xffff_fffe)];
