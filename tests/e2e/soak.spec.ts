/** The soak in its short form (tests/soak): starts, stops and reloads at seeded moments, and nothing of them is left. */
import { prng } from '../../src/base/prng.ts';
import { keptRuns } from '../soak/gauge.ts';
import { settled } from '../soak/settled.ts';
import { startAndReload, startAndStop, starts } from '../soak/strains/measuring.ts';
import { expect, test } from './site-test.ts';

const SEED = 20261130;

test(`nine starts and stops and three reloads in the midst of runs leave no worker and no lock (seed ${SEED})`, async ({
  page,
  site,
}) => {
  const ground = { page, url: site.url, random: prng(SEED) };
  await starts.open(ground);
  for (let round = 0; round < 3; round++) {
    for (const moment of ['at once', 'start-up', 'cores'] as const) {
      await startAndStop(ground, moment);
      await settled(page);
    }
    await startAndReload(ground, 'start-up');
    await settled(page);
  }
  // Those that were cut off by a reload are told to be so when they are looked at.
  const { running } = await keptRuns(page);
  expect(running).toBeLessThanOrEqual(3);
  await page.goto(`${site.url}#/history`);
  await page.locator('lab-history-row').first().waitFor();
  await expect(page.getByText('running now')).toHaveCount(0);
});
