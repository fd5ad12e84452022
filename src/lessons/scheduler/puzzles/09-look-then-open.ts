/** A gate that looks for sleepers first and opens afterwards. */
import { passed } from './parts/passed.ts';
import type { Puzzle } from '../puzzle.ts';

export default {
  title: 'Look, then open',
  threads: 2,
  about:
    'The small lock inside every structure of the lab: two threads go in and out once. Who leaves looks whether somebody sleeps, opens, and wakes one if so.',
  task: 'Leave a thread asleep for ever.',
  goal: 'stuck',
  reached: 'The gate is open, and a thread sleeps in front of it: nobody will ever wake it.',
  never: 'leaves anybody asleep',
  played: passed('gate.gate-look-then-open'),
  mended: passed('gate'),
  why: [
    'Who wants to sleep leaves a mark first, and sleeps only while the mark stands. The one who leaves has looked before the mark was made and opens after it: the mark is gone, and nobody has read it.',
    'The real gate looks and opens in one instruction: the exchange puts “open” there and returns what it replaced. A mark is either in what it returns, or made after the gate was open, and then its maker does not sleep.',
  ],
  guard: {
    file: 'sync/gate.ts',
    line: 'if ((atomic.xchg<usize>(gate, OPEN) & SLEEPERS) != 0) atomic.notify(gate, 1);',
  },
} satisfies Puzzle;
