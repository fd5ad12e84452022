/** The claims on the built site: one put to the test, stopped, filtered by a link, opened to everything. */
import { readFile } from 'node:fs/promises';
import axe from 'axe-core';
import type { Locator, Page } from '@playwright/test';
import type { ClaimsDocument } from '../../src/results/claims-document.ts';
import { expect, test } from './site-test.ts';

const RUN_MS = 40_000;

/** A claim that is quick, and one that takes seconds. */
const QUICK = 'start-is-not-wait';
const LONG = 'overlap-waits-threads';

const button = (page: Page, name: string | RegExp) => page.getByRole('button', { name, exact: true });
const claim = (page: Page, id: string): Locator => page.locator(`lab-claim[id="${id}"]`);
const running = (page: Page): Promise<void> => button(page, 'Stop').waitFor();
const over = (page: Page): Promise<void> => button(page, 'Stop').waitFor({ state: 'detached', timeout: RUN_MS });

async function axeViolations(page: Page): Promise<string[]> {
  await page.evaluate(axe.source);
  return page.evaluate(async () => {
    const { violations } = await (globalThis as unknown as { axe: typeof axe }).axe.run();
    return violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ target }) => target.join(' ')).join(', ')}`);
  });
}

const sideways = (page: Page): Promise<number> =>
  page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);

test('a claim is tested to its verdict, opened to everything, and all of it fits a phone', async ({ page }) => {
  test.setTimeout(2 * RUN_MS);
  await page.goto('#/claims');
  await claim(page, QUICK).locator('button.test').click();
  await running(page);
  await over(page);
  await expect(page.getByRole('heading', { level: 1 })).toContainText(/^1 claim (holds|is (refuted|undecided))/);

  await claim(page, QUICK).getByRole('heading', { level: 3 }).click();
  await expect(page).toHaveURL(new RegExp(`open=${QUICK}`));
  const detail = claim(page, QUICK).locator('lab-claim-detail');
  await expect(detail.getByRole('heading', { name: 'What came of it' })).toBeVisible();
  await expect(detail.getByRole('application').or(detail.getByRole('group')).first()).toBeVisible();
  await detail.getByText('The program, and its twin in Python').click();
  await expect(detail.getByRole('region', { name: /\.ts$/ }).first()).toContainText('export default');
  await expect(detail.getByRole('region', { name: /\.py$/ })).toContainText('if __name__ == "__main__":');
  expect(await axeViolations(page)).toEqual([]);

  const download = page.waitForEvent('download');
  await button(page, 'Download JSON').click();
  const document = JSON.parse(await readFile(await (await download).path(), 'utf8')) as ClaimsDocument;
  expect(document.schema).toBe('overlap-claims/1');
  expect(document.entries.map((entry) => entry.claim)).toEqual([QUICK]);

  await page.setViewportSize({ width: 360, height: 740 });
  expect(await sideways(page)).toBe(0);
});

test('Escape stops a run, and what there is stays', async ({ page }) => {
  await page.goto(`#/claims?open=${LONG}`);
  await claim(page, LONG).locator('button.test').click();
  await expect(claim(page, LONG).getByText('being tested')).toBeVisible({ timeout: RUN_MS });
  await page.keyboard.press('Escape');
  await over(page);
  await expect(page.getByRole('heading', { level: 1 })).toContainText('Stopped before anything was decided');
  await expect(button(page, /^Test all \d+$/)).toBeEnabled();
});

test('a link brings back filters and what is open, and a forged one is named', async ({ page }) => {
  await page.goto('#/claims?note=B&model=greenlets&open=cooperative-styles');
  await expect(page.getByRole('combobox', { name: 'Note' })).toHaveValue('B');
  await expect(claim(page, 'cooperative-styles').getByRole('heading', { name: 'How it is tested' })).toBeVisible();
  const left = await page.locator('lab-claim').count();
  await page.getByRole('button', { name: 'Show all' }).click();
  await expect.poll(() => page.locator('lab-claim').count()).toBeGreaterThan(left);
  await page.goto('#/claims?note=%3Cimg%20src=x%3E&verdict=perhaps');
  await expect(page.getByRole('alert')).toContainText('passed over');
  expect(await axeViolations(page)).toEqual([]);
});

test('the mark of the keyboard has room in a line, since nothing is painted beyond its edges', async ({ page }) => {
  await page.goto('#/claims');
  const summary = page.locator('lab-claim summary').first();
  await summary.focus();
  await page.keyboard.press('Tab');
  await page.keyboard.press('Shift+Tab');
  await expect(summary).toBeFocused();
  const [reach, style] = await summary.evaluate((one) => {
    const { outlineStyle, outlineWidth, outlineOffset } = getComputedStyle(one);
    return [parseFloat(outlineWidth) + parseFloat(outlineOffset), outlineStyle] as const;
  });
  expect(style).toBe('solid');
  const [mark, edges] = await Promise.all([summary.boundingBox(), page.locator('lab-claims li').first().boundingBox()]);
  if (!mark || !edges) throw new Error('there is no line');
  expect(mark.x - reach).toBeGreaterThanOrEqual(edges.x);
  expect(mark.y - reach).toBeGreaterThanOrEqual(edges.y);
  expect(mark.x + mark.width + reach).toBeLessThanOrEqual(edges.x + edges.width);
  expect(mark.y + mark.height + reach).toBeLessThanOrEqual(edges.y + edges.height);
});
