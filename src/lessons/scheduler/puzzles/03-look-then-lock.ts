/** A lock that looks whether it is free, and then takes it. */
import { locked } from './parts/locked.ts';
import type { Puzzle } from '../puzzle.ts';

export default {
  title: 'Look, then lock',
  threads: 2,
  about:
    'The same program with one fault in the mutex: it looks whether the lock is free, and takes it in a second step.',
  task: 'Lose an update.',
  goal: 'end',
  reached: 'Both have finished, and the counter says 1: two threads were inside at once.',
  never: 'loses an update',
  played: locked('locked.mutex-check-then-lock'),
  mended: locked('locked'),
  why: [
    'Both threads can find the lock free before either has written its name. Both then go in, and the counter is as unprotected as without a lock.',
    'This is check-then-act, the most common race of all: what was true when you looked need not be true when you act. The real lock checks and acts in one instruction.',
  ],
  guard: {
    file: 'sync/mutex.ts',
    line: 'if (atomic.cmpxchg<usize>(mutex, FREE, me) == FREE) return past(mutex, me);',
  },
} satisfies Puzzle;
