/** Comparing on the built site: links in the address, pasted and copied, files, sorting by keyboard, twelve machines; forged links; axe; a phone. */
import axe from 'axe-core';
import type { Page } from '@playwright/test';
import { fullPayload } from '../../src/results/link/full-link.ts';
import { summaryPayload } from '../../src/results/link/summary-link.ts';
import { summaryOf } from '../../src/results/summary.ts';
import { machineDocuments, MEASURED } from '../results/machines.ts';
import { expect, test } from './site-test.ts';

const SEED = 913;
const ROOM = 2000;
const ALIKE = machineDocuments(60, SEED).filter(({ browser }) => browser.name === 'Chromium');
const [ONE] = ALIKE;
if (!ONE || ALIKE.length < 12) throw new Error('the seed gives too few machines that are alike');

const button = (page: Page, name: string | RegExp) => page.getByRole('button', { name });
const heading = (page: Page) => page.getByRole('heading', { level: 1 });

async function axeViolations(page: Page): Promise<string[]> {
  await page.evaluate(axe.source);
  return page.evaluate(async () => {
    const { violations } = await (globalThis as unknown as { axe: typeof axe }).axe.run();
    return violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ target }) => target.join(' ')).join(', ')}`);
  });
}

const sideways = (page: Page): Promise<number> =>
  page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);

async function fullLinks(count: number): Promise<string[]> {
  return Promise.all(ALIKE.slice(0, count).map(async (document) => `r=${(await fullPayload(document, ROOM)).payload}`));
}

test('two results of one link: the difference as a sentence, the table sorted by keyboard, a link to hand on, a phone', async ({
  page,
}) => {
  const refs = [MEASURED, { ...ONE, name: 'Other' }].map((one) => `s=${summaryPayload(summaryOf(one), 600)}`);
  await page.goto(`#/compare?${refs.join('&')}&kernel=mandelbrot`);
  await expect(heading(page)).toContainText(/B .*A/);
  await expect(page.getByRole('textbox', { name: 'Name of B' })).toHaveValue('Other');
  const head = page.getByRole('columnheader', { name: /^Best speed-up/ });
  await head.getByRole('button').focus();
  await page.keyboard.press('Enter');
  await expect(head).toHaveAttribute('aria-sort', 'descending');
  await page.keyboard.press('Enter');
  await expect(head).toHaveAttribute('aria-sort', 'ascending');

  await button(page, /^(Make r|R)eference: B/).click();
  await expect(page).toHaveURL(/ref=2/);
  expect(await axeViolations(page)).toEqual([]);
  await page.setViewportSize({ width: 360, height: 740 });
  await expect.poll(() => sideways(page)).toBe(0);
  expect(await axeViolations(page)).toEqual([]);

  await page.reload();
  await expect(button(page, /^(Make r|R)eference: B/)).toHaveAttribute('aria-pressed', 'true');
});

test('twelve full links pasted at once become twelve curves, and the address brings them again', async ({ page }) => {
  const links = await fullLinks(12);
  await page.goto('#/compare');
  await page
    .getByLabel('Links, one or many')
    .fill(links.map((ref) => `https://example.org/lab/#/result?${ref}`).join('\n'));
  await button(page, 'Add links').click();
  const names = page.getByRole('textbox', { name: /^Name of / });
  await expect(names).toHaveCount(12);
  await expect(page.locator('lab-compare-figure .line')).toHaveCount(12);
  await expect(page.getByLabel('Links, one or many')).toHaveValue('');
  expect(await axeViolations(page)).toEqual([]);
  await page.setViewportSize({ width: 360, height: 740 });
  await expect.poll(() => sideways(page)).toBe(0);
  await expect.poll(() => page.url().split('r=').length).toBe(13);
  await page.reload();
  await expect(page.locator('lab-compare-figure .line')).toHaveCount(12);
});

test('a file of thirteen machines is a fleet; of a broken one a sentence is told, and nothing is lost', async ({
  page,
}) => {
  await page.goto('#/compare');
  const input = page.locator('lab-compare-ways input[type="file"]');
  const lines = ALIKE.slice(0, 13).map((document) => JSON.stringify(document));
  await input.setInputFiles({
    name: 'lab.ndjson',
    mimeType: 'application/x-ndjson',
    buffer: Buffer.from(lines.join('\n')),
  });
  await expect(page.locator('lab-fleet')).toBeVisible();
  await input.setInputFiles({
    name: 'broken.json',
    mimeType: 'application/json',
    buffer: Buffer.from('{"schema": "overl'),
  });
  await expect(page.getByRole('alert')).toContainText('broken.json');
  await expect(page.getByText('13 results side by side')).toBeVisible();
  await button(page, 'Remove all').click();
  await button(page, 'Undo').click();
  await expect(page.locator('lab-fleet')).toBeVisible();
});

test('forged links are named in sentences, run nothing, and leave the view in use', async ({ page }) => {
  await page.goto(
    '#/compare?s=AAAA&r=%3Cimg%20src=x%20onerror=alert(1)%3E&kept=__proto__&model=magic&ref=99999999&at=1e9',
  );
  const alert = page.getByRole('alert');
  await expect(alert).toContainText('“model” in the link cannot be taken');
  await expect(alert).toContainText('“at” in the link cannot be taken');
  expect(await page.locator('lab-compare img').count()).toBe(0);
  await expect(heading(page)).toContainText('Lay the results');
  expect(await axeViolations(page)).toEqual([]);
  await button(page, 'Close').click();
  await page.getByLabel('Links, one or many').fill('no link at all');
  await button(page, 'Add links').click();
  await expect(alert).toContainText('no link');
  await expect(page.getByLabel('Links, one or many')).toHaveValue('no link at all');
});

test('an address of a hundred thousand characters is answered in a sentence, whatever view it is for', async ({
  page,
}) => {
  for (const view of ['A'.repeat(100_000), `compare?s=${'A'.repeat(100_000)}`, `models?${'x=1&'.repeat(25_000)}`]) {
    await page.goto(`#/${view}`);
    await expect(heading(page)).toBeVisible();
    const text = await page.locator('main').innerText();
    expect(text.length).toBeLessThan(20_000);
    expect(await sideways(page)).toBe(0);
  }
});
