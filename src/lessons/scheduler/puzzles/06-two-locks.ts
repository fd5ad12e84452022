/** Two right locks, taken in opposite orders. */
import type { Stage } from '../../../interleave/scenario.ts';
import { doing, ME, type Puzzle, type Setting } from '../puzzle.ts';
import { threadWords } from '../words-of-memory.ts';

function lockedBoth(stage: Stage, opposite: boolean): Setting {
  const [left, right] = [stage.word('left'), stage.word('right')];
  return {
    prepare() {},
    threads: [
      doing('lockBoth', left, right, ME),
      opposite ? doing('lockBoth', right, left, ME) : doing('lockBoth', left, right, ME),
    ],
    words: [
      { name: 'the left lock', at: left, reading: 'gate' },
      { name: 'the right lock', at: right, reading: 'gate' },
      ...threadWords(stage.threads),
    ],
  };
}

export default {
  title: 'Two locks',
  threads: 2,
  about:
    'Both locks are the small lock that is inside every structure of the lab, without a fault. Thread 1 takes the left one, then the right; thread 2 the right one, then the left.',
  task: 'Bring both to a standstill.',
  goal: 'stuck',
  reached: 'Each holds what the other waits for: a deadlock. Nobody will ever run again.',
  never: 'ends in a deadlock',
  played: { code: 'two-locks', set: (stage) => lockedBoth(stage, true) },
  mended: { code: 'two-locks', set: (stage) => lockedBoth(stage, false) },
  mendedBy: 'With both threads taking left before right,',
  why: [
    'No lock did anything wrong. A waits for B and B for A as soon as each has its first lock before the other has asked for its second: a circle of waiting, out of which no turn leads.',
    'Nor can a lock prevent it; only the program can. If all threads take locks in the same order, whoever has the last one can always finish, and there is no circle. That is what was tried for the count below: the same code, both threads left before right.',
  ],
  guard: { file: 'puzzles/two-locks.ts', line: 'enterGate(second, me);' },
} satisfies Puzzle;
