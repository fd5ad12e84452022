/**
 * One behaviour as a test of its own, for what needs no stage of threads: carries its id and sentence from the list and is
 * played once in `npm test`, and 20 times in `npm run soak`.
 */
import { inject, test } from 'vitest';
import { BEHAVIOURS } from './behaviours.ts';

const TEST_MS = 60_000;

/** `id` as listed; a part of a behaviour adds its own name behind it, as `TK08 while it sleeps`. */
export function behaviour(id: string, play: () => void | Promise<void>): void {
  const listed = BEHAVIOURS[id.replace(/ .*/, '')];
  if (!listed) throw new Error(`no behaviour is called "${id}": list it in tests/conformance/listed`);
  test(`${id}: ${listed.says}`, { timeout: TEST_MS * Math.max(1, inject('repeats') / 4) }, async () => {
    for (let repeat = 0; repeat < inject('repeats'); repeat++) await play();
  });
}
