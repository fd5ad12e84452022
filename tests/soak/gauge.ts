/**
 * What is counted while a page is soaked: workers, locks and, after the collector has run, the page's heap, its nodes and listeners, and
 * those objects of which each is a memory or a thread. In Chromium over its protocol for developers; elsewhere workers, locks and the processes' memory.
 */
import type { BrowserContext, CDPSession, Page } from 'playwright';
import { oldPages, takeSnapshot, type OldPages } from './old-pages.ts';
import { resident } from './processes.ts';

/** Names of counts with their values; a count that cannot be had is left out. */
export type Counts = Readonly<Record<string, number>>;

export interface Gauge {
  read(): Promise<Counts>;
  /** Pages that were reloaded and are still there; null where the browser does not say. */
  oldPages(): Promise<OldPages | null>;
}

/** Live objects of these are counted one by one. */
const OBJECTS = ['Worker', 'WebAssembly.Memory', 'SharedArrayBuffer', 'MessagePort', 'AbortController', 'HTMLElement'];
/** Longest wait for the browser's own measurement of memory, in milliseconds. */
const MEMORY_MS = 5_000;

/** Of this page and its workers, held or waited for. Other tabs of the origin count as well. */
export function lockNames(page: Page): Promise<string[]> {
  return page.evaluate(async () => {
    const { held = [], pending = [] } = await navigator.locks.query();
    return [...held, ...pending].map(({ name = '' }) => name);
  });
}

/** Runs in the history, as they lie in the database; those that are written down as running belong to nobody once nothing runs. */
export function keptRuns(page: Page): Promise<{ kept: number; running: number; bytes: number }> {
  return page.evaluate(async () => {
    const known = await indexedDB.databases();
    if (!known.some(({ name }) => name === 'overlap')) return { kept: 0, running: 0, bytes: 0 };
    const opened = await new Promise<IDBDatabase>((resolve, reject) => {
      const opening = indexedDB.open('overlap');
      opening.onsuccess = () => resolve(opening.result);
      opening.onerror = () => reject(new Error('the database does not open'));
    });
    // A function with a name of its own would not come through: the loader of these files adds to it.
    const [heads = [], documents = []] = await Promise.all(
      ['heads', 'documents'].map(
        (store) =>
          new Promise<unknown[]>((resolve, reject) => {
            const reading = opened.transaction(store).objectStore(store).getAll();
            reading.onsuccess = () => resolve(reading.result as unknown[]);
            reading.onerror = () => reject(new Error('the database cannot be read'));
          }),
      ),
    );
    opened.close();
    const running = heads.filter((head) => (head as { state: string }).state === 'running').length;
    return { kept: heads.length, running, bytes: JSON.stringify(documents).length };
  });
}

async function inProcesses(): Promise<Counts> {
  const found = await resident();
  if (!found) return {};
  return { 'resident, page': found.pages, 'resident, others': found.others, threads: found.threads };
}

async function objects(cdp: CDPSession, name: string): Promise<number> {
  const objectGroup = 'soak';
  const { result } = await cdp.send('Runtime.evaluate', { expression: `${name}.prototype`, objectGroup });
  const { objects: found } = await cdp.send('Runtime.queryObjects', {
    prototypeObjectId: result.objectId ?? '',
    objectGroup,
  });
  const counted = await cdp.send('Runtime.callFunctionOn', {
    objectId: found.objectId ?? '',
    functionDeclaration: 'function () { return this.length; }',
    returnByValue: true,
  });
  await cdp.send('Runtime.releaseObjectGroup', { objectGroup });
  return Number(counted.result.value);
}

/** The browser's own sum over page and workers, in bytes; 0 where it does not answer in time. */
function userAgentMemory(page: Page): Promise<number> {
  return page.evaluate(async (ms) => {
    const measure = (performance as { measureUserAgentSpecificMemory?: () => Promise<{ bytes: number }> })
      .measureUserAgentSpecificMemory;
    if (!measure || !crossOriginIsolated) return 0;
    const late = new Promise<{ bytes: number }>((resolve) => setTimeout(() => resolve({ bytes: 0 }), ms));
    return (await Promise.race([measure.call(performance), late])).bytes;
  }, MEMORY_MS);
}

class ChromiumGauge implements Gauge {
  readonly #page: Page;
  readonly #cdp: CDPSession;

  constructor(page: Page, cdp: CDPSession) {
    this.#page = page;
    this.#cdp = cdp;
  }

  async read(): Promise<Counts> {
    const live: Record<string, number> = {};
    for (const name of OBJECTS) live[`${name} objects`] = await objects(this.#cdp, name);
    // Twice: what is only reachable from finalised things goes the second time.
    await this.#cdp.send('HeapProfiler.collectGarbage');
    await this.#cdp.send('HeapProfiler.collectGarbage');
    const heap = (await this.#cdp.send('Runtime.getHeapUsage')) as unknown as Record<string, number>;
    const { metrics } = await this.#cdp.send('Performance.getMetrics');
    const metric = (name: string): number => metrics.find((one) => one.name === name)?.value ?? 0;
    return {
      heap: heap['usedSize'] ?? 0,
      'heap of nodes': heap['embedderHeapUsedSize'] ?? 0,
      buffers: heap['backingStorageSize'] ?? 0,
      'page and workers': await userAgentMemory(this.#page),
      nodes: metric('Nodes'),
      listeners: metric('JSEventListeners'),
      documents: metric('Documents'),
      frames: metric('Frames'),
      ...live,
      ...(await inProcesses()),
    };
  }

  async oldPages(): Promise<OldPages | null> {
    return oldPages(await takeSnapshot(this.#cdp));
  }
}

export async function gaugeOf(context: BrowserContext, page: Page): Promise<Gauge> {
  if (context.browser()?.browserType().name() !== 'chromium') return { read: inProcesses, oldPages: async () => null };
  const cdp = await context.newCDPSession(page);
  await cdp.send('Performance.enable');
  return new ChromiumGauge(page, cdp);
}
