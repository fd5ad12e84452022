/**
 * Photographs every state of the gallery at two widths, light and dark, and runs axe on each:
 * `npx vite tests/gallery & npx tsx tests/gallery/screenshots.ts FOLDER [STATE …]`. For looking at; asserts
 * nothing but prints what axe finds and whether the page overflows.
 */
import { join } from 'node:path';
import axe from 'axe-core';
import { chromium, type Page } from 'playwright';

const BASE = 'http://localhost:4190/';
const [folder = '/tmp/overlap-gallery', ...asked] = process.argv.slice(2);
const WIDTHS = [1280, 360];
const SCHEMES = ['light', 'dark'] as const;

interface AxeResult {
  readonly violations: readonly { readonly id: string; readonly nodes: readonly { readonly html: string }[] }[];
}

async function findings(page: Page): Promise<string[]> {
  await page.evaluate(axe.source);
  const { violations } = await page.evaluate<AxeResult>('axe.run()');
  return violations.map(({ id, nodes }) => `${id}: ${nodes.map((node) => node.html.slice(0, 120)).join(' | ')}`);
}

const browser = await chromium.launch({
  executablePath: process.env['OVERLAP_BROWSER'] ?? '/usr/bin/chromium',
  args: [
    '--no-sandbox',
    '--disable-gpu',
    '--disable-quic',
    '--no-first-run',
    '--disable-background-networking',
    '--disable-component-update',
    '--disable-sync',
  ],
});
const page = await browser.newPage();
page.on('pageerror', (error) => console.error(`page error: ${error.message}`));
await page.goto(BASE);
await page.waitForSelector('li');
const states = asked.length > 0 ? asked : await page.locator('li').allTextContents();
for (const state of states) {
  for (const width of WIDTHS) {
    for (const colorScheme of SCHEMES) {
      await page.emulateMedia({ colorScheme });
      await page.setViewportSize({ width, height: 900 });
      await page.goto(`${BASE}?state=${encodeURIComponent(state)}`);
      await page.waitForTimeout(400);
      await page.screenshot({
        path: join(folder, `${state.replace(/\W+/g, '-')}-${width}-${colorScheme}.png`),
        fullPage: true,
      });
      const overflow = await page.evaluate(
        () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
      );
      for (const finding of await findings(page)) console.log(`${state} ${width} ${colorScheme}: ${finding}`);
      if (overflow > 0) console.log(`${state} ${width} ${colorScheme}: wider than the page by ${overflow} px`);
    }
  }
}
await browser.close();
