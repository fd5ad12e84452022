/** After each cycle a page has to be as if nothing had run: no worker, no lock. Says how long that took, and what was left where it did not come. */
import type { Page } from 'playwright';
import { lockNames } from './gauge.ts';

/** Longest wait, in milliseconds: a worker that is terminated while it runs lives on for two seconds in Chromium. */
const PATIENCE_MS = 6_000;
const LOOK_MS = 25;

/** Milliseconds until the page had no worker and no lock. Throws with their names where some are left. */
export async function settled(page: Page): Promise<number> {
  const since = Date.now();
  for (;;) {
    const locks = await lockNames(page);
    const workers = page.workers().length;
    const took = Date.now() - since;
    if (workers === 0 && locks.length === 0) return took;
    if (took > PATIENCE_MS)
      throw new Error(`${workers} workers and ${locks.length} locks are left after ${took} ms: ${locks.join(', ')}`);
    await page.waitForTimeout(LOOK_MS);
  }
}
