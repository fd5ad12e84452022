/** What stands before the code of the page has come: the frame, in the place in which the code then puts it; and words for who has none. */
import type { Locator, Page } from '@playwright/test';
import { expect, test } from './site-test.ts';

interface Placed {
  readonly text: string | null;
  readonly href: string | null;
  readonly box: Awaited<ReturnType<Locator['boundingBox']>>;
}

async function placed(links: Locator): Promise<Placed[]> {
  return Promise.all(
    (await links.all()).map(async (link) => ({
      text: (await link.textContent())?.trim() ?? null,
      href: await link.getAttribute('href'),
      box: await link.boundingBox(),
    })),
  );
}

const frame = (page: Page): Locator => page.locator('lab-app header a');

test.describe('before the code has come', () => {
  test.use({ expectedErrors: [/Failed to load resource/] });

  for (const width of [360, 1280])
    test(`the frame stands where the code puts it, ${width} px wide`, async ({ page }) => {
      await page.setViewportSize({ width, height: 800 });
      await page.route(/\.js$/, (route) => route.abort());
      await page.goto('#/measure');
      const before = await placed(frame(page));
      expect(before.length).toBeGreaterThan(5);
      await page.unroute(/\.js$/);
      await page.reload();
      await page.getByRole('button', { name: 'Measure this device' }).waitFor();
      // Locators look into shadow trees and at what is behind them: the links that are drawn are those of the code.
      const after = (await placed(frame(page))).filter(({ box }) => box !== null);
      expect(after).toEqual(before);
    });
});

test.describe('without JavaScript', () => {
  test.use({ javaScriptEnabled: false });

  test('the page says what it is, what it needs, and leads nowhere', async ({ page }) => {
    await page.goto('');
    await expect(page.getByRole('heading', { level: 1 })).toContainText('on your own cores');
    // Playwright looks for no text in such an element.
    await expect(page.locator('noscript p').last()).toBeInViewport();
    await expect(page.locator('noscript p').last()).toContainText('Switch JavaScript on');
    await expect(page.getByRole('link', { name: 'Models' })).toBeHidden();
    // Here the frame never gets its code.
    await page.goto('about:blank');
  });
});

test('who only reads the page’s head learns what it is', async ({ site }) => {
  const text = await (await fetch(site.url)).text();
  expect(text).toMatch(/<title>Overlap: .+<\/title>/);
  expect(text).toMatch(/<meta\s+name="description"\s+content=".{50,160}"/);
  for (const property of ['og:title', 'og:description', 'og:image', 'og:image:alt', 'og:type'])
    expect(text).toContain(`property="${property}"`);
  const picture = /property="og:image" content="([^"]+)"/.exec(text)?.[1] ?? '';
  const image = await fetch(new URL(picture, site.url));
  expect(image.headers.get('content-type')).toBe('image/png');
});
