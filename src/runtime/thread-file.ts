/**
 * A thread's own file in the private file system of the origin, open while it plays: read without turning to the event loop, as a thread of
 * an operating system reads. One a worker, since the browser opens a file once at a time in this way. The page makes the folder and removes it.
 */
import type { Bytes } from '../base/units.ts';
import { FILE_BYTES, fileContent, isFileContent } from '../programs/parts/own-file.ts';

/** Only workers have it, and the types of the page do not know it. */
interface AccessHandle {
  read(into: Uint8Array, options: { at: number }): number;
  write(bytes: Uint8Array, options: { at: number }): number;
  close(): void;
}

interface OpenFile {
  readonly folder: string;
  readonly handle: AccessHandle;
  readonly buffer: Uint8Array;
}

let own: OpenFile | null = null;

export class FileFailed extends Error {
  override readonly name = 'FileFailed';
}

async function accessHandle(folder: string, name: string): Promise<AccessHandle> {
  const root = await navigator.storage.getDirectory();
  const directory = await root.getDirectoryHandle(folder);
  const file: object = await directory.getFileHandle(name, { create: true });
  if (!('createSyncAccessHandle' in file)) {
    throw new FileFailed('the workers of this browser cannot read files while they block');
  }
  return (file as { createSyncAccessHandle(): Promise<AccessHandle> }).createSyncAccessHandle();
}

/**
 * Writes the file and keeps it open, in place of the one before. Before the thread serves: it is opened by messages. Rejects with
 * `FileFailed`, or the DOMException of the browser, as QuotaExceededError.
 */
export async function openThreadFile(folder: string, name: string): Promise<void> {
  if (own) closeThreadFile(own.folder);
  const handle = await accessHandle(folder, name);
  own = { folder, handle, buffer: new Uint8Array(FILE_BYTES) };
  try {
    handle.write(fileContent(), { at: 0 });
    if (readThreadFile() === FILE_BYTES && isFileContent(own.buffer)) return;
    throw new FileFailed('what was written into the file is not what stands in it');
  } catch (error) {
    closeThreadFile(folder);
    throw error;
  }
}

/** Closes the file, where it is in this folder: it may be that of a later play. */
export function closeThreadFile(folder: string): void {
  if (own?.folder !== folder) return;
  own.handle.close();
  own = null;
}

/** Reads the whole file and blocks meanwhile; its length. Throws `FileFailed` where none is open, or its end comes early. */
export function readThreadFile(): Bytes {
  if (!own) throw new FileFailed('this thread has no file: let the program say that it reads files');
  const { handle, buffer } = own;
  let at = 0;
  while (at < buffer.length) {
    const got = handle.read(at === 0 ? buffer : buffer.subarray(at), { at });
    if (got === 0) throw new FileFailed(`the file ended after ${at} of ${buffer.length} bytes`);
    at += got;
  }
  return at;
}
