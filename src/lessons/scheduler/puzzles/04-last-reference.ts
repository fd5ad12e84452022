/** Two threads give back the last two references, and look afterwards. */
import { call } from '../../../interleave/scenario.ts';
import { OBJECT } from '../../../memory/structures.ts';
import { doing, type Puzzle, type Variant } from '../puzzle.ts';

function dropped(code: string): Variant {
  return {
    code,
    set(stage) {
      const object = stage.place('object', OBJECT);
      const freed = stage.word('freed');
      const drop = doing('drop', object, freed);
      const [first = 0] = stage.threads;
      return {
        prepare(calls) {
          call(calls, 'initObject', object, first);
          call(calls, 'retainAtomic', object);
        },
        threads: [drop, drop],
        words: [
          { name: 'references', at: object, reading: 'number' },
          { name: 'times freed', at: freed, reading: 'number' },
        ],
        happened: (look) => look(freed) > 1,
      };
    },
  };
}

export default {
  title: 'The last reference',
  threads: 2,
  about:
    'An object has two references, one a thread. Each gives its own back, atomically, then looks whether none is left: if so it frees the object.',
  task: 'Have the object freed twice.',
  goal: 'ever',
  reached: 'The object was freed twice: its memory may by now be somebody else’s.',
  never: 'frees it twice',
  played: dropped('references.release-then-look'),
  mended: dropped('references'),
  why: [
    'The subtraction is atomic and the look is atomic, and yet both threads can subtract before either looks. Then both see nothing left, and both free.',
    'The subtraction already knows the answer: it returns the number it found. Exactly one thread is told 1. Whoever looks again asks about a later moment than the one that counts.',
  ],
  guard: { file: 'sync/refcount.ts', line: 'return atomic.sub<i32>(object, 1, COUNT) == 1;' },
} satisfies Puzzle;
