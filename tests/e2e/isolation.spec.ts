/** The two ways the site is hosted in these tests are what they claim to be. */
import { expect, test } from './site-test.ts';

test(
  'the page is isolated where, and only where, the host sends the headers',
  { tag: '@both' },
  async ({ page, isolated }) => {
    await page.goto('./');
    expect(await page.evaluate(() => crossOriginIsolated)).toBe(isolated);
  },
);
