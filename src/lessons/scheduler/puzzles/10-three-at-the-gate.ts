/** A gate that forgets, after a sleep, that others may still sleep. Takes three. */
import { queued } from './parts/passed.ts';
import type { Puzzle } from '../puzzle.ts';

export default {
  title: 'Three at the gate',
  threads: 3,
  about:
    'The same small lock with three threads and another fault: who was woken and goes in writes its plain name, as if nobody else could be asleep. Thread 1 is inside and leaves; the others go in and out.',
  task: 'Leave a thread asleep for ever.',
  goal: 'stuck',
  reached: 'The gate is open, and a thread sleeps in front of it that nobody knows of.',
  never: 'leaves anybody asleep',
  played: queued('gate.gate-contended-not-kept'),
  mended: queued('gate'),
  why: [
    'Two sleep behind one mark. The first one woken takes the gate under its plain name, which wipes out the mark the other relied on; when it leaves, it sees no mark and wakes nobody.',
    'One sleeper is never forgotten, so a test in which at most one waits finds nothing. The real gate enters with the mark after a sleep, though perhaps nobody sleeps any more: one wake-up too many costs a little, one too few costs everything.',
  ],
  guard: {
    file: 'sync/gate.ts',
    line: 'if (atomic.cmpxchg<usize>(gate, OPEN, me | SLEEPERS) == OPEN) return DONE;',
  },
} satisfies Puzzle;
