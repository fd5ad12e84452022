/** Who opens a link to a result: the sender's answer, what the link holds, and what forged ones do. On the built site, under its content policy. */
import { writeRefs } from '../../src/results/link/address.ts';
import { SUMMARY_FORM } from '../../src/results/link/forms.ts';
import { framed } from '../../src/results/link/frame.ts';
import {
  ANSWER,
  axeViolations,
  FULL,
  heading,
  openPanel,
  openResult,
  SHORT,
  sidewaysScroll,
} from './measured-links.ts';
import { expect, test } from './site-test.ts';

/** Whole, and of a form that this lab does not know yet. */
const NEWER = framed({ ...SUMMARY_FORM, version: SUMMARY_FORM.version + 1 }, Uint8Array.of(1, 2, 3, 4));

test('who opens a short link reads the sender’s answer, name as text, device and day, a curve and a table', async ({
  page,
}) => {
  await openResult(page, SHORT);
  await expect(heading(page)).toHaveText(ANSWER);
  await expect(page.getByText(/Lab PC 7.*: Chromium 156 on Linux, 30 November 2026/)).toBeVisible();
  await expect(page.getByText('<b onclick=alert(1)>', { exact: false })).toBeVisible();
  await expect(page.getByText(/This short link holds the summary/)).toBeVisible();
  await expect(page.getByText('Speed-up', { exact: true }).first()).toBeVisible();
  await expect(page.getByRole('rowheader', { name: 'free threads' }).first()).toBeVisible();
  expect(await axeViolations(page)).toEqual([]);
});

test('who opens a full link sees the whole report, without lanes it does not hold', async ({ page }) => {
  await openResult(page, FULL);
  await expect(heading(page)).toHaveText(ANSWER);
  for (const words of ['How many cores', 'What was computed', 'All numbers', 'What to doubt']) {
    await expect(page.getByRole('heading', { name: words })).toBeVisible();
  }
  await expect(page.getByText(/Who ran when is recorded while a run is on the page/)).toBeVisible();
  await expect(page.getByText('one lane each, from recorded spans')).toHaveCount(0);
  expect(await axeViolations(page)).toEqual([]);
});

test('a result in the dark on a phone scrolls no page sideways, panel open or not', async ({ page }) => {
  await page.setViewportSize({ width: 360, height: 740 });
  await page.emulateMedia({ colorScheme: 'dark' });
  await openResult(page, FULL);
  await page.getByRole('heading', { name: 'All numbers' }).waitFor();
  expect(await sidewaysScroll(page)).toBe(0);
  await openPanel(page);
  await page.getByRole('radio', { name: /full link/ }).check();
  expect(await sidewaysScroll(page)).toBe(0);
  expect(await axeViolations(page)).toEqual([]);
});

test('who opens an address of several results sees the first and a way to compare them', async ({ page }) => {
  await openResult(page, SHORT, FULL);
  await expect(heading(page)).toHaveText(ANSWER);
  await expect(page.getByText('The address holds 2 results; the first is shown here.')).toBeVisible();
  const address = await page.getByRole('link', { name: 'Compare them' }).getAttribute('href');
  expect(address).toBe(`#/compare?${writeRefs([SHORT, FULL])}`);
});

test('the view goes on from one address to another without a reload', async ({ page }) => {
  await openResult(page, SHORT);
  await page.evaluate((query) => (location.hash = `#/result?${query}`), writeRefs([FULL]));
  await expect(page.getByRole('heading', { name: 'All numbers' })).toBeVisible();
  await page.evaluate(() => (location.hash = '#/result'));
  await expect(page.getByRole('alert')).toBeVisible();
});

test('who opens a forged, truncated, newer or empty link reads why and what to do, and nothing else', async ({
  page,
}) => {
  const forged: readonly string[] = [
    '',
    's=',
    `s=${SHORT.text.slice(0, -7)}`,
    `s=${'A'.repeat(5000)}`,
    `r=${FULL.text.slice(0, 300)}`,
    `r=${FULL.text.slice(0, 200)}x${FULL.text.slice(201)}`,
    `r=${'_'.repeat(60)}`,
    'r=<script>alert(1)</script>',
    'kept=never-was-here',
    'kept=__proto__',
    `q=${SHORT.text}`,
    `s=${NEWER}`,
  ];
  for (const query of forged) {
    await page.goto(`about:blank`);
    await page.goto(`#/result?${query}`);
    await expect(heading(page), query).toHaveText('This result cannot be shown.');
    await expect(page.getByRole('alert'), query).toHaveText(/^[A-Z].+\.$/);
    await expect(page.locator('lab-report, lab-result-summary, lab-answer, lab-share'), query).toHaveCount(0);
    await expect(page.getByRole('link', { name: 'Measure this device' })).toBeVisible();
  }
  await expect(page.getByRole('alert')).toContainText('made by a newer lab');
  expect(await axeViolations(page)).toEqual([]);
});
