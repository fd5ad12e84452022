/** The kernels on the built site: opened by a link, one run by the keyboard to verified speeds, stopped, and all of it fits a phone. */
import axe from 'axe-core';
import type { Locator, Page } from '@playwright/test';
import { expect, test } from './site-test.ts';

const RUN_MS = 30_000;

const button = (page: Page, name: string | RegExp) => page.getByRole('button', { name, exact: true });
const kernel = (page: Page, id: string): Locator => page.locator(`lab-kernel[id="${id}"]`);

async function axeViolations(page: Page): Promise<string[]> {
  await page.evaluate(axe.source);
  return page.evaluate(async () => {
    const { violations } = await (globalThis as unknown as { axe: typeof axe }).axe.run();
    return violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ target }) => target.join(' ')).join(', ')}`);
  });
}

test('a kernel is run by the keyboard, verified in every build, and its picture is there', async ({ page }) => {
  const told: string[] = [];
  page.on('console', (message) => {
    // What Playwright itself says where a project blocks service workers.
    if (!message.text().startsWith('Service Worker registration blocked')) told.push(message.text());
  });
  await page.goto('#/kernels?open=mandelbrot');
  const row = kernel(page, 'mandelbrot');
  await expect(row.getByRole('img', { name: /^The Mandelbrot set in/ })).toBeVisible();
  await row.getByRole('button', { name: 'Run: Mandelbrot set' }).focus();
  await page.keyboard.press('Enter');
  await expect(button(page, 'Stop')).toBeFocused();
  await button(page, 'Stop').waitFor({ state: 'detached', timeout: RUN_MS });
  await expect(page.getByRole('heading', { level: 1 })).toContainText('1 kernel gives the published values.');
  await expect(row.getByText(/^(All 3 builds gave the same bytes|The builds agree within)/)).toBeVisible();
  await expect(row.locator('lab-kernel-builds').last()).toContainText('pixels a second');
  await row.getByText('The kernel itself, in AssemblyScript').click();
  await expect(row.getByRole('region', { name: 'assembly/kernels/mandelbrot.ts' })).toContainText('export function');
  expect(await axeViolations(page)).toEqual([]);
  await page.setViewportSize({ width: 360, height: 740 });
  const sideways = await page.evaluate(
    () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
  );
  expect(sideways).toBe(0);
  await row.getByRole('link', { name: 'Measure with this kernel in full' }).click();
  await expect(page.getByRole('combobox', { name: 'Work' })).toHaveValue('mandelbrot');
  expect(told).toEqual([]);
});

test('Escape stops a run of all, and what was measured stays', async ({ page }) => {
  await page.goto('#/kernels');
  await button(page, /^Run all/).click();
  await expect(page.getByText(/: round \d/)).toBeVisible({ timeout: RUN_MS });
  await page.keyboard.press('Escape');
  await expect(page.getByRole('heading', { level: 1 })).toContainText('Stopped');
  await expect(button(page, /^Run all/)).toBeEnabled();
});
