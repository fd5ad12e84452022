/**
 * A headless browser in its place, and the built site in fresh pages of it: asks the site's automation face
 * (`globalThis.overlap`) and hands over what it found. Every wait has an end; judges nothing.
 */
import { setTimeout as pause } from 'node:timers/promises';
import { chromium, type BrowserContext, type Page } from 'playwright';
import { launchFlags } from '../../src/cli/browser.ts';
import type { SameAgainOptions } from '../../src/experiments/same-again.ts';
import type { Report } from '../../src/measure/report.ts';
import type { SameAgainReport } from '../../src/measure/same-again-report.ts';
import type { Closing } from './closing.ts';

/** What the page registers for programs that drive it (src/ui/automation.ts), as far as it is asked for here. */
interface DrivenPage {
  overlap?: {
    measure(options: { kernels: readonly string[]; preset: 'quick'; seed: number }): Promise<Report>;
    sameAgain(options: Partial<SameAgainOptions>): Promise<SameAgainReport>;
  };
}

const START_MS = 60_000;
const MEASURE_MS = 90_000;
/** The issue allows three minutes; a busy machine needs longer. */
const SAME_AGAIN_MS = 600_000;

export class NoAnswer extends Error {
  override readonly name = 'NoAnswer';
}

async function within<Value>(limitMs: number, what: string, promise: Promise<Value>): Promise<Value> {
  const over = new AbortController();
  const late = pause(limitMs, undefined, { signal: over.signal }).then(() => {
    throw new NoAnswer(`${what} did not end within ${limitMs / 1000} s`);
  });
  late.catch(() => undefined);
  promise.catch(() => undefined);
  return Promise.race([promise, late]).finally(() => over.abort());
}

export class PlacedBrowser {
  private constructor(
    readonly pid: number,
    private readonly context: BrowserContext,
    private readonly url: string,
  ) {}

  static async start(executablePath: string, url: string, closing: Closing): Promise<PlacedBrowser> {
    const server = await chromium.launchServer({
      executablePath,
      args: launchFlags(),
      timeout: START_MS,
      // Ctrl-C is answered by closing everything in order.
      handleSIGINT: false,
      handleSIGTERM: false,
      handleSIGHUP: false,
    });
    closing.add(() => server.kill());
    const browser = await chromium.connect(server.wsEndpoint(), { timeout: START_MS });
    const context = await browser.newContext({ serviceWorkers: 'block' });
    return new PlacedBrowser(server.process().pid ?? 0, context, url);
  }

  /** A fresh page of the site for as long as `use` takes. */
  async page<Value>(use: (page: Page) => Promise<Value>): Promise<Value> {
    const page = await within(START_MS, 'opening a page', this.context.newPage());
    try {
      await page.goto(this.url, { timeout: START_MS });
      await page.waitForFunction(() => (globalThis as unknown as DrivenPage).overlap !== undefined, null, {
        timeout: START_MS,
      });
      return await use(page);
    } finally {
      await within(START_MS, 'closing a page', page.close()).catch(() => undefined);
    }
  }
}

/** The cores only: no kernel is raced. Rejects with `NoAnswer`, or where the page does. */
export function measureCores(page: Page, seed: number): Promise<Report> {
  const answer = page.evaluate(
    async (asked) =>
      (globalThis as unknown as DrivenPage).overlap?.measure({ kernels: [], preset: 'quick', seed: asked }),
    seed,
  );
  return within(MEASURE_MS, 'a measurement', answer.then(demand));
}

export function measureSameAgain(page: Page, options: Partial<SameAgainOptions>): Promise<SameAgainReport> {
  const answer = page.evaluate(
    async (asked) => (globalThis as unknown as DrivenPage).overlap?.sameAgain(asked),
    options,
  );
  return within(SAME_AGAIN_MS, 'the model against itself', answer.then(demand));
}

function demand<Value>(found: Value | undefined): Value {
  if (found === undefined) throw new Error('the page answered without a report');
  return found;
}
