/**
 * Everything a task body can ask for, as data, and a generator for each that gives its answer a type:
 * `const value = yield* get(0)`. Closed, so that every interpreter answers every operation. Carries nothing out.
 *
 * All values are numbers: of cells, results and arguments any, of queues and messages whole ones of 32 bits.
 */

export type Operation =
  /** Items of the job's kernel, `end` excluded. */
  | { readonly op: 'compute'; readonly start: number; readonly end: number }
  | { readonly op: 'sleep'; readonly ms: number }
  /** A small file of this site, fetched anew, past every cache; answers its length in bytes. At most 4 at once. */
  | { readonly op: 'read' }
  /** The thread's own file on this device, from beginning to end; answers its length in bytes. For programs that say `readsFiles`. */
  | { readonly op: 'read-file' }
  | { readonly op: 'print'; readonly text: string }
  /** Starts another task; answers its number. `main` is task 0, the others count on in the order of spawning. */
  | { readonly op: 'spawn'; readonly body: string; readonly args: readonly number[] }
  /** Waits for a task's end; answers what it returned. */
  | { readonly op: 'join'; readonly task: number }
  /** Answers 1 where the task has ended, else 0; never waits. */
  | { readonly op: 'is-done'; readonly task: number }
  | { readonly op: 'acquire'; readonly lock: number }
  | { readonly op: 'release'; readonly lock: number }
  | { readonly op: 'put'; readonly queue: number; readonly value: number }
  | { readonly op: 'get'; readonly queue: number }
  /** To a task's own mailbox, which holds 64. */
  | { readonly op: 'send'; readonly to: number; readonly value: number }
  /** From the task's own mailbox, in the order in which they came. */
  | { readonly op: 'receive' }
  | { readonly op: 'load'; readonly cell: number }
  | { readonly op: 'store'; readonly cell: number; readonly value: number }
  /** Adds 1 to a counter so many times, none of which is lost, up to 2³¹ − 1 in all; answers what it then is. */
  | { readonly op: 'count'; readonly counter: number; readonly times: number };

export type Asking<Answer> = Generator<Operation, Answer, number>;

export function* compute(start: number, end: number): Asking<void> {
  yield { op: 'compute', start, end };
}
export function* sleep(ms: number): Asking<void> {
  yield { op: 'sleep', ms };
}
export function* read(): Asking<number> {
  return yield { op: 'read' };
}
export function* readFile(): Asking<number> {
  return yield { op: 'read-file' };
}
export function* print(text: string): Asking<void> {
  yield { op: 'print', text };
}
export function* spawn(body: string, ...args: number[]): Asking<number> {
  return yield { op: 'spawn', body, args };
}
export function* join(task: number): Asking<number> {
  return yield { op: 'join', task };
}
export function* isDone(task: number): Asking<boolean> {
  return (yield { op: 'is-done', task }) !== 0;
}
export function* acquire(lock: number): Asking<void> {
  yield { op: 'acquire', lock };
}
export function* release(lock: number): Asking<void> {
  yield { op: 'release', lock };
}
export function* put(queue: number, value: number): Asking<void> {
  yield { op: 'put', queue, value };
}
export function* get(queue: number): Asking<number> {
  return yield { op: 'get', queue };
}
export function* send(to: number, value: number): Asking<void> {
  yield { op: 'send', to, value };
}
export function* receive(): Asking<number> {
  return yield { op: 'receive' };
}
export function* load(cell: number): Asking<number> {
  return yield { op: 'load', cell };
}
export function* store(cell: number, value: number): Asking<void> {
  yield { op: 'store', cell, value };
}
export function* count(counter: number, times: number): Asking<number> {
  return yield { op: 'count', counter, times };
}
