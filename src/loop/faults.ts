/**
 * What a loop could give to nobody: errors of callbacks, errors of futures that nobody asked for, tasks and chains that never
 * ended. Told to the loop's handler; the loop goes on. Source: CPython 3.13, Lib/asyncio/base_events.py (`call_exception_handler`).
 */
import { LoopExit } from './errors.ts';
import type { LoopFuture } from './loop-future.ts';

/** What the loop could not give to anybody. */
export interface LoopFault {
  readonly message: string;
  readonly error?: unknown;
  readonly source?: unknown;
}

export type ExceptionHandler = (fault: LoopFault) => void;

/** Something that may have a fault to tell once its loop is closed. */
export interface AtClose {
  /** What is wrong with it now; null for nothing. */
  faultAtClose(): LoopFault | null;
}

/** Without a handler a fault is an uncaught error of the page: it is seen, and stops nothing. */
function throwUncaught(fault: LoopFault): void {
  queueMicrotask(() => {
    throw fault.error instanceof Error ? fault.error : new Error(fault.message, { cause: fault.error });
  });
}

export class Faults {
  handler: ExceptionHandler | null = null;
  /** Failed, and nobody has asked for the error yet. */
  readonly #unseen = new Map<LoopFuture<unknown>, unknown>();
  readonly #atClose = new Set<AtClose>();

  /** `LoopExit` thrown by the handler leaves the loop; another error of its own becomes an uncaught one. */
  tell(fault: LoopFault): void {
    if (this.handler === null) return throwUncaught(fault);
    try {
      this.handler(fault);
    } catch (error) {
      if (error instanceof LoopExit) throw error;
      throwUncaught({ message: 'the exception handler failed', error });
    }
  }

  failed(future: LoopFuture<unknown>, error: unknown): void {
    this.#unseen.set(future, error);
  }

  seen(future: LoopFuture<unknown>): void {
    this.#unseen.delete(future);
  }

  /** Asks `source` at the close, until it is dismissed. */
  watch(source: AtClose): void {
    this.#atClose.add(source);
  }

  dismiss(source: AtClose): void {
    this.#atClose.delete(source);
  }

  /** Each error once, in the order of failing. */
  tellUnseen(): void {
    const unseen = [...this.#unseen];
    this.#unseen.clear();
    for (const [source, error] of unseen) {
      this.tell({ message: `${source.kind} exception was never retrieved`, error, source });
    }
    const watched = [...this.#atClose];
    this.#atClose.clear();
    for (const source of watched) {
      const fault = source.faultAtClose();
      if (fault !== null) this.tell(fault);
    }
  }
}
