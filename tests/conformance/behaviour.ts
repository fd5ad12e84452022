/**
 * One behaviour as a test: carries its id and sentence from the list and is run with the thread counts it names, once in `npm test`, and 20
 * times in `npm run soak`.
 */
import { inject, test } from 'vitest';
import { BEHAVIOURS } from './behaviours.ts';
import { Stage, type Players } from './stage.ts';

/** For behaviours that name no number of threads. */
export const ANY_COUNT: readonly number[] = [2, 4, 8];
const TEST_MS = 60_000;

export interface Play {
  readonly stage: Stage;
  /** How many threads. */
  readonly threads: number;
}

/** `id` as listed; a part of a behaviour adds its own name behind it, as `RL01 LK06`. */
export type Behaviour = (id: string, counts: readonly number[], play: (play: Play) => Promise<void>) => void;

declare module 'vitest' {
  interface ProvidedContext {
    repeats: number;
  }
}

/** Declares tests whose threads are played by `players`. */
export function behavioursOf(players: Players): Behaviour {
  let opened: Promise<Stage> | undefined;
  return (id, counts, play) => {
    const listed = BEHAVIOURS[id.replace(/ .*/, '')];
    if (!listed) throw new Error(`no behaviour is called "${id}": list it in tests/conformance/listed`);
    test(`${id}: ${listed.says}`, { timeout: TEST_MS * Math.max(1, inject('repeats') / 4) }, async () => {
      opened ??= Stage.open(players);
      const stage = await opened;
      for (let repeat = 0; repeat < inject('repeats'); repeat++) {
        for (const threads of counts) {
          stage.newPlay();
          await play({ stage, threads });
        }
      }
    });
  };
}
