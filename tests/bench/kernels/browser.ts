/**
 * The benchmark's page, built, served and open in a headless Chromium, and the bytes that go to it and come back: input, modules,
 * outputs. Knows no kernel.
 */
import type { IncomingMessage, ServerResponse } from 'node:http';
import { join } from 'node:path';
import { chromium, type Page } from 'playwright';
import { build, preview, type Plugin } from 'vite';
import { BROWSER_HINT, findBrowser, launchFlags } from '../../../src/cli/browser.ts';
import type { Milliseconds } from '../../../src/base/units.ts';
import type { KernelBench } from './page/main.ts';
import type { RivalSource } from './page/worker.ts';
import type { Work } from './work.ts';

const CONFIG = join(import.meta.dirname, 'page', 'vite.config.ts');
const EXCHANGE = '/exchange/';
/** No answer of the page may take longer: the slowest rival's whole work a few times over. */
const LIMIT_MS = 60_000;

type Arguments<Name extends keyof KernelBench> = Parameters<KernelBench[Name]>;
type Answer<Name extends keyof KernelBench> = Awaited<ReturnType<KernelBench[Name]>>;

export interface BenchPage {
  /** "Chromium 156.0". */
  readonly name: string;
  /** Where the page finds bytes; replaces what stood under this name. */
  offer(name: string, bytes: Uint8Array): string;
  load(work: Work, inputUrl: string, sources: readonly RivalSource[]): Promise<Record<string, string>>;
  time(rival: string, repeats: number): Promise<Milliseconds[]>;
  /** What the rival wrote last. */
  output(rival: string): Promise<Uint8Array>;
  compile(url: string, repeats: number): Promise<Milliseconds[]>;
  openPair(work: Work): Promise<void>;
  timePair(workers: number, repeats: number): Promise<Milliseconds[]>;
  faultOfPair(): Promise<string | null>;
  closePair(): Promise<void>;
  close(): Promise<void>;
}

type Bytes = Map<string, Uint8Array>;

async function receive(request: IncomingMessage): Promise<Uint8Array> {
  const parts: Buffer[] = [];
  for await (const part of request) parts.push(part as Buffer);
  return Buffer.concat(parts);
}

async function answer(request: IncomingMessage, response: ServerResponse, exchanged: Bytes): Promise<void> {
  const name = (request.url ?? '').replace(/^\//, '');
  if (request.method === 'PUT') {
    exchanged.set(name, await receive(request));
    response.end();
    return;
  }
  const found = exchanged.get(name);
  response.statusCode = found ? 200 : 404;
  response.setHeader('Content-Type', name.endsWith('.wasm') ? 'application/wasm' : 'application/octet-stream');
  response.setHeader('Cache-Control', 'no-store');
  response.end(found);
}

function exchange(exchanged: Bytes): Plugin {
  return {
    name: 'overlap:bench-exchange',
    configurePreviewServer(server) {
      server.middlewares.use(EXCHANGE, (request: IncomingMessage, response: ServerResponse) => {
        answer(request, response, exchanged).catch((error: Error) => response.destroy(error));
      });
    },
  };
}

function ask<Name extends keyof KernelBench>(page: Page, name: Name, ...given: Arguments<Name>): Promise<Answer<Name>> {
  const call = ([which, all]: readonly [string, readonly unknown[]]): unknown =>
    (globalThis.kernelBench as unknown as Record<string, (...all: readonly unknown[]) => unknown>)[which]?.(...all);
  const answered = page.evaluate(call, [name, given] as const) as Promise<Answer<Name>>;
  let limit: NodeJS.Timeout | undefined;
  const overdue = new Promise<never>((_, reject) => {
    limit = setTimeout(() => reject(new Error(`the page did not answer "${name}" in ${LIMIT_MS / 1_000} s`)), LIMIT_MS);
  });
  return Promise.race([answered, overdue]).finally(() => clearTimeout(limit));
}

/** Throws where there is no Chromium. Close it after use. */
export async function openBenchPage(): Promise<BenchPage> {
  const executablePath = await findBrowser();
  if (!executablePath) throw new Error(BROWSER_HINT);
  const exchanged: Bytes = new Map();
  await build({ configFile: CONFIG, logLevel: 'error' });
  const settings = { port: 0, host: '127.0.0.1' };
  const server = await preview({
    configFile: CONFIG,
    logLevel: 'error',
    preview: settings,
    plugins: [exchange(exchanged)],
  });
  const browser = await chromium.launch({ executablePath, args: launchFlags() });
  const page = await browser.newPage({ serviceWorkers: 'block' });
  await page.goto(server.resolvedUrls?.local[0] ?? '');
  await page.waitForFunction(() => 'kernelBench' in globalThis);
  return {
    name: `Chromium ${browser.version()}`,
    offer(name, bytes) {
      exchanged.set(name, bytes);
      return EXCHANGE + name;
    },
    load: (work, inputUrl, sources) => ask(page, 'load', work, inputUrl, sources),
    time: (rival, repeats) => ask(page, 'time', rival, repeats),
    async output(rival) {
      exchanged.delete('output');
      await ask(page, 'send', rival, `${EXCHANGE}output`);
      const bytes = exchanged.get('output');
      if (!bytes) throw new Error(`the page sent no output of ${rival}`);
      // At the start of a buffer of its own, so that descriptors may look at it as doubles.
      return new Uint8Array(bytes);
    },
    compile: (url, repeats) => ask(page, 'compile', url, repeats),
    openPair: (work) => ask(page, 'openPair', work),
    timePair: (workers, repeats) => ask(page, 'timePair', workers, repeats),
    faultOfPair: () => ask(page, 'faultOfPair'),
    closePair: () => ask(page, 'closePair'),
    async close() {
      await browser.close();
      await server.close();
    },
  };
}
