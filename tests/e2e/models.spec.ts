/** The race on the built site: chosen, run under every model, stopped, kept in a link. */
import { readFile } from 'node:fs/promises';
import axe from 'axe-core';
import type { Page } from '@playwright/test';
import type { RaceReport } from '../../src/measure/race/race-report.ts';
import { expect, test } from './site-test.ts';

const RACE_MS = 60_000;

const button = (page: Page, name: string | RegExp) => page.getByRole('button', { name });
const race = async (page: Page): Promise<void> => button(page, /^Race (them|again)$/).click();
const finished = async (page: Page): Promise<void> => button(page, 'Race again').waitFor({ timeout: RACE_MS });

async function axeViolations(page: Page): Promise<string[]> {
  await page.evaluate(axe.source);
  return page.evaluate(async () => {
    const { violations } = await (globalThis as unknown as { axe: typeof axe }).axe.run();
    return violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ target }) => target.join(' ')).join(', ')}`);
  });
}

async function reportOf(page: Page): Promise<RaceReport & { schema: string }> {
  const download = page.waitForEvent('download');
  await button(page, 'Download JSON').click();
  return JSON.parse(await readFile(await (await download).path(), 'utf8')) as RaceReport & { schema: string };
}

test(
  'a preset opened by a click is raced under every model, and every result is right',
  { tag: '@alone' },
  async ({ page }) => {
    test.setTimeout(2 * RACE_MS);
    await page.goto('#/models');
    await page.getByRole('radio', { name: /^compute only/i }).check();
    const boxes = page.getByRole('group', { name: 'Models' }).getByRole('checkbox');
    for (const box of await boxes.all()) await box.check();
    await race(page);
    await finished(page);

    const report = await reportOf(page);
    expect(report.schema).toBe('overlap-race/1');
    expect(report.state).toBe('complete');
    expect(report.program.id).toBe('crunch');
    expect(report.entries).toHaveLength(10);
    expect(
      report.entries
        .filter(({ verified }) => verified !== true)
        .map(({ model, reason, fault }) => ({ model, reason, fault })),
    ).toEqual([]);
    await expect(page.getByRole('heading', { level: 1 })).toContainText(/finished|one run tells no winner/);
    await expect(page.getByRole('cell', { name: 'right', exact: true })).toHaveCount(10);
    await expect(page.getByRole('heading', { name: 'What to notice' })).toBeVisible();
    expect(await axeViolations(page)).toEqual([]);
  },
);

test('what a program printed stands beside what it printed under the other models', async ({ page }) => {
  test.setTimeout(RACE_MS);
  await page.goto('#/models?program=two-workers&models=main-thread,event-loop,free-threads');
  await race(page);
  await finished(page);
  const outputs = page.getByRole('region', { name: /^Printed under/ });
  await expect(outputs).toHaveCount(3);
  for (const output of await outputs.all()) await expect(output).not.toBeEmpty();
});

test('Escape stops a race, and what there is stays', async ({ page }) => {
  test.setTimeout(RACE_MS);
  // Tasks that wait in turn for many seconds: nothing is over before the key.
  await page.goto('#/models?program=mixed&args=64,64,500,2&models=main-thread');
  await race(page);
  await button(page, 'Stop').waitFor();
  await page.getByRole('cell', { name: 'running' }).waitFor({ timeout: RACE_MS });
  await page.keyboard.press('Escape');
  await finished(page);
  await expect(page.getByRole('heading', { level: 1 })).toContainText('Stopped');
});

test('going to another view stops a race', async ({ page }) => {
  test.setTimeout(RACE_MS);
  await page.goto('#/models?program=mixed&args=64,64,500,2&models=main-thread');
  await race(page);
  await page.getByRole('cell', { name: 'running' }).waitFor({ timeout: RACE_MS });
  await page.getByRole('link', { name: 'Method', exact: true }).click();
  await page.getByRole('link', { name: 'Models', exact: true }).click();
  await finished(page);
});

test('a link brings back every choice, and a change of choice is a new link', async ({ page }) => {
  await page.goto('#/models?program=crunch&args=4,960&models=main-thread,gil-threads&workers=3&interval=20');
  await expect(page.getByRole('radio', { name: /^compute only/i })).toBeChecked();
  await expect(page.getByRole('spinbutton', { name: 'chunks' })).toHaveValue('4');
  await expect(page.getByRole('checkbox', { name: /^threads under a GIL/ })).toBeChecked();
  await expect(page.getByRole('checkbox', { name: /^free threads/ })).not.toBeChecked();
  await page.getByText('Settings', { exact: true }).click();
  await expect(page.getByLabel('Workers', { exact: true })).toHaveValue('3');
  await page.getByLabel('Workers', { exact: true }).selectOption('2');
  await expect(page).toHaveURL(/workers=2/);
  await page.reload();
  await page.getByText('Settings', { exact: true }).click();
  await expect(page.getByLabel('Workers', { exact: true })).toHaveValue('2');
});

test('a forged link is named in a sentence and harms nothing', async ({ page }) => {
  await page.goto('#/models?program=%3Cimg%20src=x%3E&models=nobody&workers=1e9&settings=all');
  await expect(page.getByRole('alert')).toContainText('cannot be taken');
  await expect(page.getByRole('radio', { name: /^your own mix/i })).toBeChecked();
  await expect(button(page, 'Race them')).toBeEnabled();
});

test('the view has no fault that axe finds, with settings open as well', async ({ page }) => {
  await page.goto('#/models');
  await button(page, 'Race them').waitFor();
  await page.getByText('Settings', { exact: true }).click();
  await page.getByRole('slider').waitFor();
  expect(await axeViolations(page)).toEqual([]);
});

test('a phone shows all of it without sideways scrolling, before and after', async ({ page }) => {
  test.setTimeout(RACE_MS);
  await page.setViewportSize({ width: 360, height: 740 });
  await page.goto('#/models?program=two-workers');
  const sideways = () =>
    page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
  await page.getByText('Settings', { exact: true }).click();
  expect(await sideways()).toBe(0);
  await race(page);
  await finished(page);
  expect(await sideways()).toBe(0);
});
