/**
 * The service worker on a host that sends no headers, under a path of its own: shared memory after one reload and never a second, everything
 * without a network, and new versions that no open tab suffers from.
 */
import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { test as base, expect, type Page } from '@playwright/test';
import { StaticHost } from './static-host.ts';

const test = base.extend<{ host: StaticHost }>({
  // eslint would rather see an object here; Playwright reads the argument's text and demands the braces.
  host: async ({ browserName: _ }, use) => {
    const host = await StaticHost.start();
    await use(host);
    await host.close();
  },
});

test.use({ serviceWorkers: 'allow' });

const SETTLED_MS = 30_000;
const VIEWS = ['models', 'claims', 'kernels', 'advisor', 'sustained', 'compare', 'history', 'method', 'measure'];
const RELOADED = 'overlap-reloaded-for-isolation';

/** Counts from now on. An `evaluate` would count as the visitor's own touch, so a page is watched from outside. */
function countLoads(page: Page): () => number {
  let loads = 0;
  page.on('load', () => loads++);
  return () => loads;
}

const heading = (page: Page) => page.locator('h1:visible');
const isolated = async (page: Page): Promise<boolean> => page.evaluate(() => crossOriginIsolated);

/** Opens the site, and waits until it has come back with its worker. */
async function openIsolated(page: Page, host: StaticHost): Promise<void> {
  const loads = countLoads(page);
  await page.goto(host.url);
  await expect.poll(loads, { timeout: SETTLED_MS }).toBe(2);
  await heading(page).waitFor();
}

/** The file of a view, as the build has named it. */
async function chunkOf(host: StaticHost, view: string): Promise<string> {
  const files = await readdir(join(host.folder, 'assets'));
  const found = files.find((file) => file.startsWith(`lab-${view}-`) && file.endsWith('.js'));
  if (!found) throw new Error(`the build has no file for the view ${view}`);
  return `assets/${found}`;
}

/** The next release: another title, and one file less than before. */
async function release(host: StaticHost, gone: string): Promise<void> {
  await host.change('index.html', (text) => text.replace('<title>Overlap', '<title>Overlap, next'));
  await host.change('service-worker.js', (text) =>
    text.replace(/"version":"\w+"/, '"version":"next"').replace(`"${gone}",`, ''),
  );
  await host.remove(gone);
}

test.describe('a host without headers', () => {
  test('gives shared memory after one reload, and works without a network from then on', async ({ page, host }) => {
    const faults: string[] = [];
    page.on('console', (message) => message.type() === 'error' && faults.push(message.text()));
    await openIsolated(page, host);
    expect(await isolated(page)).toBe(true);
    await host.unplug();
    const loads = countLoads(page);
    await page.reload();
    await heading(page).waitFor();
    expect(await isolated(page)).toBe(true);
    for (const view of VIEWS) {
      await page.goto(`${host.url}#/${view}`);
      await heading(page).waitFor();
    }
    const report = await page.evaluate(() => globalThis.overlap?.measure({ kernels: [] }));
    expect(report).toMatchObject({ mode: 'shared', failure: null });
    expect(loads()).toBe(1);
    expect(faults).toEqual([]);
  });

  test('is not reloaded twice where the first reload did not help', async ({ page, host }) => {
    await page.addInitScript((key) => sessionStorage.setItem(key, 'yes'), RELOADED);
    const loads = countLoads(page);
    await page.goto(host.url);
    await page.evaluate(() => navigator.serviceWorker.ready);
    await expect.poll(() => page.evaluate(() => navigator.serviceWorker.controller !== null)).toBe(true);
    await page.getByRole('button', { name: /^Measure/ }).waitFor();
    expect(loads()).toBe(1);
  });

  test(
    'tells a visitor who has begun, instead of reloading under the hands',
    { tag: '@alone' },
    async ({ page, host }) => {
      const loads = countLoads(page);
      await page.goto(host.url);
      await page.getByLabel('Work').first().focus();
      await page.keyboard.press('Tab');
      await page.getByText('After a reload this page can share memory').waitFor({ timeout: SETTLED_MS });
      expect(loads()).toBe(1);
      await page.getByRole('button', { name: 'Reload', exact: true }).click();
      await expect.poll(loads).toBe(2);
      await heading(page).waitFor();
      expect(await isolated(page)).toBe(true);
    },
  );

  test('leaves a page inside another one as it is', async ({ page, host }) => {
    await host.write('frame.html', '<!doctype html><iframe src="./" width="900" height="600"></iframe>');
    const frames: string[] = [];
    page.on('framenavigated', (frame) => frame.parentFrame() && frames.push(frame.url()));
    await page.goto(`${host.url}frame.html`);
    const inner = page.frameLocator('iframe');
    await inner.getByRole('button', { name: /^Measure/ }).waitFor();
    const [, frame] = page.frames();
    await frame?.evaluate(() => navigator.serviceWorker.ready);
    expect(frames).toHaveLength(1);
  });
});

test.describe('a new version', () => {
  test('is told of, leaves the open tab working, and is taken when asked for', async ({ page, host }) => {
    const old = await chunkOf(host, 'method');
    await openIsolated(page, host);
    await release(host, old);
    await page.evaluate(async () => (await navigator.serviceWorker.getRegistration())?.update());
    await page.getByText('A newer version of Overlap').waitFor({ timeout: SETTLED_MS });
    // A file that the host no longer has.
    await page.goto(`${host.url}#/method`);
    await expect(heading(page)).toBeVisible();
    await expect(page).toHaveTitle('Method · Overlap');
    const back = page.waitForEvent('load');
    await page.getByRole('button', { name: 'Reload and use it' }).click();
    await back;
    const text = await page.evaluate(() => fetch('./').then((response) => response.text()));
    expect(text).toContain('<title>Overlap, next');
    await expect(page.getByText('A newer version of Overlap')).toHaveCount(0);
  });

  test('that is not whole is not taken', async ({ page, host }) => {
    await openIsolated(page, host);
    await release(host, await chunkOf(host, 'method'));
    await host.remove(await chunkOf(host, 'kernels'));
    const state = await page.evaluate(async () => {
      const registration = await navigator.serviceWorker.getRegistration();
      await registration?.update().catch(() => undefined);
      const fresh = registration?.installing;
      if (!fresh) return registration?.waiting ? 'waiting' : 'none';
      await new Promise((resolve) => fresh.addEventListener('statechange', resolve, { once: true }));
      return fresh.state;
    });
    expect(['redundant', 'none']).toContain(state);
    await page.reload();
    await heading(page).waitFor();
    await page.goto(`${host.url}#/kernels`);
    await expect(heading(page)).toContainText(/./);
  });
});

test('no text becomes a script: the policy refuses markup and foreign addresses', async ({ page, host }) => {
  await page.goto(host.url);
  await heading(page).waitFor();
  const refused = await page.evaluate(() => {
    const tried = (act: () => unknown): string => {
      try {
        act();
        return 'let through';
      } catch (error) {
        return (error as Error).name;
      }
    };
    return [
      tried(() => (document.createElement('div').innerHTML = '<img src=x onerror=alert(1)>')),
      tried(() => new Worker('./assets/other.js')),
    ];
  });
  expect(refused).toEqual(['TypeError', 'TypeError']);
});
