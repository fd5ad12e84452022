/**
 * The files that the threads of a play read, one each: opened before they serve, since a worker that serves hears nothing, and closed and
 * removed after the play, however it ended.
 */
import { atMost } from '../../base/at-most.ts';
import type { Bytes, Milliseconds } from '../../base/units.ts';
import { Stopped, WorkerLost } from '../../pool/errors.ts';
import type { Lane } from '../../pool/lane.ts';
import type { Pool } from '../../pool/pool.ts';
import { answered, fileFault, openFileFolder, type FileFolder } from './file-folder.ts';
import { readOf, withPageFile } from './page-file.ts';
import { PAGE } from './page-outside.ts';
import type { PlayAsked } from './play.ts';

/** The play's outcome waits no longer for its files to be removed; they are all the same, as soon as the workers are home. */
const TIDY_MS: Milliseconds = 1_000;

/** Opens the files of these workers, which listen. Does nothing where the program reads none. */
export type OpenFiles = (lanes: readonly Lane[]) => Promise<void>;

async function openedOn(lane: Lane, folder: string): Promise<void> {
  try {
    await lane.guard(lane.api.openFile(folder, `thread-${lane.index}`));
  } catch (cause) {
    throw cause instanceof WorkerLost ? cause : fileFault(cause);
  }
}

class ThreadFiles {
  readonly #pool: Pool;
  readonly #signal: AbortSignal;
  #folder: FileFolder | null = null;
  #lanes: readonly Lane[] = [];
  /** Settled when nothing is being opened any more; never rejects. */
  #opening: Promise<unknown> = Promise.resolve();

  constructor(pool: Pool, signal: AbortSignal) {
    this.#pool = pool;
    this.#signal = signal;
  }

  async open(lanes: readonly Lane[]): Promise<void> {
    const folder = openFileFolder(this.#signal).then((opened) => (this.#folder = opened));
    this.#opening = folder.catch(() => {});
    try {
      const { name } = await folder;
      this.#lanes = lanes;
      const opens = lanes.map((lane) => openedOn(lane, name));
      // Where one dies, the others open theirs all the same.
      this.#opening = Promise.allSettled(opens);
      await answered(this.#signal, this.#pool.guard(Promise.all(opens)));
    } catch (cause) {
      throw this.#signal.aborted ? new Stopped() : cause;
    }
  }

  /** Never rejects. */
  async removed(): Promise<void> {
    // Given up in the middle, it is not over yet.
    await this.#opening;
    const folder = this.#folder;
    if (!folder) return;
    await this.#closed(folder.name);
    await folder.remove();
  }

  /** By every worker that still lives. A generation that lost one is on its way home already. */
  async #closed(folder: string): Promise<void> {
    await this.#pool.listen().catch(() => {});
    const living = this.#lanes.filter(({ state }) => state === 'ready');
    await Promise.allSettled(living.map((lane) => lane.guard(lane.api.closeFile(folder))));
  }
}

/**
 * Plays, and removes the files that `play` has let open. Rejects with what `play` rejects with; opening with `CannotPlay`, `Stopped`, or the
 * pool's faults.
 */
export async function withThreadFiles<T>(
  pool: Pool,
  { program, signal }: Pick<PlayAsked, 'program' | 'signal'>,
  play: (open: OpenFiles) => Promise<T>,
): Promise<T> {
  if (!program.readsFiles) return play(() => Promise.resolve());
  const files = new ThreadFiles(pool, signal);
  try {
    return await play((lanes) => files.open(lanes));
  } finally {
    await atMost(files.removed(), TIDY_MS);
  }
}

/** What a play by an executor reads: its `main` runs on the page, its tasks on workers. */
export interface ExecutorFiles {
  readonly open: OpenFiles;
  /** Rejects with the signal's reason. */
  read(signal: AbortSignal): Promise<Bytes>;
}

/** As `withThreadFiles`, with one for the page's thread. */
export function withExecutorFiles<T>(
  pool: Pool,
  asked: PlayAsked,
  play: (files: ExecutorFiles) => Promise<T>,
): Promise<T> {
  return withPageFile(PAGE, asked, (file) =>
    withThreadFiles(pool, asked, (open) => play({ open, read: (signal) => readOf(file, signal) })),
  );
}
