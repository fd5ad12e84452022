/**
 * Where a document of the command line ends up: on standard output, in a file that holds the whole document or is not there, or as a line
 * more in a file that several processes of one machine may share. What is in the document is not looked at.
 */
import { access, constants, open, realpath, rename, rm, stat, writeFile, type FileHandle } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import type { Destination } from './arguments.ts';

const LINE_END = 0x0a;

/** Why a document could not go there, in one line; null where it can. Asked before the measurement, not after it. */
export async function misplaced({ form, file }: Destination): Promise<string | null> {
  if (file === null) return null;
  const refused = `${form === 'added line' ? '--append' : '--out'} does not take "${file}"`;
  const folder = await stat(dirname(file)).catch(() => null);
  const there = await stat(file).catch(() => null);
  if (!folder?.isDirectory() || there?.isDirectory()) return `${refused}: give a file in a folder that exists`;
  return access(there ? file : dirname(file), constants.W_OK).then(
    () => null,
    () => `${refused}: it may not be written`,
  );
}

/** Under another name first: whoever is interrupted, or runs out of space, leaves no half file. Devices and pipes are written to as they are. */
async function replace(named: string, text: string): Promise<void> {
  const file = await realpath(named).catch(() => named);
  const there = await stat(file).catch(() => null);
  const isFolderOpen = await access(dirname(file), constants.W_OK).then(
    () => true,
    () => false,
  );
  if ((there && !there.isFile()) || !isFolderOpen) return writeFile(file, text);
  const draft = join(dirname(file), `.${basename(file)}.${process.pid}.part`);
  try {
    await writeFile(draft, text);
    await rename(draft, file);
  } catch (error) {
    await rm(draft, { force: true });
    throw error;
  }
}

async function endsInHalfALine(handle: FileHandle, size: number): Promise<boolean> {
  if (size === 0) return false;
  const { bytesRead, buffer } = await handle.read(Buffer.alloc(1), 0, 1, size - 1);
  return bytesRead === 1 && buffer[0] !== LINE_END;
}

/**
 * One `write` to a file opened with O_APPEND: POSIX puts the whole of it at the end, whoever else writes
 * (IEEE 1003.1-2017, `write`). That holds on one machine; a network file system may lose lines (`man 2 open`, O_APPEND). After a half line
 * that something else has left there a new one is begun. Throws where there was no room for the line, and takes back what was written of it.
 */
async function addLine(file: string, line: string): Promise<void> {
  const handle = await open(file, 'a+');
  try {
    const before = await handle.stat();
    const begin = before.isFile() && (await endsInHalfALine(handle, before.size)) ? '\n' : '';
    const bytes = Buffer.from(begin + line);
    const { bytesWritten } = await handle.write(bytes);
    if (bytesWritten === bytes.length) return;
    const { size } = await handle.stat();
    // Where somebody else has written meanwhile, theirs comes after this half and must stay.
    if (size === before.size + bytesWritten) await handle.truncate(before.size);
    throw new Error(`there was no room in ${file} for the line of ${bytes.length} bytes`);
  } finally {
    await handle.close();
  }
}

/** The text that was delivered. Rejects where the file could not be written; what was measured is then on standard output. */
export async function deliver(document: object, { form, file }: Destination): Promise<string> {
  const text = `${JSON.stringify(document, null, form === 'indented' ? 2 : 0)}\n`;
  try {
    if (file === null) process.stdout.write(text);
    else if (form === 'added line') await addLine(file, text);
    else await replace(file, text);
    return text;
  } catch (error) {
    process.stdout.write(text);
    throw new Error(`${(error as Error).message}; the document is on standard output instead`, { cause: error });
  }
}
