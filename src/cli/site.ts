/**
 * The production site for the command line and the tests: built where `dist/` is older than a source, and served on
 * this machine only. Prints nothing on standard output.
 */
import { readdir, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { build, preview } from 'vite';
import { ROOT } from './root.ts';

const PAGE = join(ROOT, 'dist', 'index.html');
/** Everything the build reads; tests and this folder are not part of it. */
const SOURCES = ['index.html', 'package-lock.json', 'vite.config.ts', 'tsconfig.json', 'src', 'assembly'];
const NO_SOURCES = new Set(['cli', 'build']);

export interface Site {
  /** Ends in a slash. */
  readonly url: string;
  close(): Promise<void>;
}

async function modified(path: string): Promise<number> {
  return stat(path).then(
    (found) => found.mtimeMs,
    () => 0,
  );
}

/** The youngest change at or under a path; a folder counts as well, since a deleted file leaves only that trace. */
async function newest(path: string): Promise<number> {
  const own = await modified(path);
  const entries = await readdir(path, { withFileTypes: true }).catch(() => []);
  const inner = await Promise.all(
    entries.filter((entry) => !NO_SOURCES.has(entry.name)).map((entry) => newest(join(path, entry.name))),
  );
  return Math.max(own, ...inner);
}

/** True where `dist/` is missing or a source has changed since it was written. */
export async function isStale(): Promise<boolean> {
  const built = await modified(PAGE);
  const changed = await Promise.all(SOURCES.map((source) => newest(join(ROOT, source))));
  return built < Math.max(...changed);
}

export async function buildSite(): Promise<void> {
  // A NODE_ENV of the caller ("test" under Vitest) must not decide what visitors get.
  await build({ root: ROOT, mode: 'production', logLevel: 'warn' });
}

export interface Serving {
  /** Send the isolation headers; without them the page finds no shared memory. */
  readonly isolated: boolean;
  /** Taken where free, otherwise the next free one; 0 takes any. */
  readonly port: number;
  readonly host: string;
}

/** Serves `dist/` as it is. */
export async function serveSite({ isolated, port, host }: Serving): Promise<Site> {
  const server = await preview({
    root: ROOT,
    logLevel: 'warn',
    // The headers stand in vite.config.ts; a server that reads no configuration sends none.
    ...(!isolated && { configFile: false }),
    preview: { port, host, strictPort: false, open: false },
  });
  const [url] = server.resolvedUrls?.local ?? [];
  if (!url) throw new Error(`the server came up without an address on ${host}`);
  return { url, close: () => server.close() };
}
