/** On paper: nothing to press, light whatever the screen is, pictures and rows whole, and at the head where it is from. */
import type { Page } from '@playwright/test';
import { FULL, openResult } from './measured-links.ts';
import { expect, test } from './site-test.ts';

const VIEWS = ['measure', 'models', 'claims', 'kernels', 'advisor', 'sustained', 'compare', 'history', 'method'];

interface Drawn {
  readonly name: string;
  readonly inside: string;
  readonly after: string;
  readonly width: number;
}

/** Elements that take up room, shadow trees included. */
function drawn(page: Page, selector: string): Promise<Drawn[]> {
  return page.evaluate((wanted) => {
    const found: Drawn[] = [];
    const look = (root: Document | ShadowRoot): void => {
      for (const element of root.querySelectorAll('*')) {
        if (element.shadowRoot) look(element.shadowRoot);
        if (!element.matches(wanted) || !element.checkVisibility()) continue;
        const { breakInside, breakAfter } = getComputedStyle(element);
        const { width } = element.getBoundingClientRect();
        const name = `${element.localName}: ${(element.textContent ?? '').trim().slice(0, 40)}`;
        found.push({ name, inside: breakInside, after: breakAfter, width });
      }
    };
    look(document);
    return found;
  }, selector);
}

const names = async (page: Page, selector: string): Promise<string[]> =>
  (await drawn(page, selector)).map(({ name }) => name);

/** Of A4 less its margins, CSS pixels: 180 of 25.4 × 96. */
const PAPER = { width: 680, height: 990 };

test.beforeEach(async ({ page }) => {
  await page.setViewportSize(PAPER);
  await page.emulateMedia({ media: 'print', colorScheme: 'dark' });
});

for (const view of VIEWS)
  test(`${view} is printed without its controls, on white`, async ({ page }) => {
    await page.goto(`#/${view}`);
    await page.locator('h1:visible').waitFor();
    expect(await names(page, 'button, select, label:has(select), textarea, nav, input[type="file"]')).toEqual([]);
    await expect(page.locator('body')).toHaveCSS('background-color', 'rgb(255, 255, 255)');
    await expect(page.locator('h1:visible')).toHaveCSS('color', 'rgb(27, 30, 36)');
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(PAPER.width);
  });

test('a result is printed whole: its pictures, rows and headings are not torn apart', async ({ page }) => {
  await openResult(page, FULL);
  await page.locator('lab-laws h2').waitFor();
  expect(await names(page, 'button, select, nav, .actions')).toEqual([]);
  const pictures = await drawn(page, 'figure');
  expect(pictures.length).toBeGreaterThan(1);
  expect(pictures.filter(({ inside }) => inside !== 'avoid')).toEqual([]);
  expect((await drawn(page, 'tr')).filter(({ inside }) => inside !== 'avoid')).toEqual([]);
  expect((await drawn(page, 'h1, h2, h3')).filter(({ after }) => after !== 'avoid')).toEqual([]);
  expect((await drawn(page, 'svg, canvas')).filter(({ width }) => width > PAPER.width)).toEqual([]);
});

test('paper says which version and which address it is from', async ({ page }) => {
  await openResult(page, FULL);
  await page.evaluate(() => dispatchEvent(new Event('beforeprint')));
  await expect(page.locator('.printed')).toHaveText(/^Overlap \d+\.\d+\.\d+, http.+#\/result\?…$/);
});

test('what is unfolded on the screen is printed unfolded, what is folded away is left out', async ({ page }) => {
  await openResult(page, FULL);
  const folded = page.locator('lab-laws details');
  await expect(folded).toBeHidden();
  await page.emulateMedia({ media: 'screen' });
  await folded.locator('summary').click();
  await page.emulateMedia({ media: 'print' });
  await expect(folded.locator('table')).toBeVisible();
});
