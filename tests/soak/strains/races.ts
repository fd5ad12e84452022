/** Races of models: a short program under models of every kind, mostly to the end, now and then stopped or left in its midst. */
import { drawn, type Ground, RUN_MS, type Strain } from './strain.ts';

const MODELS = 'main-thread,event-loop,gil-threads,free-threads,processes,ranks';

export const races: Strain = {
  name: 'races of models',
  cycles: 200,
  countEvery: 5,
  async open({ page, url }) {
    await page.goto(`${url}#/models?program=two-workers&models=${MODELS}`);
    await page.getByRole('button', { name: /^Race (them|again)$/ }).waitFor({ timeout: RUN_MS });
  },
  async cycle({ page, random }: Ground) {
    const again = page.getByRole('button', { name: /^Race (them|again)$/ });
    const ending = drawn(random, { 'its end': 6, Escape: 3, 'another view': 1 });
    await again.click();
    if (ending !== 'its end') await page.waitForTimeout(random.next() * 600);
    if (ending === 'Escape') await page.keyboard.press('Escape');
    if (ending === 'another view') {
      await page.getByRole('link', { name: 'Method', exact: true }).click();
      await page.getByRole('link', { name: 'Models', exact: true }).click();
    }
    await again.waitFor({ timeout: RUN_MS });
    return ending;
  },
};
