/** The suites that any players can play, by what they are about. */
import type { Players } from '../stage.ts';
import { barrierSuite } from './barrier.ts';
import { conditionSuite } from './condition.ts';
import { eventSuite } from './event.ts';
import { lockSuite, recursiveAsLock } from './lock.ts';
import { queueSuite } from './queue.ts';
import { recursiveLockSuite } from './recursive-lock.ts';
import { semaphoreSuite } from './semaphore.ts';
import { simpleQueueSuite } from './simple-queue.ts';

export const suites: Readonly<Record<string, (players: Players) => void>> = {
  lock: lockSuite,
  'recursive lock, as a lock': recursiveAsLock,
  'recursive lock': recursiveLockSuite,
  event: eventSuite,
  condition: conditionSuite,
  semaphore: semaphoreSuite,
  barrier: barrierSuite,
  queue: queueSuite,
  'unbounded queue': simpleQueueSuite,
};
