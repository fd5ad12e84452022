/** Threads at a gate: what two puzzles play with different code. */
import { call } from '../../../../interleave/scenario.ts';
import { doing, ME, type Variant } from '../../puzzle.ts';
import { threadWords } from '../../words-of-memory.ts';

/** Two that go in and out once. */
export function passed(code: string): Variant {
  return {
    code,
    set(stage) {
      const gate = stage.word('gate');
      const pass = doing('pass', gate, ME);
      return {
        prepare() {},
        threads: [pass, pass],
        words: [{ name: 'the gate', at: gate, reading: 'gate' }, ...threadWords(stage.threads)],
      };
    },
  };
}

/** One that is inside and leaves, two that go in and out once. */
export function queued(code: string): Variant {
  return {
    code,
    set(stage) {
      const gate = stage.word('gate');
      const pass = doing('pass', gate, ME);
      const [first = 0] = stage.threads;
      return {
        prepare: (calls) => call(calls, 'enterGate', gate, first),
        threads: [doing('leaveGate', gate), pass, pass],
        words: [{ name: 'the gate', at: gate, reading: 'gate' }, ...threadWords(stage.threads)],
      };
    },
  };
}
