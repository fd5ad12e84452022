/**
 * A world for the service worker without a browser: its events, caches in memory that can refuse, and a host that answers as it is told. Only
 * what src/offline/service-worker.ts asks of it.
 */
import { vi } from 'vitest';

export const PAGE = 'http://host.example/lab/';
export const FILES = ['./', 'assets/one.js', 'assets/two.js'];

/** By address only: its types are those of a worker, and this file's are not. */
const WORKER: string = new URL('../../src/offline/service-worker.ts', import.meta.url).pathname;

type Handler = (event: unknown) => void;

/** Thrown by whatever it is asked for, as long as it is set. */
export interface Refusals {
  open: Error | null;
  put: ((address: string) => Error | null) | null;
}

class MemoryCache {
  readonly files = new Map<string, Response>();
  readonly #refusals: Refusals;

  constructor(refusals: Refusals) {
    this.#refusals = refusals;
  }

  async put(address: string, response: Response): Promise<void> {
    const refused = this.#refusals.put?.(address);
    if (refused) throw refused;
    this.files.set(address, response.clone());
  }

  async match(address: string): Promise<Response | undefined> {
    return this.files.get(address)?.clone();
  }
}

export class MemoryCaches {
  readonly named = new Map<string, MemoryCache>();
  readonly refusals: Refusals = { open: null, put: null };

  async open(name: string): Promise<MemoryCache> {
    if (this.refusals.open) throw this.refusals.open;
    const found = this.named.get(name) ?? new MemoryCache(this.refusals);
    this.named.set(name, found);
    return found;
  }

  async has(name: string): Promise<boolean> {
    if (this.refusals.open) throw this.refusals.open;
    return this.named.has(name);
  }

  async match(
    address: string,
    { cacheName }: CacheQueryOptions & { cacheName?: string } = {},
  ): Promise<Response | undefined> {
    if (this.refusals.open) throw this.refusals.open;
    for (const [name, cache] of this.named) {
      if (cacheName !== undefined && name !== cacheName) continue;
      const found = await cache.match(address);
      if (found) return found;
    }
    return undefined;
  }

  async keys(): Promise<string[]> {
    return [...this.named.keys()];
  }

  async delete(name: string): Promise<boolean> {
    return this.named.delete(name);
  }
}

export type Host = (address: string) => Response | Promise<Response>;

const TYPES: Readonly<Record<string, string>> = { js: 'text/javascript', '': 'text/html; charset=utf-8' };

/** As a good host answers; its text is the address. */
export function goodAnswer(address: string): Response {
  const type = TYPES[/\.(\w+)$/.exec(new URL(address).pathname)?.[1] ?? ''] ?? 'application/octet-stream';
  return basic(new Response(address, { headers: { 'content-type': type } }));
}

/** Made in a program a response is of type `default`; one that came from the own host is `basic`. */
export function basic(response: Response, also: Partial<Response> = {}): Response {
  for (const [name, value] of Object.entries({ type: 'basic', ...also }))
    Object.defineProperty(response, name, { value, configurable: true });
  return response;
}

export class WorkerWorld {
  readonly caches = new MemoryCaches();
  host: Host = goodAnswer;
  readonly asked: string[] = [];
  readonly #handlers = new Map<string, Handler>();

  /** Loads the service worker of a version into this world. */
  async load(version: string, files: readonly string[] = FILES): Promise<void> {
    vi.resetModules();
    vi.stubGlobal('__OVERLAP_FILES__', { version, files });
    vi.stubGlobal('caches', this.caches);
    vi.stubGlobal('self', {
      location: { href: `${PAGE}service-worker.js` },
      addEventListener: (type: string, handler: Handler) => this.#handlers.set(type, handler),
      skipWaiting: async () => undefined,
      clients: { claim: async () => undefined },
    });
    vi.stubGlobal('fetch', async (asked: string | { url: string }) => {
      const address = typeof asked === 'string' ? asked : asked.url;
      this.asked.push(address);
      return this.host(address);
    });
    await import(/* @vite-ignore */ WORKER);
  }

  /** Settles as what the event is kept waiting for. */
  async happen(type: 'install' | 'activate' | 'message', data?: string): Promise<void> {
    const kept: Promise<unknown>[] = [];
    this.#handlers.get(type)?.({ data, waitUntil: (promise: Promise<unknown>) => kept.push(promise) });
    await Promise.all(kept);
  }

  /** The answer to a request; null where the worker leaves it to the browser. */
  async request(address: string, mode: RequestMode = 'cors'): Promise<Response | null> {
    let answer: Promise<Response> | null = null;
    this.#handlers.get('fetch')?.({
      request: { url: new URL(address, PAGE).href, method: 'GET', mode },
      respondWith: (promise: Promise<Response>) => (answer = promise),
    });
    return answer;
  }
}
