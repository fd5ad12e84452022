/** Carries a rank's script out: on a worker that may block, where nothing is ever yielded to wait for; or promise by promise. */
import type { Script } from '../sync/thread.ts';

/** For a transport that blocks. */
export function followBlocking<T>(script: Script<T>): T {
  let step = script.next();
  while (!step.done) step = script.next(step.value);
  return step.value;
}

/** For a transport that yields promises: the worker hears messages in between. */
export async function followPromises<T>(script: Script<T>): Promise<T> {
  let step = script.next();
  while (!step.done) {
    const resume = await Promise.resolve(step.value).then(
      (value) => () => script.next(value),
      (reason: unknown) => () => script.throw(reason),
    );
    step = resume();
  }
  return step.value;
}
