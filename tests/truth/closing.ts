/**
 * What has to be undone, last opened first, however the run ends: by itself, by a failure, by Ctrl-C. Nothing is waited
 * for without an end.
 */
import { atMost } from '../../src/base/at-most.ts';

const LIMIT_MS = 10_000;
/** After an interrupt, what is under way notices that its browser is gone; it gets this long to do so. */
const NOTICE_MS = 3_000;

export type Undo = () => Promise<void> | void;

export class Interrupted extends Error {
  override readonly name = 'Interrupted';
  constructor() {
    super('interrupted');
  }
}

export class Closing {
  readonly #undo: Undo[] = [];
  #over = false;

  /** Nothing more may be opened. */
  get isOver(): boolean {
    return this.#over;
  }

  /** Remembers how something that was just opened is closed. Throws `Interrupted` where it comes too late, and closes it. */
  add(undo: Undo): void {
    if (this.#over) {
      void attempt(undo);
      throw new Interrupted();
    }
    this.#undo.push(undo);
  }

  async all(): Promise<void> {
    this.#over = true;
    for (let undo = this.#undo.pop(); undo; undo = this.#undo.pop()) await attempt(undo);
  }

  /** Closes all when the process is interrupted, and ends it soon after. A second interrupt ends it at once. */
  onInterrupt(): void {
    const end = (): void => {
      if (this.#over) process.exit(1);
      process.stderr.write('stopping …\n');
      void this.all().finally(() => setTimeout(() => process.exit(1), NOTICE_MS).unref());
    };
    process.on('SIGINT', end).on('SIGTERM', end);
  }
}

/** A thing that does not close is no reason to leave the next one open. */
async function attempt(undo: Undo): Promise<void> {
  const tried = (async () => undo())();
  tried.catch((error: unknown) => process.stderr.write(`not closed: ${String(error)}\n`));
  await atMost(tried, LIMIT_MS);
}
