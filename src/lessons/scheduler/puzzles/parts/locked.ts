/** Two threads that add 1 to a counter under a mutex: what several puzzles play with different code. */
import { call } from '../../../../interleave/scenario.ts';
import { MUTEX } from '../../../../memory/structures.ts';
import { doing, ME, type Variant } from '../../puzzle.ts';
import { mutexWords, threadWords } from '../../words-of-memory.ts';

export function locked(code: string): Variant {
  return {
    code,
    set(stage) {
      const mutex = stage.place('mutex', MUTEX);
      const counter = stage.word('counter');
      const add = doing('addLocked', counter, mutex, ME);
      return {
        prepare: (calls) => call(calls, 'initMutex', mutex),
        threads: [add, add],
        words: [
          { name: 'counter', at: counter, reading: 'number' },
          ...mutexWords('the mutex', mutex),
          ...threadWords(stage.threads),
        ],
        happened: (look) => look(counter) < 2,
      };
    },
  };
}
