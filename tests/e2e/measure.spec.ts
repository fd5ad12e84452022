/** The main job on the built site: one button, the answer, and what happens when something goes wrong on the way. */
import { readFile } from 'node:fs/promises';
import axe from 'axe-core';
import type { Page } from '@playwright/test';
import { parseResult } from '../../src/results/parse.ts';
import { expect, test } from './site-test.ts';

const RUN_MS = 90_000;

const button = (page: Page, name: string | RegExp) => page.getByRole('button', { name });
const start = async (page: Page): Promise<void> => button(page, /^Measure/).click();
const finished = async (page: Page): Promise<void> => button(page, 'Measure again').waitFor({ timeout: RUN_MS });
/** Stopped before anything was measured, the page is as it was; after that it offers to measure again. */
const startable = async (page: Page): Promise<void> => button(page, /^Measure (this device|again)/).waitFor();
const sampling = async (page: Page): Promise<void> =>
  page
    .getByText(/round \d/)
    .first()
    .waitFor({ timeout: RUN_MS });

async function axeViolations(page: Page): Promise<string[]> {
  await page.evaluate(axe.source);
  return page.evaluate(async () => {
    const { violations } = await (globalThis as unknown as { axe: typeof axe }).axe.run();
    return violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ target }) => target.join(' ')).join(', ')}`);
  });
}

async function sidewaysScroll(page: Page): Promise<number> {
  return page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
}

/** The page's workers, kept so that a test can end one as a crash would. */
async function keepWorkers(page: Page): Promise<void> {
  await page.addInitScript(() => {
    const made: Worker[] = [];
    const Real = Worker;
    Object.assign(globalThis, {
      madeWorkers: made,
      Worker: class extends Real {
        constructor(url: string | URL, options?: WorkerOptions) {
          super(url, options);
          made.push(this);
        }
      },
    });
  });
}

async function endWorker(page: Page, index: number): Promise<void> {
  await page.evaluate(
    (which) => (globalThis as unknown as { madeWorkers: Worker[] }).madeWorkers[which]?.terminate(),
    index,
  );
}

test.describe('with the isolation headers', () => {
  test(
    'a quick run answers in a sentence, with pictures, tables and a file that is valid',
    { tag: '@alone' },
    async ({ page }) => {
      test.setTimeout(RUN_MS);
      await page.goto('');
      // Before its view has been loaded a page has nothing to look at.
      await page.getByRole('heading', { level: 1 }).waitFor();
      expect(await axeViolations(page)).toEqual([]);
      await start(page);
      await finished(page);
      await expect(page.getByRole('heading', { level: 1 })).toContainText(/\b(does|time|proof)\b/);
      await expect(page.getByText('Speed-up').first()).toBeVisible();
      await expect(page.getByText('Who ran when').first()).toBeVisible();
      expect(await axeViolations(page)).toEqual([]);

      const download = page.waitForEvent('download');
      await button(page, 'Download JSON').click();
      const parsed = parseResult(JSON.parse(await readFile(await (await download).path(), 'utf8')));
      if (!parsed.ok) throw new Error(parsed.fault);
      const { document: result } = parsed;
      expect(result.mode).toBe('shared');
      expect(result.state).toBe('complete');
      expect(result.cores.proven).toBeGreaterThanOrEqual(1);
      expect(new Set(result.series.map(({ model }) => model))).toEqual(
        new Set(['main-thread', 'event-loop', 'free-threads', 'processes']),
      );
      for (const { verified, wallMs } of result.series) {
        expect(verified).toBe(true);
        expect(wallMs.samples.length).toBeGreaterThan(2);
      }
      for (const { ideal, measured, shares } of result.accounts) {
        const sum = shares.reduce((total, { speedup }) => total + speedup, 0);
        expect(sum).toBeCloseTo(ideal - measured, 4);
      }
    },
  );

  test('Stop ends a run in the middle and keeps what was measured, shown as partial', async ({ page }) => {
    await page.goto('');
    await start(page);
    await sampling(page);
    await button(page, 'Stop').click();
    await finished(page);
    await expect(page.getByText(/partial|stopped/i).first()).toBeVisible();
    await expect(button(page, 'Download JSON')).toBeVisible();
  });

  test('the keyboard alone starts and stops a run', async ({ page }) => {
    await page.goto('');
    await button(page, 'Measure this device').waitFor();
    for (let tabs = 0; tabs < 20; tabs++) {
      await page.keyboard.press('Tab');
      const focused = await page.evaluate(() => {
        let element = document.activeElement;
        while (element?.shadowRoot?.activeElement) element = element.shadowRoot.activeElement;
        return element?.textContent?.trim();
      });
      if (focused === 'Measure this device') break;
    }
    await page.keyboard.press('Enter');
    await button(page, 'Stop').waitFor();
    await page.keyboard.press('Escape');
    await startable(page);
  });

  test('a worker that is killed in the middle is named, the rest is kept, and the next run works', async ({ page }) => {
    test.setTimeout(2 * RUN_MS);
    await keepWorkers(page);
    await page.goto('');
    await start(page);
    await sampling(page);
    await endWorker(page, 1);
    await finished(page);
    await expect(page.getByText(/worker 2 was lost/i).first()).toBeVisible();
    await start(page);
    await sampling(page);
    await button(page, 'Stop').click();
    await finished(page);
    await expect(page.getByText(/was lost/i)).toHaveCount(0);
  });

  test.describe('with a worker that never starts', () => {
    test.use({ expectedErrors: [/Unexpected token|Cannot use import statement/] });

    test('it is named, and the run goes on with the others', async ({ page }) => {
      test.setTimeout(RUN_MS);
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
      await page.goto('');
      await start(page);
      await sampling(page);
      await button(page, 'Stop').click();
      await finished(page);
      await expect(page.getByText(/worker 2 did not start/i).first()).toBeVisible();
    });
  });

  test('LB16: samples taken while the tab was hidden are void and taken again', async ({ page }) => {
    test.setTimeout(RUN_MS);
    await page.goto('');
    await start(page);
    await sampling(page);
    await page.evaluate(() => {
      const hide = (hidden: boolean): void => {
        Object.defineProperty(document, 'hidden', { configurable: true, get: () => hidden });
        document.dispatchEvent(new Event('visibilitychange'));
      };
      // Again and again, since between two samples nobody minds.
      for (let time = 0; time < 30; time++) {
        setTimeout(() => hide(true), 97 * time);
        setTimeout(() => hide(false), 97 * time + 10);
      }
    });
    await finished(page);
    await expect(page.getByText(/tab was hidden during \d+ sample/i).first()).toBeVisible();
  });

  test('a browser that makes no workers has its main thread measured, and the page says so', async ({ page }) => {
    test.setTimeout(RUN_MS);
    await page.addInitScript(() => Reflect.deleteProperty(globalThis, 'Worker'));
    await page.goto('');
    await start(page);
    await finished(page);
    await expect(page.getByText(/no workers/i).first()).toBeVisible();
    await expect(page.getByText(/worker 1 did not start/i).first()).toBeVisible();
  });

  test('a clock that hardly ticks ends in an answer with that doubt, not in a fault', async ({ page }) => {
    test.setTimeout(RUN_MS);
    await page.addInitScript(() => {
      const real = performance.now.bind(performance);
      performance.now = () => Math.floor(real() / 100) * 100;
    });
    await page.goto('');
    await start(page);
    await finished(page);
    // Whether a step is seen at all within the reads that are made depends on how fast this machine reads.
    await expect(page.getByText(/the clock (ticks only every|did not move)/i).first()).toBeVisible();
    await expect(page.getByText(/broke off|could not start/i)).toHaveCount(0);
  });

  test('Stop is heard while workers start, and a run begun at once after it works', async ({ page }) => {
    await page.goto('');
    await start(page);
    await button(page, 'Stop').click();
    await startable(page);
    await start(page);
    await sampling(page);
    await button(page, 'Stop').click();
    await finished(page);
  });

  test('Stop is heard while the code is still loading, and a second click is no second run', async ({ page }) => {
    await page.route('**/core-scaling-*.js', async (route) => {
      await new Promise((resume) => setTimeout(resume, 1_000));
      await route.continue();
    });
    await page.goto('');
    await start(page);
    await button(page, 'Stop').click();
    await startable(page);
    await start(page);
    await sampling(page);
    await expect(page.getByText(/already under way/)).toHaveCount(0);
    await button(page, 'Stop').click();
    await finished(page);
  });

  test('without WebAssembly the page says so and what to do', async ({ page }) => {
    await page.addInitScript(() => Reflect.deleteProperty(globalThis, 'WebAssembly'));
    await page.goto('');
    await expect(page.getByText(/WebAssembly/).first()).toBeVisible();
  });

  test('nothing needs scrolling sideways at 360 pixels, light or dark', async ({ page }) => {
    await page.setViewportSize({ width: 360, height: 740 });
    await page.emulateMedia({ colorScheme: 'dark' });
    await page.goto('');
    expect(await sidewaysScroll(page)).toBe(0);
    await start(page);
    await sampling(page);
    expect(await sidewaysScroll(page)).toBe(0);
    await button(page, 'Stop').click();
    await finished(page);
    expect(await sidewaysScroll(page)).toBe(0);
    expect(await axeViolations(page)).toEqual([]);
  });

  test('an address that leads nowhere says so and leads back', async ({ page }) => {
    await page.goto('#/no-such-view');
    await expect(page.getByRole('link', { name: /measure/i }).first()).toBeVisible();
    await page.goto('#/method');
    await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
    expect(await axeViolations(page)).toEqual([]);
  });
});

test.describe('without the isolation headers', { tag: '@without-headers' }, () => {
  test('LB15: the page explains, measures by messages, and claims no proof of running at once', async ({ page }) => {
    test.setTimeout(RUN_MS);
    await page.goto('');
    await start(page);
    await finished(page);
    await expect(page.getByText(/no shared memory/i).first()).toBeVisible();
    const download = page.waitForEvent('download');
    await button(page, 'Download JSON').click();
    const parsed = parseResult(JSON.parse(await readFile(await (await download).path(), 'utf8')));
    if (!parsed.ok) throw new Error(parsed.fault);
    expect(parsed.document.mode).toBe('messages');
    expect(parsed.document.cores.proven).toBeNull();
    expect(new Set(parsed.document.series.map(({ model }) => model))).toEqual(
      new Set(['main-thread', 'event-loop', 'processes']),
    );
    expect(parsed.document.series.every(({ verified }) => verified)).toBe(true);
    expect(await axeViolations(page)).toEqual([]);
  });
});
