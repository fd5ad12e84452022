/**
 * The global interpreter lock as a worker sees it: assembly/sync/gil.ts at an address. The page has no part in it; it
 * may change the switch interval and read what was counted.
 */
import type { Region } from '../memory/layout.ts';
import type { Milliseconds } from '../base/units.ts';
import { demandDone } from './errors.ts';
import { OUTCOME } from './outcome.ts';
import type { Thread } from './thread.ts';

const WHAT = 'the GIL';

/** CPython's: sys.getswitchinterval(). */
export const SWITCH_INTERVAL_MS: Milliseconds = 5;

export class Gil {
  constructor(
    readonly thread: Thread<'blocking'>,
    readonly at: number,
  ) {}

  /** Waits until this thread has it. Throws `WaitStopped`, `BrokenLock`. */
  take(): void {
    demandDone(this.thread.sync.takeGil(this.at, this.thread.at), WHAT);
  }

  /** Gives it up: before a wait, or with `final` at the thread's end. Where somebody had asked for it, waits until one has had it. */
  drop({ final = false } = {}): void {
    demandDone(this.thread.sync.dropGil(this.at, this.thread.at, final ? 1 : 0), WHAT);
  }

  /**
   * Between two slices: one look at one word; drops and takes the GIL where that was asked for. True where it did. Throws
   * `WaitStopped`, `BrokenLock`, and has it no more.
   */
  check(): boolean {
    const outcome = this.thread.sync.checkGil(this.at, this.thread.at);
    if (outcome === OUTCOME.SWITCHED) return true;
    demandDone(outcome, WHAT);
    return false;
  }

  /** Runs `body` without the GIL, as native code does that needs no Python object. */
  released<T>(body: () => T): T {
    this.drop();
    try {
      return body();
    } finally {
      this.take();
    }
  }
}

/** What was counted at the lock itself. */
export interface GilCounts {
  /** Times it was given up. */
  readonly holds: number;
  /** Of these, on request. */
  readonly forced: number;
  readonly switches: number;
  readonly heldMs: Milliseconds;
  readonly longestMs: Milliseconds;
}

/** Words of assembly/sync/gil.ts. Read it when no thread runs. */
export function gilCounts(memory: WebAssembly.Memory, { at }: Region): GilCounts {
  const view = new DataView(memory.buffer, at, 256);
  return {
    holds: view.getUint32(136, true),
    forced: view.getUint32(140, true),
    switches: view.getUint32(24, true),
    heldMs: view.getFloat64(144, true),
    longestMs: view.getFloat64(152, true),
  };
}
