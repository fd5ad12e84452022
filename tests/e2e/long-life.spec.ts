/**
 * What happens to an open page: another tab that measures too, a network that goes away, the way back in the midst of a run. Each ends in a result or a sentence. What is kept of a run that was cut off is in history.spec.ts.
 */
import type { Page } from '@playwright/test';
import { settled } from '../soak/settled.ts';
import { expect, test } from './site-test.ts';

const RUN_MS = 90_000;

const button = (page: Page, name: string | RegExp) => page.getByRole('button', { name });
const alert = (page: Page) => page.getByRole('alert');

async function begin(page: Page): Promise<void> {
  await button(page, /^Measure (this device|again)/).click();
  await button(page, 'Stop').waitFor();
}

async function end(page: Page): Promise<void> {
  await button(page, 'Stop').click();
  await button(page, /^Measure (this device|again)/).waitFor();
}

/** Workers are there: the run is past its start. */
async function atWork(page: Page): Promise<void> {
  await expect.poll(() => page.workers().length, { timeout: RUN_MS }).toBeGreaterThan(0);
}

test('a second tab does not measure beside the first: it says so, and may when the first is done', async ({
  page,
  context,
}) => {
  await page.goto('');
  await begin(page);
  await atWork(page);
  const other = await context.newPage();
  await other.goto('');
  await button(other, /^Measure this device/).click();
  await expect(alert(other)).toContainText(/Another tab of Overlap is at a run.*start again/);
  expect(other.workers()).toEqual([]);
  await end(page);
  await begin(other);
  await atWork(other);
  await expect(alert(other)).toHaveCount(0);
  // A tab that is closed in the midst gives the turn back, too.
  await other.close();
  await begin(page);
  await atWork(page);
  await end(page);
});

test('going on to another page in the midst of a run and coming back: the page stands, and a run can begin', async ({
  page,
}) => {
  await page.goto('');
  await begin(page);
  await atWork(page);
  await page.goto('about:blank');
  await page.goBack();
  await button(page, /^Measure this device/).waitFor();
  await settled(page);
  await begin(page);
  await atWork(page);
  await end(page);
});

test.describe('without a network', () => {
  test.use({ expectedErrors: [/ERR_INTERNET_DISCONNECTED|Failed to load resource/] });

  test('a run whose code has not come yet says what is missing and what to do', async ({ page, context }) => {
    await page.goto('');
    await button(page, /^Measure this device/).waitFor();
    await context.setOffline(true);
    await button(page, /^Measure this device/).click();
    await expect(alert(page).first()).toContainText(/could not be loaded: check the connection, reload the page/);
    await expect(button(page, /^Measure this device/)).toBeEnabled();
    await context.setOffline(false);
  });

  test(
    'a run that is under way ends in what it has found, in a sentence',
    { tag: '@alone' },
    async ({ page, context }) => {
      test.setTimeout(RUN_MS);
      await page.goto('');
      await begin(page);
      await atWork(page);
      await context.setOffline(true);
      await button(page, 'Measure again').waitFor({ timeout: RUN_MS });
      await expect(page.locator('h1:visible')).toContainText(/The run broke off|[Ii]t does/);
      await expect(button(page, 'Download JSON')).toBeVisible();
      await context.setOffline(false);
    },
  );
});
