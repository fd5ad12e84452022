/** An unlock that does not look whether somebody waits. */
import { locked } from './parts/locked.ts';
import type { Puzzle } from '../puzzle.ts';

export default {
  title: 'The forgotten wake-up',
  threads: 2,
  about: 'The counter under the mutex again. Now it is the unlock that has a fault: it frees the lock and is gone.',
  task: 'Leave a thread asleep for ever.',
  goal: 'stuck',
  reached: 'The lock is free, and who waits for it sleeps: nobody will ever wake it.',
  never: 'leaves anybody asleep',
  played: locked('locked.mutex-unlock-ignores-mark'),
  mended: locked('locked'),
  why: [
    'Who finds the lock taken leaves a mark in its word, joins the line and sleeps. The faulty unlock writes “free” over the mark without looking, so nobody learns of the sleeper.',
    'The real unlock expects its own name without the mark. With the mark the exchange fails, and it goes the long way: through the gate, to the line, and wakes the first.',
  ],
  guard: { file: 'sync/mutex.ts', line: 'if (atomic.cmpxchg<usize>(mutex, me, FREE) == me) return DONE;' },
} satisfies Puzzle;
