/** What is kept on the device, on the built site: runs that end, that are reloaded, closed and crashed, full storage, two tabs, a thousand entries. */
import { readFile } from 'node:fs/promises';
import axe from 'axe-core';
import type { Page } from '@playwright/test';
import { parseResult } from '../../src/results/parse.ts';
import { machineDocuments } from '../results/machines.ts';
import { expect, test } from './site-test.ts';

const RUN_MS = 90_000;
const SEED = 20261130;

const button = (page: Page, name: string | RegExp) => page.getByRole('button', { name });
const title = (page: Page) => page.locator('h1:visible');
const rows = (page: Page) => page.locator('lab-history-row');

interface Entry {
  readonly id: string;
  readonly answer: string;
  readonly state: string;
}

/** Heads as they lie in the database; none where there is no database yet. */
function entries(page: Page): Promise<Entry[]> {
  return page.evaluate(async () => {
    const known = await indexedDB.databases();
    if (!known.some(({ name }) => name === 'overlap')) return [];
    return new Promise<Entry[]>((resolve, reject) => {
      const opening = indexedDB.open('overlap');
      opening.onerror = () => reject(new Error('the database does not open'));
      opening.onsuccess = () => {
        const reading = opening.result.transaction('heads').objectStore('heads').getAll();
        reading.onsuccess = () => {
          opening.result.close();
          resolve(reading.result as Entry[]);
        };
      };
    });
  });
}

async function start(page: Page): Promise<void> {
  await page.goto('');
  await button(page, 'Measure this device').click();
}

/** The run has begun and stands in the database. */
async function kept(page: Page): Promise<void> {
  await expect.poll(async () => (await entries(page)).length, { timeout: RUN_MS }).toBe(1);
}

async function visit(page: Page, rowsWanted: number): Promise<void> {
  await page.goto('#/history');
  await expect(rows(page)).toHaveCount(rowsWanted);
}

/** Results of machines that do not exist, the first the newest. */
async function fill(page: Page, count: number): Promise<void> {
  await page.goto('#/history');
  await expect(title(page)).toHaveText('Nothing is kept yet.');
  await page.evaluate(
    (text) =>
      new Promise<void>((resolve, reject) => {
        const documents = JSON.parse(text) as unknown[];
        const opening = indexedDB.open('overlap');
        opening.onerror = () => reject(new Error('the database does not open'));
        opening.onsuccess = () => {
          const transaction = opening.result.transaction(['heads', 'documents'], 'readwrite');
          documents.forEach((document, n) => {
            const id = `machine-${n}`;
            const savedAt = new Date(Date.UTC(2026, 10, 30) - n * 60_000).toISOString();
            const words = {
              name: '',
              note: '',
              answer: `It does ${n + 1} things at once.`,
              device: 'Chromium 156 on Linux',
            };
            const format = 'overlap-result/1';
            transaction.objectStore('heads').put({ id, savedAt, writtenAt: savedAt, format, state: 'whole', ...words });
            transaction.objectStore('documents').put(document, id);
          });
          transaction.oncomplete = () => {
            opening.result.close();
            resolve();
          };
        };
      }),
    // As one text: Playwright marks every value of every object that it hands over, which takes many times as long.
    JSON.stringify(machineDocuments(count, SEED)),
  );
  await page.reload();
}

async function axeViolations(page: Page): Promise<string[]> {
  await page.evaluate(axe.source);
  return page.evaluate(async () => {
    const { violations } = await (globalThis as unknown as { axe: typeof axe }).axe.run();
    return violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ target }) => target.join(' ')).join(', ')}`);
  });
}

test.describe('a run', () => {
  test('that is stopped is kept, opens as a result and is saved as a file that is valid', async ({ page }) => {
    test.setTimeout(RUN_MS);
    await start(page);
    await page
      .getByText(/round \d/)
      .first()
      .waitFor({ timeout: RUN_MS });
    await button(page, 'Stop').click();
    await button(page, 'Measure again').waitFor();
    await expect.poll(async () => (await entries(page)).map(({ state }) => state)).toEqual(['partial']);
    await visit(page, 1);
    await expect(title(page)).toHaveText('1 result is kept on this device.');
    await expect(rows(page)).toContainText(/Stopped early.*Measure · .* · partial/s);
    const [entry] = await entries(page);
    await expect(rows(page).getByRole('link')).toHaveAttribute('href', `#/result?kept=${entry?.id}`);
    const download = page.waitForEvent('download');
    await button(page, /^Download JSON: Measure/).click();
    const parsed = parseResult(JSON.parse(await readFile(await (await download).path(), 'utf8')));
    expect(parsed).toMatchObject({ ok: true, document: { state: 'stopped', mode: 'shared' } });
  });

  test(
    'whose page crashes in its midst was cut off, and what it had found is there',
    { tag: '@alone' },
    async ({ page, context }) => {
      test.setTimeout(RUN_MS);
      await start(page);
      await page
        .getByText(/round \d/)
        .first()
        .waitFor({ timeout: RUN_MS });
      await expect.poll(async () => (await entries(page))[0]?.answer, { timeout: RUN_MS }).toMatch(/^So far: it does/);
      const crashed = page.waitForEvent('crash');
      const devtools = await context.newCDPSession(page);
      // Nobody is left to answer.
      devtools.send('Page.crash').catch(() => undefined);
      await crashed;
      const next = await context.newPage();
      await visit(next, 1);
      await expect(rows(next)).toContainText(/So far: it does .* · cut off.*closed or crashed; what it had found/s);
      const download = next.waitForEvent('download');
      await button(next, /^Download JSON: Measure/).click();
      const parsed = parseResult(JSON.parse(await readFile(await (await download).path(), 'utf8')));
      if (!parsed.ok) throw new Error(parsed.fault);
      expect(parsed.document).toMatchObject({ state: 'failed', ending: 'failed' });
      expect(parsed.document.failure).toMatch(/closed or crashed/);
      expect(parsed.document.cores.proven).toBeGreaterThanOrEqual(1);
    },
  );

  test('whose page is reloaded or closed in its midst was cut off as well', async ({ page, context }) => {
    await start(page);
    await kept(page);
    await page.reload();
    await visit(page, 1);
    await expect(rows(page)).toContainText('cut off');

    const other = await context.newPage();
    await start(other);
    await expect.poll(async () => (await entries(other)).length, { timeout: RUN_MS }).toBe(2);
    await expect(rows(page).first(), 'seen from another tab').toContainText('running now');
    await other.close();
    await page.reload();
    await expect(rows(page)).toHaveCount(2);
    await expect(rows(page).first()).toContainText('cut off');
  });

  test('goes on where the storage is full, which is said', async ({ page, context, site }) => {
    await page.goto('');
    const devtools = await context.newCDPSession(page);
    const origin = new URL(site.url).origin;
    await devtools.send('Storage.overrideQuotaForOrigin', { origin, quotaSize: 1 });
    await button(page, 'Measure this device').click();
    await expect(page.getByRole('alert')).toContainText(/is full.*Measuring goes on; delete older results in History/);
    await expect(button(page, 'Stop')).toBeVisible();
    expect(await axeViolations(page)).toEqual([]);
    await devtools.send('Storage.overrideQuotaForOrigin', { origin });
    await button(page, 'Stop').click();
    // Once there is room again, what it found is kept after all.
    await expect.poll(async () => (await entries(page)).map(({ state }) => state)).toEqual(['partial']);
    await button(page, 'Dismiss').click();
    await expect(page.getByRole('alert')).toHaveCount(0);
  });

  test('from the console or the command line is handed to who asked, and not kept', async ({ page }) => {
    await page.goto('');
    await page.getByRole('heading', { level: 1 }).waitFor();
    const state = await page.evaluate(async () => {
      const measured = globalThis.overlap?.measure({ kernels: [] }, () => globalThis.overlap?.stop());
      return (await measured)?.state;
    });
    expect(state).toBe('stopped');
    expect(await entries(page)).toEqual([]);
  });
});

test.describe('the page', () => {
  test('is sound for a screen reader, by keyboard and on a phone, and every deletion is taken back', async ({
    page,
  }) => {
    await fill(page, 3);
    await expect(rows(page)).toHaveCount(3);
    expect(await axeViolations(page)).toEqual([]);

    await button(page, 'Delete all').focus();
    await page.keyboard.press('Enter');
    await expect(title(page)).toHaveText('Nothing is kept yet.');
    await expect(button(page, 'Undo')).toBeFocused();
    expect(await axeViolations(page)).toEqual([]);
    await page.keyboard.press('Enter');
    await expect(rows(page)).toHaveCount(3);

    await page
      .getByRole('button', { name: /^Add a name: Measure/ })
      .first()
      .focus();
    await page.keyboard.press('Enter');
    await page.keyboard.type('laptop <img src=x>');
    await page.keyboard.press('Enter');
    await expect(button(page, /^Name of laptop <img src=x>/)).toBeFocused();
    await page.reload();
    await expect(button(page, 'Name of laptop <img src=x>: laptop <img src=x>')).toBeVisible();

    await page.getByLabel('Select laptop <img src=x>').focus();
    await page.keyboard.press('Space');
    await page
      .getByLabel(/^Select Measure/)
      .first()
      .check();
    await page.setViewportSize({ width: 360, height: 740 });
    await page.emulateMedia({ colorScheme: 'dark' });
    expect(await axeViolations(page)).toEqual([]);
    const sideways = await page.evaluate(
      () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
    );
    expect(sideways).toBe(0);
    await page.getByRole('link', { name: 'Compare', exact: true }).last().click();
    await expect(page).toHaveURL(/#\/compare\?kept=machine-0&kept=machine-1$/);
  });

  test('lists a thousand, saves them all, deletes them all and takes it back; another tab follows', async ({
    page,
    context,
  }) => {
    await fill(page, 1_000);
    await expect(title(page)).toHaveText(/^1.000 results are kept on this device\.$/);
    await expect(rows(page)).toHaveCount(100);
    const other = await context.newPage();
    await visit(other, 100);

    const download = page.waitForEvent('download');
    await button(page, 'Export NDJSON').click();
    const lines = (await readFile(await (await download).path(), 'utf8')).trimEnd().split('\n');
    expect(lines).toHaveLength(1_000);
    expect(lines.map((line) => JSON.parse(line) as unknown)).toEqual(machineDocuments(1_000, SEED));

    await button(page, 'Delete all').click();
    await expect(page.getByText(/^1.000 results deleted\.$/)).toBeVisible();
    await expect(title(other)).toHaveText('Nothing is kept yet.');
    await button(page, 'Undo').click();
    await expect(rows(page)).toHaveCount(100);
    await expect(title(other)).toHaveText(/^1.000 results/);
  });
});
