/** A thread that may block: a worker. Every call returns its value; waiting happens inside wasm, in bounded slices. */
import { MayNotBlock } from './errors.ts';
import type { SyncExports } from './sync-exports.ts';
import type { Script, Thread } from './thread.ts';

/** `at`: the record of this worker. Throws `MayNotBlock` on the page. */
export function blockingThread(sync: SyncExports, at: number): Thread<'blocking'> {
  if ('document' in globalThis) throw new MayNotBlock();
  return {
    style: 'blocking',
    at,
    sync,
    wait: (operation, timeoutMs, read) => read(operation.whole(timeoutMs)),
    step: (step, read) => read(step()),
    follow: run,
  };
}

function run<T>(script: Script<T>): T {
  let step = script.next();
  while (!step.done) step = script.next(step.value);
  return step.value;
}
