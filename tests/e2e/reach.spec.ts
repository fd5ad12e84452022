/**
 * The site for fingers, magnifiers and other eyes: two phones, text twice as large, spaced out, zoomed to 400 %, less motion. Nothing is too small to hit, cut
 * off, wider than its window, or there for a mouse alone.
 */
import { devices, type Page } from '@playwright/test';
import { writeRefs } from '../../src/results/link/address.ts';
import { openEverything, visit } from '../accessibility/journey.ts';
import { layoutFaults } from '../accessibility/layout.ts';
import { withStyle } from '../accessibility/with-style.ts';
import { FULL, SHORT } from './measured-links.ts';
import { expect, test } from './site-test.ts';

const VIEWS = [
  'measure',
  'models?program=two-workers',
  'lessons?lesson=how-many',
  'claims?open=start-is-not-wait',
  'kernels?open=mandelbrot',
  'advisor',
  'sustained',
  `compare?${writeRefs([SHORT, FULL])}`,
  'history',
  `result?${writeRefs([FULL])}`,
  'method',
];
/** WCAG 2.2, 2.5.8; and what fingers want for the button that a view is for. */
const TARGETS = { target: 24, primary: 44 };
const NO_TARGETS = { target: 0, primary: 0 };
/** WCAG 2.2, 1.4.12. */
const SPACED = `* { line-height: 1.5 !important; letter-spacing: 0.12em !important; word-spacing: 0.16em !important }
p { margin-bottom: 2em !important }`;

async function faultsOf(page: Page, targets: typeof TARGETS): Promise<string[]> {
  const sideways = await page.evaluate(
    () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
  );
  const { controls, small, cut, mouseOnly } = await layoutFaults(page, targets);
  expect(controls).toBeGreaterThan(5);
  const wide = sideways > 0 ? [`${sideways} pixels wider than the window`] : [];
  return [...wide, ...small, ...cut, ...mouseOnly];
}

async function everyView(page: Page, look: (view: string) => Promise<void>): Promise<void> {
  for (const view of VIEWS) {
    await visit(page, view);
    await page.waitForLoadState('networkidle');
    await openEverything(page);
    await look(view);
  }
}

for (const name of ['Pixel 7', 'iPhone 15'] as const) {
  const { viewport, userAgent, deviceScaleFactor, isMobile, hasTouch } = devices[name];
  test.describe(`a ${name}`, () => {
    test.use({ viewport, userAgent, deviceScaleFactor, isMobile, hasTouch });

    test('has room for fingers everywhere, scrolls nothing sideways, and may be pinched', async ({ page }) => {
      await everyView(page, async (view) => expect.soft(await faultsOf(page, TARGETS), view).toEqual([]));
      const meta = await page.locator('meta[name="viewport"]').getAttribute('content');
      expect(meta).not.toMatch(/user-scalable|maximum-scale/);
    });
  });
}

test('zoomed to 400 %, with text twice as large or spaced out, nothing is cut off or wider than the window', async ({
  page,
}) => {
  await everyView(page, async (view) => {
    for (const [width, style] of [
      [320, ''],
      [640, 'html { font-size: 200% }'],
      [360, SPACED],
    ] as const) {
      await page.setViewportSize({ width, height: 700 });
      await withStyle(page, style);
      expect.soft(await faultsOf(page, NO_TARGETS), `${view}, ${width} pixels, ${style}`).toEqual([]);
    }
    await page.setViewportSize({ width: 1280, height: 800 });
  });
});

test('who asks for less motion sees nothing move by itself, also while a race runs', async ({ page }) => {
  await page.emulateMedia({ reducedMotion: 'reduce' });
  await visit(page, 'models?program=mixed&args=64,64,500,2&models=main-thread');
  await page.getByRole('button', { name: 'Race them' }).click();
  await page.getByRole('cell', { name: 'running' }).waitFor();
  const moving = await page.evaluate(() => [
    ...document.getAnimations().map((animation) => animation.constructor.name),
    ...[document.documentElement, document.body].map((element) => getComputedStyle(element).scrollBehavior),
  ]);
  expect(moving).toEqual(['auto', 'auto']);
  await page.keyboard.press('Escape');
});
