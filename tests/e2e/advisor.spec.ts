/** The advisor on the built site: work described in a link, measured to an answer, stopped by a key; without faults that axe finds, and on a phone. */
import { readFile } from 'node:fs/promises';
import axe from 'axe-core';
import type { Page } from '@playwright/test';
import type { AdvisorDocument } from '../../src/results/advisor-document.ts';
import { expect, test } from './site-test.ts';

const RUN_MS = 60_000;
/** Each task waits, so that all models are done in milliseconds and the main thread is given up. */
const SMALL = '#/advisor?tasks=8&compute=0.5&wait=10';

const button = (page: Page, name: string) => page.getByRole('button', { name });

async function axeViolations(page: Page): Promise<string[]> {
  await page.evaluate(axe.source);
  return page.evaluate(async () => {
    const { violations } = await (globalThis as unknown as { axe: typeof axe }).axe.run();
    return violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ target }) => target.join(' ')).join(', ')}`);
  });
}

const sideways = (page: Page): Promise<number> =>
  page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);

test('own work is measured to an answer, with its numbers, and fits a phone', { tag: '@alone' }, async ({ page }) => {
  test.setTimeout(RUN_MS);
  await page.goto(SMALL);
  await expect(page.getByRole('spinbutton', { name: 'tasks' })).toHaveValue('8');
  await button(page, 'Measure it').click();
  await button(page, 'Measure again').waitFor({ timeout: RUN_MS });
  await expect(page.getByRole('heading', { level: 1 })).toContainText(/^(Take|With a GIL, take)/);
  await expect(page.getByRole('heading', { name: /^Python with a GIL/ })).toBeVisible();
  expect(await axeViolations(page)).toEqual([]);

  const download = page.waitForEvent('download');
  await button(page, 'Download JSON').first().click();
  const document = JSON.parse(await readFile(await (await download).path(), 'utf8')) as AdvisorDocument;
  expect([document.schema, document.state]).toEqual(['overlap-advisor/1', 'complete']);
  const reasons = document.rows.flatMap(({ cells }) => cells.flatMap(({ reason }) => reason ?? []));
  expect(reasons).toEqual([]);

  await page.setViewportSize({ width: 360, height: 740 });
  expect(await sideways(page)).toBe(0);
  expect(await axeViolations(page)).toEqual([]);
});

test('Escape stops the table, which says how far it came', async ({ page }) => {
  test.setTimeout(RUN_MS);
  await page.goto('#/advisor');
  await button(page, 'Measure the table').click();
  await page.getByText('Computing only: ').waitFor({ timeout: RUN_MS });
  await page.keyboard.press('Escape');
  await expect(button(page, 'Measure the table again')).toBeVisible({ timeout: RUN_MS });
  await expect(page.getByText('Stopped early')).toBeVisible();
});

test('a forged link is named in a sentence and harms nothing', async ({ page }) => {
  await page.goto('#/advisor?tasks=%3Cimg%20src=x%3E&compute=1e9&who=me');
  await expect(page.getByRole('alert')).toContainText('cannot be taken');
  await expect(button(page, 'Measure it')).toBeEnabled();
});
