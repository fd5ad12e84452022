/**
 * What a browser saves, read from the folder it saves to: for engines whose driver does not tell of downloads.
 */
import { readdir, readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import type { Saved } from './hands.ts';

const SAVING_MS = 15_000;
const PAUSE_MS = 25;
/** While it is being written: of Firefox, of WebKitGTK. */
const UNFINISHED = /\.(part|wkdownload)$/;

async function filesIn(folder: string): Promise<string[]> {
  const entries = await readdir(folder, { withFileTypes: true });
  return entries.filter((entry) => entry.isFile()).map(({ name }) => name);
}

/** Null while there is none, or while one is being written: until then an empty file may keep its place. */
async function wholeFile(folder: string, before: ReadonlySet<string>): Promise<Saved | null> {
  const fresh = (await filesIn(folder)).filter((name) => !before.has(name));
  const [name] = fresh;
  if (name === undefined || fresh.some((file) => UNFINISHED.test(file))) return null;
  const content = await readFile(join(folder, name));
  return content.length > 0 ? { name, content } : null;
}

/** The file that comes into the folder because of `act`, taken out of it again. Throws where none has come after 15 s. */
export async function savedInto(folder: string, act: () => Promise<void>): Promise<Saved> {
  const before = new Set(await filesIn(folder));
  await act();
  const end = Date.now() + SAVING_MS;
  for (;;) {
    const saved = await wholeFile(folder, before);
    if (saved) {
      await rm(join(folder, saved.name));
      return saved;
    }
    if (Date.now() > end) throw new Error(`nothing was saved within ${SAVING_MS} ms`);
    await new Promise((resolve) => setTimeout(resolve, PAUSE_MS));
  }
}
