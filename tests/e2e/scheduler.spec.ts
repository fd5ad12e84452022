/** The scheduler's puzzles on the built site, by keys alone. */
import axe from 'axe-core';
import type { Page } from '@playwright/test';
import { expect, test } from './site-test.ts';

async function ready(page: Page): Promise<void> {
  await expect(page.getByText(/that the threads can get into|The shortest way takes/)).toBeVisible();
}

test('a puzzle is solved by keyboard, is kept, and its schedule can be sent', async ({ page }) => {
  await page.goto('#/scheduler');
  await ready(page);
  // A whole turn of hints: whether, who, what.
  for (const key of ['1', 'h', 'h', 'h']) await page.keyboard.press(key);
  await expect(page.getByText(/From here it takes/)).toBeVisible();
  for (const key of '2222111') await page.keyboard.press(key);
  await expect(page.getByText(/an update was lost/)).toBeVisible();
  await expect(page.getByText('No schedule is shorter.')).toBeVisible();
  await expect(page.getByText(/all schedules with up to 2 preemptions were tried/)).toBeVisible();
  expect(page.url()).toContain('puzzle=lost-update&turns=12222111');
  await page.evaluate(axe.source);
  const { violations } = await page.evaluate(() => (window as unknown as { axe: typeof axe }).axe.run());
  expect(violations.map(({ id }) => id)).toEqual([]);
  await page.reload();
  await ready(page);
  await expect(page.getByText(/an update was lost/)).toBeVisible();
  await expect(page.getByText('1 of 10 solved')).toBeVisible();
});

test('a link to a schedule that cannot be is refused with a sentence', async ({ page }) => {
  await page.goto(`#/scheduler?puzzle=lost-update&turns=${'1'.repeat(9)}`);
  await expect(page.getByRole('alert')).toContainText('The link’s step 5 cannot be');
  await expect(page.getByText('Nobody has had a turn yet.')).toBeVisible();
});
