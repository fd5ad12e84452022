/**
 * A folder of one play in the private file system of the origin: made before it, removed after it with all that is in it. What earlier pages
 * left there because they were closed in between is swept first. Nothing of it is seen outside of the browser, or sent anywhere.
 */
import type { Milliseconds } from '../../base/units.ts';
import { HAS_LOCKS } from '../../pool/life.ts';
import { CannotPlay } from './play.ts';

/** Ours, whichever page made it. */
export const FOLDER_PREFIX = 'overlap-play-';
/** A browser that has not answered by then never will. */
const ANSWER_MS: Milliseconds = 5_000;
/** A worker that was ended by force lets go of its file up to two seconds later. */
const LET_GO_MS: Milliseconds = 3_000;
const BETWEEN_TRIES_MS: Milliseconds = 50;

export interface FileFolder {
  readonly name: string;
  readonly handle: FileSystemDirectoryHandle;
  /** With all that is in it, trying again while a file is still open. Never rejects. */
  remove(): Promise<void>;
}

/** The promise's value, but rejects with the signal's reason as soon as it is given. */
export function unlessGiven<T>(signal: AbortSignal, work: Promise<T>): Promise<T> {
  return new Promise((resolve, reject) => {
    const given = (): void => reject(signal.reason as Error);
    if (signal.aborted) given();
    signal.addEventListener('abort', given);
    work.then(resolve, reject).finally(() => signal.removeEventListener('abort', given));
  });
}

/**
 * The same within the time in which a browser answers. Rejects with `CannotPlay` after it, with the signal's reason, and with what `work`
 * rejects with.
 */
export async function answered<T>(signal: AbortSignal, work: Promise<T>): Promise<T> {
  const limit = AbortSignal.timeout(ANSWER_MS);
  try {
    return await unlessGiven(AbortSignal.any([signal, limit]), work);
  } catch (cause) {
    if (signal.aborted || !limit.aborted) throw cause;
    throw new CannotPlay(`the browser did not open its private files within ${ANSWER_MS / 1000} s: try again`);
  }
}

/** What the browser has thrown about files, here or on a worker, as a sentence for whoever asked for the play. */
export function fileFault(cause: unknown): CannotPlay {
  if (cause instanceof CannotPlay) return cause;
  const { name, message } = cause instanceof Error ? cause : new Error(String(cause));
  switch (name) {
    case 'FileFailed':
      return new CannotPlay(message, { cause });
    case 'QuotaExceededError':
      return new CannotPlay('the browser has no room for a file of 64 KB a thread: free some, or ask for fewer tasks', {
        cause,
      });
    case 'SecurityError':
    case 'NotAllowedError':
    case 'UnknownError':
      return new CannotPlay(
        'the browser gives this page no files: leave private browsing, or allow the site to keep data',
        { cause },
      );
    default:
      return new CannotPlay(`the files that the program reads could not be prepared (${message}): try again`, {
        cause,
      });
  }
}

/** Rejects with `CannotPlay` where the browser has no private files, or refuses them; with the signal's reason. */
export async function openFileFolder(signal: AbortSignal): Promise<FileFolder> {
  demandFiles();
  const opening = made();
  try {
    return await answered(signal, opening);
  } catch (cause) {
    // Nobody waits for it any more; it may come all the same.
    opening.then(
      (folder) => folder.remove(),
      () => {},
    );
    throw signal.aborted ? cause : fileFault(cause);
  }
}

function demandFiles(): void {
  // Typed as always there; an insecure page has none, and a browser of yesterday only the storage.
  const storage = navigator.storage as Partial<StorageManager> | undefined;
  if (storage?.getDirectory && HAS_LOCKS) return;
  throw new CannotPlay(
    'this browser has no private files for a page, or gives them to secure pages only: open the page over https',
  );
}

async function made(): Promise<FileFolder> {
  const root = await navigator.storage.getDirectory();
  const name = `${FOLDER_PREFIX}${crypto.randomUUID()}`;
  // Held as long as there is the folder: who sweeps knows by it that its page lives.
  const letGo = await held(name);
  try {
    await sweep(root);
    const handle = await root.getDirectoryHandle(name, { create: true });
    return { name, handle, remove: () => removed(root, name).finally(letGo) };
  } catch (cause) {
    letGo();
    throw cause;
  }
}

/** Resolves when the lock is held, with what gives it back. */
function held(name: string): Promise<() => void> {
  return new Promise((resolve, reject) => {
    const untilGivenBack = (): Promise<void> => new Promise((letGo) => resolve(letGo));
    navigator.locks.request(name, untilGivenBack).catch(reject);
  });
}

/** Folders of plays whose pages are gone. */
async function sweep(root: FileSystemDirectoryHandle): Promise<void> {
  const ours: string[] = [];
  for await (const name of root.keys()) if (name.startsWith(FOLDER_PREFIX)) ours.push(name);
  if (ours.length === 0) return;
  // After the names: a folder that is listed had its lock before.
  const { held: locks = [] } = await navigator.locks.query();
  const alive = new Set(locks.map((lock) => lock.name));
  const left = ours.filter((name) => !alive.has(name));
  await Promise.allSettled(left.map((name) => root.removeEntry(name, { recursive: true })));
}

async function removed(root: FileSystemDirectoryHandle, name: string): Promise<void> {
  for (let waited = 0; waited < LET_GO_MS; waited += BETWEEN_TRIES_MS) {
    try {
      return await root.removeEntry(name, { recursive: true });
    } catch (fault) {
      if (fault instanceof DOMException && fault.name === 'NotFoundError') return;
    }
    await new Promise((resolve) => setTimeout(resolve, BETWEEN_TRIES_MS));
  }
}
