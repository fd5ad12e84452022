/**
 * Gates of an executor: events in shared memory (src/sync/event.ts) that its calls wait for with `Call.pass`. For tests and lessons,
 * which have to know that a call is running, and to say when it goes on.
 */
import { EVENT } from '../memory/structures.ts';
import { BadArgument } from '../sync/errors.ts';
import { Event } from '../sync/event.ts';
import { NeedsSharedMemory } from '../sync/sharing.ts';
import type { Thread } from '../sync/thread.ts';
import type { Pool } from './pool.ts';

/** Shut until it is opened; then open for everybody who waits or comes, until it is shut again. */
export class Gate {
  readonly #event: Event<'page'>;

  constructor(
    event: Event<'page'>,
    /** What calls are told, for `Call.pass`. */
    readonly number: number,
  ) {
    this.#event = event;
  }

  get isOpen(): boolean {
    return this.#event.isSet;
  }

  /** Resolves when everybody who waited has been told. */
  open(): Promise<void> {
    return this.#event.set();
  }

  shut(): void {
    this.#event.clear();
  }
}

export class Gates {
  readonly #pool: Pool;
  #thread: Thread<'page'> | undefined;
  #taken = 0;

  /** Of a pool that has been grown, to 0 workers at least. */
  constructor(pool: Pool) {
    this.#pool = pool;
  }

  /** A shut gate that nobody had before. Throws `NeedsSharedMemory`; `BadArgument` where all are taken. */
  take(): Gate {
    const shared = this.#pool.shared;
    if (!shared) throw new NeedsSharedMemory('a gate');
    const { gates } = shared.plan.calls;
    const most = gates.bytes / EVENT.BYTES;
    if (this.#taken === most)
      throw new BadArgument(`an executor has ${most} gates and all are taken: shut and reuse one`);
    this.#thread ??= this.#pool.roster.pageThread();
    const number = this.#taken++;
    return new Gate(new Event(this.#thread, gates.at + number * EVENT.BYTES), number);
  }
}
