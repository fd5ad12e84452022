/** Claims put to the test, one quick one at a time, mostly to its verdict, now and then stopped; its detail is opened and shut. */
import { drawn, type Ground, RUN_MS, type Strain } from './strain.ts';

/** Claims that take about a second, on threads, on an event loop, on processes. */
const QUICK = ['start-is-not-wait', 'cooperative-styles', 'pool-map-order'];
let at = 0;

export const claims: Strain = {
  name: 'claims',
  cycles: 100,
  countEvery: 3,
  async open({ page, url }) {
    at = 0;
    await page.goto(`${url}#/claims`);
    await page.locator(`lab-claim[id="${QUICK[0]}"] button.test`).waitFor({ timeout: RUN_MS });
  },
  async cycle({ page, random }: Ground) {
    const id = QUICK[at++ % QUICK.length] ?? '';
    const claim = page.locator(`lab-claim[id="${id}"]`);
    const ending = drawn(random, { 'its verdict': 7, Escape: 3 });
    await claim.locator('button.test').click();
    const stop = page.getByRole('button', { name: 'Stop', exact: true });
    if (ending === 'Escape') {
      await page.waitForTimeout(random.next() * 500);
      await page.keyboard.press('Escape');
    }
    await stop.waitFor({ state: 'detached', timeout: RUN_MS });
    await claim.getByRole('heading', { level: 3 }).click();
    await claim.locator('lab-claim-detail').waitFor({ timeout: RUN_MS });
    await claim.getByRole('heading', { level: 3 }).click();
    await claim.locator('lab-claim-detail').waitFor({ state: 'detached', timeout: RUN_MS });
    return ending;
  },
};
