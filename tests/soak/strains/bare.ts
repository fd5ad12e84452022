/**
 * What the reloads are measured against: an empty page that opens its first database and is reloaded at once, as a run of the site does when it is cut
 * off early. Whatever is left of it the browser leaves, which is seldom anything.
 */
import { RUN_MS, type Strain } from './strain.ts';

const EMPTY = '<!doctype html><title>Empty</title><p>Empty</p>';

export const bare: Strain = {
  name: 'an empty page, reloaded while it opens a database',
  cycles: 250,
  countEvery: 10,
  async open({ page, url }) {
    const address = `${url}empty-page`;
    await page.route(address, (route) => route.fulfill({ contentType: 'text/html', body: EMPTY }));
    await page.goto(address);
  },
  async cycle({ page }) {
    const fresh = page.waitForEvent('load', { timeout: RUN_MS });
    await page.evaluate(() => {
      indexedDB.open('bare', 1);
      setTimeout(() => location.reload(), 0);
    });
    await fresh;
    return 'reloaded';
  },
};
