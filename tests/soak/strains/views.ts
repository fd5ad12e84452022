/** Every view opened and left in a circle, the ones with something to show among them. Nothing is measured. */
import { type Ground, RUN_MS, type Strain } from './strain.ts';

const CIRCLE = ['models', 'claims', 'kernels', 'advisor', 'sustained', 'compare', 'history', 'method', 'measure'];
let at = 0;

export const views: Strain = {
  name: 'views in a circle',
  cycles: 200,
  countEvery: CIRCLE.length,
  async open({ page, url }) {
    at = 0;
    await page.goto(url);
    await page.locator('h1:visible').waitFor({ timeout: RUN_MS });
  },
  async cycle({ page }: Ground) {
    const view = CIRCLE[at++ % CIRCLE.length] ?? 'measure';
    await page.evaluate((name) => (location.hash = `#/${name}`), view);
    await page.locator(`lab-${view} h1:visible, lab-${view} h2:visible`).first().waitFor({ timeout: RUN_MS });
    return view;
  },
};
