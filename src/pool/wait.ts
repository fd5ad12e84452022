/**
 * Waits for several futures of executors at once. Only what is settled counts as done: a future that was cancelled, but whose
 * executor has not seen it yet, does not. Nothing is cancelled by waiting.
 * Source: CPython 3.13, Lib/concurrent/futures/_base.py (`wait`).
 */
import type { Milliseconds } from '../base/units.ts';
import { BadArgument } from '../sync/errors.ts';
import type { Future } from './future.ts';

export const RETURN_WHEN = ['first-completed', 'first-exception', 'all-completed'] as const;
export type ReturnWhen = (typeof RETURN_WHEN)[number];

export interface WaitOptions {
  readonly timeoutMs?: Milliseconds;
  readonly returnWhen?: ReturnWhen;
}

export interface Waited<T> {
  readonly done: Set<Future<T>>;
  readonly notDone: Set<Future<T>>;
}

function isFailed(future: Future<unknown>): boolean {
  return future.state === 'finished' && future.failure !== null;
}

/** How many more have to be settled; Infinity for a rule that one failure satisfies. Told of each that is. */
class Condition {
  #left: number;

  constructor(
    readonly rule: ReturnWhen,
    left: number,
    readonly onMet: () => void,
  ) {
    this.#left = left;
  }

  told(future: Future<unknown>): void {
    this.#left -= 1;
    const isMet =
      this.#left === 0 || this.rule === 'first-completed' || (this.rule === 'first-exception' && isFailed(future));
    if (isMet) this.onMet();
  }
}

function isMetAlready(
  rule: ReturnWhen,
  all: ReadonlySet<Future<unknown>>,
  done: ReadonlySet<Future<unknown>>,
): boolean {
  if (done.size === all.size) return true;
  if (rule === 'first-completed') return done.size > 0;
  return rule === 'first-exception' && [...done].some(isFailed);
}

/**
 * Resolves when the rule is met or the time is up, which is no error, with what is done and what is not. The same future twice
 * counts once. Rejects with `BadArgument` for an unknown rule.
 */
export async function wait<T>(futures: Iterable<Future<T>>, options: WaitOptions = {}): Promise<Waited<T>> {
  const { timeoutMs, returnWhen = 'all-completed' } = options;
  if (!RETURN_WHEN.includes(returnWhen)) {
    throw new BadArgument(`nobody can wait for "${String(returnWhen)}": say one of ${RETURN_WHEN.join(', ')}`);
  }
  const all = new Set(futures);
  const settled = (): Future<T>[] => [...all].filter((future) => future.isSettled);
  const before = new Set(settled());
  if (!isMetAlready(returnWhen, all, before)) {
    const open = [...all].filter((future) => !before.has(future));
    await met(open, returnWhen, timeoutMs);
  }
  const done = new Set(settled());
  return { done, notDone: new Set([...all].filter((future) => !done.has(future))) };
}

function met(open: readonly Future<unknown>[], rule: ReturnWhen, timeoutMs?: Milliseconds): Promise<void> {
  return new Promise((resolve) => {
    const over = (): void => {
      clearTimeout(timer);
      for (const future of open) future.removeWaiter(condition);
      resolve();
    };
    const timer = timeoutMs === undefined ? undefined : setTimeout(over, timeoutMs);
    const condition = new Condition(rule, open.length, over);
    for (const future of open) future.addWaiter(condition);
  });
}
