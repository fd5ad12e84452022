/** The oldest race: two threads count together, each by a load and a store. */
import { doing, type Puzzle } from '../puzzle.ts';

export default {
  title: 'The lost update',
  threads: 2,
  about: 'Two threads add 1 to the same counter, twice each. Reading it and writing it are two steps.',
  task: 'Let both finish with less than 4 in the counter.',
  goal: 'end',
  reached: 'Both have finished, and the counter says less than 4: an update was lost.',
  never: 'loses an update',
  played: {
    code: 'update',
    set(stage) {
      const counter = stage.word('counter');
      return {
        prepare() {},
        threads: [doing('incrementRacy', counter, 2), doing('incrementRacy', counter, 2)],
        words: [{ name: 'counter', at: counter, reading: 'number' }],
        happened: (look) => look(counter) < 4,
      };
    },
  },
  mended: {
    code: 'update',
    set(stage) {
      const counter = stage.word('counter');
      return {
        prepare() {},
        threads: [doing('incrementAtomic', counter, 2), doing('incrementAtomic', counter, 2)],
        words: [{ name: 'counter', at: counter, reading: 'number' }],
        happened: (look) => look(counter) < 4,
      };
    },
  },
  why: [
    'A thread that has read the counter works with an old number as soon as somebody else writes. Its own write then puts the old number back, plus one, and what the other added is gone.',
    'Each step is atomic by itself, and that does not help: it is the pair that has to be one. An atomic add is such a pair. The processor reads, adds and writes while nobody else gets at the word.',
  ],
  guard: { file: 'contention/increments.ts', line: 'for (; times > 0; --times) atomic.add<i32>(counter, 1);' },
} satisfies Puzzle;
