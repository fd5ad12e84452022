/** The file that tasks on the page's thread read, one for all of them: written before the play, removed after it, read by asking and awaiting. */
import type { Bytes } from '../../base/units.ts';
import { Stopped } from '../../pool/errors.ts';
import { fileContent, isFileContent } from '../../programs/parts/own-file.ts';
import { answered, fileFault, openFileFolder, unlessGiven } from './file-folder.ts';
import type { Outside } from './page-outside.ts';
import { CannotPlay, type PlayAsked } from './play.ts';

const NAME = 'page';

export interface PageFile {
  /** From beginning to end; its length. Rejects with the signal's reason. */
  read(signal: AbortSignal): Promise<Bytes>;
  /** Never rejects. */
  remove(): Promise<void>;
}

async function bytesOf(handle: FileSystemFileHandle): Promise<Uint8Array> {
  return new Uint8Array(await (await handle.getFile()).arrayBuffer());
}

async function written(folder: FileSystemDirectoryHandle): Promise<FileSystemFileHandle> {
  const handle = await folder.getFileHandle(NAME, { create: true });
  if (!('createWritable' in handle)) throw new CannotPlay('this browser lets a page write no files, only its workers');
  const writable = await handle.createWritable();
  await writable.write(fileContent());
  await writable.close();
  if (isFileContent(await bytesOf(handle))) return handle;
  throw new CannotPlay('what was written into the file is not what stands in it');
}

/** Rejects with `CannotPlay` where the browser gives no file, and with the signal's reason. */
export async function writePageFile(signal: AbortSignal): Promise<PageFile> {
  const folder = await openFileFolder(signal);
  try {
    const handle = await answered(signal, written(folder.handle));
    return {
      read: async (stop) => (await unlessGiven(stop, bytesOf(handle))).length,
      remove: () => folder.remove(),
    };
  } catch (cause) {
    await folder.remove();
    throw signal.aborted ? cause : fileFault(cause);
  }
}

/** Rejects where the program has none. */
export function readOf(file: PageFile | null, signal: AbortSignal): Promise<Bytes> {
  if (file) return file.read(signal);
  return Promise.reject(new Error('the program reads files but does not say so: set "readsFiles"'));
}

/** Plays with a file at hand where the program reads one. Rejects with `Stopped`, `CannotPlay`, and with what `play` rejects with. */
export async function withPageFile<T>(
  outside: Outside,
  { program, signal }: Pick<PlayAsked, 'program' | 'signal'>,
  play: (file: PageFile | null) => Promise<T>,
): Promise<T> {
  if (!program.readsFiles) return play(null);
  if (signal.aborted) throw new Stopped();
  let file: PageFile;
  try {
    file = await outside.writeFile(signal);
  } catch (cause) {
    throw signal.aborted ? new Stopped() : cause;
  }
  try {
    return await play(file);
  } finally {
    await file.remove();
  }
}
