/**
 * What the landing view says before and about a run. Pure.
 */
import type { Time } from './measure-options.ts';

export const PROMISE = {
  cores: 'In five seconds: how many things this device truly does at once, and what that is worth.',
  quick:
    'In about 15 seconds: how many things this device truly does at once, and how much sooner that finishes real work.',
  thorough:
    'In about a minute: how many things this device truly does at once, and how much sooner that finishes real work.',
} as const satisfies Record<Time, string>;

/** What will be done, where everything can be done. */
export const COURSE =
  'First a handshake proves how many threads run at the same instant. Then the same verified work runs on the main thread, an event loop, free threads and processes.';
