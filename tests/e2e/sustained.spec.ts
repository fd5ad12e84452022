/** The watch over minutes on the built site: started, ended early by a key, kept and taken away as a file. */
import { readFile } from 'node:fs/promises';
import type { Page } from '@playwright/test';
import type { SustainedReport } from '../../src/measure/sustained/sustained-report.ts';
import { expect, test } from './site-test.ts';

const RUN_MS = 60_000;
const button = (page: Page, name: string | RegExp) => page.getByRole('button', { name });

test('Escape ends a watch; what was seen until then is told, and is a file', async ({ page }) => {
  test.setTimeout(RUN_MS);
  await page.goto('#/sustained');
  await page.getByLabel('For').selectOption({ label: '1 minute' });
  await button(page, 'Watch its pace').click();
  await page.locator('svg').first().waitFor({ timeout: RUN_MS });
  await expect(page.getByText(/ left$/)).toBeVisible();
  await page.keyboard.press('Escape');
  await button(page, 'Watch again').waitFor();
  await expect(page.getByRole('heading', { level: 1 })).not.toBeEmpty();

  const download = page.waitForEvent('download');
  await button(page, 'Download JSON').click();
  const file = await readFile(await (await download).path(), 'utf8');
  const result = JSON.parse(file) as SustainedReport & { schema: string };
  expect(result.schema).toBe('overlap-sustained/1');
  expect(result.state).toBe('stopped');
  expect(result.durationMs).toBe(60_000);
  expect(result.windows.length).toBeGreaterThan(0);
  const ends = result.windows.flatMap(({ startMs, endMs }) => [startMs, endMs]);
  expect(ends).toEqual([...ends].sort((one, other) => one - other));
});

test(
  'a watch asked for by a script lasts as long as asked and says whether the pace held',
  { tag: '@alone' },
  async ({ page }) => {
    test.setTimeout(RUN_MS);
    await page.goto('');
    await page.waitForFunction(() => globalThis.overlap !== undefined);
    const report = await page.evaluate(() => globalThis.overlap?.sustain({ durationMs: 3_000, seed: 7 }));
    if (!report) throw new Error('the page answered without a report');
    expect(report.failure).toBeNull();
    expect(report.state).toBe('complete');
    expect(report.workers).toBe(report.cores.proven);
    expect(report.windows.at(-1)?.endMs).toBeGreaterThan(2_000);
    // Too short for a verdict about throttling, which it says rather than guess.
    expect(report.finding.verdict).toBe('too-short');
  },
);
