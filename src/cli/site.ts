/**
 * The production site for the command line and the tests: built where `dist/` is older than a source, and served on
 * this machine only. Prints nothing on standard output.
 */
import { mkdir, readdir, rename, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { build, preview, type InlineConfig, type Plugin } from 'vite';
import { hosting } from './hosting.ts';
import { oneAtATime } from './one-at-a-time.ts';
import { ROOT } from './root.ts';

const SITE = join(ROOT, 'dist');
const PAGE = join(SITE, 'index.html');
const BUILDING = join(ROOT, 'build');
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

/** Beside its place and put there whole: who is interrupted leaves the site as it was, and nobody ever serves half of one. */
async function buildAside(): Promise<void> {
  const aside = join(BUILDING, `site-${process.pid}`);
  const former = join(BUILDING, `former-${process.pid}`);
  try {
    // A NODE_ENV of the caller ("test" under Vitest) must not decide what visitors get.
    await build({ root: ROOT, mode: 'production', logLevel: 'warn', build: { outDir: aside, emptyOutDir: true } });
    await rename(SITE, former).catch(() => {}); // there is none at first
    await rename(aside, SITE);
  } finally {
    await rm(aside, { recursive: true, force: true });
    await rm(former, { recursive: true, force: true });
  }
}

/** Builds what is stale, unless another process that shares this folder is at it: then waits until that one is done. */
export async function buildSite(onWait?: () => void): Promise<void> {
  try {
    await mkdir(BUILDING, { recursive: true });
    await oneAtATime(join(BUILDING, 'turn'), async () => ((await isStale()) ? buildAside() : undefined), onWait);
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code !== 'EROFS' && code !== 'EACCES') throw error;
    throw new Error(`the site is not built and ${ROOT} may not be written: run "npm run build" where it may`);
  }
}

export interface Serving {
  /** Send the isolation headers; without them the page finds no shared memory. */
  readonly isolated: boolean;
  /** Taken where free, otherwise the next free one; 0 takes any. */
  readonly port: number;
  readonly host: string;
}

/** Vite ends the process at the first SIGTERM; what that means is for the command line to say (ending.ts). */
async function withSignalsLeftAlone<Value>(work: () => Promise<Value>): Promise<Value> {
  const own = new Set(process.listeners('SIGTERM'));
  const value = await work();
  for (const listener of process.listeners('SIGTERM')) if (!own.has(listener)) process.off('SIGTERM', listener);
  return value;
}

/** The server of Vite's preview with the answers of a static host. The headers stand in vite.config.ts. */
const asAHost: Plugin = {
  name: 'overlap:as-a-host',
  configurePreviewServer({ config, middlewares }) {
    const headers = Object.entries(config.preview.headers).map(([name, value]) => [name, String(value)] as const);
    middlewares.use(hosting(SITE, Object.fromEntries(headers)));
  },
};

/** Serves `dist/` as it is, and writes nothing: many processes may serve one folder, which may be read-only. */
export async function serveSite({ isolated, port, host }: Serving): Promise<Site> {
  const options: InlineConfig = {
    root: ROOT,
    logLevel: 'warn',
    // The usual loader writes a file beside the configuration.
    configLoader: 'runner',
    // A server that reads no configuration sends no isolation headers.
    ...(!isolated && { configFile: false }),
    plugins: [asAHost],
    // What is not there is not there: no page in its place.
    appType: 'mpa',
    preview: { port, host, strictPort: false, open: false },
  };
  const server = await withSignalsLeftAlone(() => preview(options));
  const [url] = server.resolvedUrls?.local ?? [];
  if (!url) throw new Error(`the server came up without an address on ${host}`);
  return { url, close: () => server.close() };
}
