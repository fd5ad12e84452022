/** Every body a test can ask for, by name. */
import type { Body } from '../part.ts';
import * as barrier from './barrier.ts';
import * as bench from './bench.ts';
import * as condition from './condition.ts';
import * as counts from './counts.ts';
import * as event from './event.ts';
import * as lab from './lab.ts';
import * as lock from './lock.ts';
import * as queue from './queue.ts';
import * as recursiveLock from './recursive-lock.ts';
import * as semaphore from './semaphore.ts';

export const bodies: Readonly<Record<string, Body>> = {
  ...lock,
  ...recursiveLock,
  ...event,
  ...condition,
  ...semaphore,
  ...barrier,
  ...queue,
  ...lab,
  ...bench,
  ...counts,
};
