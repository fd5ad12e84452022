/**
 * What a worker remembers from call to call, since a library is loaded once in each: who has been there. Of two workers with memories of
 * their own neither sees what the other wrote; nor do those of one memory, since a list of this language is not in it.
 */
import type { Call, Library } from './index.ts';

const log: string[] = [];

export default {
  id: 'counting',
  functions: {
    /** Writes `entry` down and waits for a gate of the executor. */
    pass(call: Call, gate: number, entry: string): string {
      log.push(entry);
      call.pass(gate);
      return entry;
    },
    /** Writes `entry` down; how many there are on this worker now. */
    note: (_call, entry: string) => log.push(entry),
    /** What was written down on this worker. */
    entries: () => [...log],
  },
} satisfies Library;
