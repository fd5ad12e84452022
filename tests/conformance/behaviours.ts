/**
 * The behaviours of CPython's own tests that the lab has to show, restated, and those that only a lab of workers and shared memory
 * needs; `from` names the tests. A behaviour is tested under its id somewhere under tests/, or left out where it is listed, with
 * the reason.
 */
import { COMBINATORS } from './listed/combinators.ts';
import { EXECUTORS } from './listed/executors.ts';
import { FUTURES } from './listed/futures.ts';
import type { Listed } from './listed/list.ts';
import { LOCKS } from './listed/locks.ts';
import { LOOP_LOCKS } from './listed/loop-locks.ts';
import { LOOP } from './listed/loop.ts';

export const BEHAVIOURS: Listed = {
  ...LOCKS,
  ...FUTURES,
  ...EXECUTORS,
  ...LOOP,
  ...COMBINATORS,
  ...LOOP_LOCKS,
};
