/**
 * Lies and faults on the built site: a browser that reports other cores than there are, a clock that hardly ticks, a worker
 * that never answers, a tab that is hidden, timers that are held back. Each is asked about the cores only, and each must end
 * in the right number or none, with the doubt that belongs to it.
 */
import { availableParallelism } from 'node:os';
import type { Page } from '@playwright/test';
import type { Report } from '../../src/measure/report.ts';
import { expect, test } from './site-test.ts';

const SEED = 20_261_125;
const RUN_MS = 60_000;
const PROCESSORS = availableParallelism();

async function measureCores(page: Page): Promise<Report> {
  await page.goto('');
  await page.waitForFunction(() => globalThis.overlap !== undefined);
  const report = await page.evaluate(
    (seed) => globalThis.overlap?.measure({ kernels: [], preset: 'quick', seed }),
    SEED,
  );
  if (!report) throw new Error('the page answered without a report');
  expect(report.failure).toBeNull();
  expect(report.state).toBe('complete');
  // Whatever is told to it, no device is worth more than what it has.
  expect(report.cores.effective?.low ?? 0).toBeLessThan(1.03 * PROCESSORS);
  return report;
}

const doubtsOf = ({ warnings }: Report): string[] => warnings.map(({ id }) => id);

async function reportCores(page: Page, cores: number): Promise<void> {
  await page.addInitScript((told) => {
    Object.defineProperty(Navigator.prototype, 'hardwareConcurrency', { configurable: true, get: () => told });
  }, cores);
}

/** Page and workers see a clock that moves every `ms` only. */
async function coarsenClock(page: Page, ms: number): Promise<void> {
  const coarsen = `{
    const now = performance.now.bind(performance);
    performance.now = () => Math.floor(now() / ${ms}) * ${ms};
  }\n`;
  await page.addInitScript(coarsen);
  await page.context().route('**/assets/worker-*.js', async (route) => {
    const response = await route.fetch();
    await route.fulfill({ response, body: coarsen + (await response.text()) });
  });
}

/** The second worker is one that will never answer, and no error tells. */
async function silenceSecondWorker(page: Page): Promise<void> {
  await page.addInitScript(() => {
    const Real = Worker;
    let count = 0;
    globalThis.Worker = class extends Real {
      constructor(url: string | URL, options?: WorkerOptions) {
        const deaf = ++count === 2;
        // As a classic script a module does not even parse; another address would not be of the page's policy.
        super(url, deaf ? { ...options, type: 'classic' } : options);
        if (deaf) this.addEventListener('error', (event) => event.stopImmediatePropagation());
      }
    };
  });
}

/** From the first worker on, the tab is hidden for a moment again and again, for about two seconds. */
async function hideNowAndThen(page: Page): Promise<void> {
  await page.addInitScript(() => {
    const hide = (hidden: boolean): void => {
      Object.defineProperty(document, 'hidden', { configurable: true, get: () => hidden });
      document.dispatchEvent(new Event('visibilitychange'));
    };
    const Real = Worker;
    let begun = false;
    globalThis.Worker = class extends Real {
      constructor(url: string | URL, options?: WorkerOptions) {
        super(url, options);
        if (begun) return;
        begun = true;
        for (let time = 0; time < 8; time++) {
          setTimeout(() => hide(true), 600 + 230 * time);
          setTimeout(() => hide(false), 610 + 230 * time);
        }
      }
    };
  });
}

/** As browsers do in the background: no timer comes sooner than after a second. */
async function throttleTimers(page: Page): Promise<void> {
  await page.addInitScript(() => {
    const real = setTimeout;
    const late = (handler: TimerHandler, ms = 0, ...rest: unknown[]): number =>
      Number(real(handler as () => void, Math.max(1_000, ms), ...rest));
    globalThis.setTimeout = late as unknown as typeof setTimeout;
  });
}

test.describe('lies about the machine', { tag: '@alone' }, () => {
  for (const told of [1, 64].filter((cores) => cores !== PROCESSORS)) {
    test(`a browser that reports ${told === 1 ? '1 core' : `${told} cores`} is not believed`, async ({ page }) => {
      test.setTimeout(RUN_MS);
      await reportCores(page, told);
      const report = await measureCores(page);
      expect(report.cores.reported).toBe(told);
      expect(report.cores.proven).toBe(PROCESSORS);
      expect(doubtsOf(report)).toContain('reported-differs');
    });
  }

  test('a clock that ticks every 16 ms is named, and nothing is claimed to have run at once', async ({ page }) => {
    test.setTimeout(RUN_MS);
    await coarsenClock(page, 16);
    const report = await measureCores(page);
    expect(doubtsOf(report)).toContain('coarse-clock');
    expect(report.cores).toMatchObject({ proven: null, effective: null, handshake: [], worth: null, pairs: [] });
  });
});

test.describe('faults on the way', { tag: '@alone' }, () => {
  test.describe('with a worker that never answers', () => {
    test.use({ expectedErrors: [/Unexpected token|Cannot use import statement/] });

    test('it is named; the others are counted and the run ends', async ({ page }) => {
      test.setTimeout(RUN_MS);
      await silenceSecondWorker(page);
      const report = await measureCores(page);
      expect(doubtsOf(report)).toContain('worker-missing');
      expect(report.cores.proven).toBe(PROCESSORS);
    });
  });

  test('what was taken while the tab was hidden is thrown away, named, and taken again', async ({ page }) => {
    test.setTimeout(RUN_MS);
    await hideNowAndThen(page);
    const report = await measureCores(page);
    expect(doubtsOf(report)).toContain('tab-hidden');
    expect(report.cores.proven).toBe(PROCESSORS);
    expect(report.cores.effective).not.toBeNull();
  });

  test('timers that are held back to a second are named', async ({ page }) => {
    test.setTimeout(RUN_MS);
    await throttleTimers(page);
    const report = await measureCores(page);
    expect(doubtsOf(report)).toContain('timers-throttled');
  });
});
