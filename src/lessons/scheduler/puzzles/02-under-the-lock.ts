/** The same counter under the lab's mutex: nothing to find, and worth trying. */
import { locked } from './parts/locked.ts';
import type { Puzzle } from '../puzzle.ts';

export default {
  title: 'Under the lock',
  threads: 2,
  about: 'The same two steps, now between lock and unlock of the lab’s own mutex, as it ships.',
  task: 'Lose an update. Or, once you think that nobody can, say so.',
  goal: 'end',
  reached: 'Both have finished, and the counter says less than 2.',
  never: 'loses an update',
  played: locked('locked'),
  mended: null,
  why: [
    'To take the lock is one instruction: compare with free and write your name, both or neither. Of two threads that try at the same moment one finds the other’s name and queues.',
    'Who queues sleeps until the holder, on its way out, sees the mark that somebody waits. Between the read and the write of the counter the other may get as many turns as it likes: it can only come as far as its own sleep.',
  ],
  guard: {
    file: 'sync/mutex.ts',
    line: 'if (atomic.cmpxchg<usize>(mutex, FREE, me) == FREE) return past(mutex, me);',
  },
} satisfies Puzzle;
