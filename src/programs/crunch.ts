/** The CPU-bound program: each task computes one chunk, a range of items, and nothing else. */
import { NOTHING_SHARED, type Program } from './index.ts';
import { compute, join, spawn } from './operations.ts';

export default {
  id: 'crunch',
  title: 'compute only',
  from: '',
  notice:
    'Nothing waits here: only what runs at once makes it shorter. With few chunks some threads have nothing left to do while others compute; with many, taking them costs more than it evens out.',
  parameters: [
    { name: 'chunks', unit: '', usual: 8, least: 1, most: 256 },
    { name: 'items', unit: 'items', usual: 8_192, least: 1, most: 60_000 },
  ],
  resources: NOTHING_SHARED,
  computes: true,
  bodies: {
    *main(chunks = 1, items = 1) {
      const spawned: number[] = [];
      for (let chunk = 0; chunk < chunks; chunk++) {
        spawned.push(
          yield* spawn('chunk', Math.floor((chunk * items) / chunks), Math.floor(((chunk + 1) * items) / chunks)),
        );
      }
      let computed = 0;
      for (const task of spawned) computed += yield* join(task);
      return computed;
    },
    /** One chunk; a batch runs this body alone, without the others. */
    *chunk(start = 0, end = 0) {
      yield* compute(start, end);
      return end - start;
    },
  },
  check: ({ result, args: [, items] }) =>
    result === items ? null : `${result} items were computed, not ${items ?? 0}`,
} satisfies Program;
