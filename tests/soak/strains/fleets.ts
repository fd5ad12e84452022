/** A fleet of a thousand results opened from a file and dropped again. */
import { summaryOf } from '../../../src/results/summary.ts';
import { fleetNdjson } from '../../../src/results/fleet/fleet-ndjson.ts';
import { machineDocuments } from '../../results/machines.ts';
import { type Ground, RUN_MS, type Strain } from './strain.ts';

const RESULTS = 1_000;
const SEED = 7;
let file: Buffer | null = null;

export const fleets: Strain = {
  name: 'fleets of 1 000 results',
  cycles: 50,
  countEvery: 2,
  async open({ page, url }) {
    const blob = await fleetNdjson(machineDocuments(RESULTS, SEED).map((document) => summaryOf(document)));
    file = Buffer.from(await blob.arrayBuffer());
    await page.goto(`${url}#/compare`);
    await page.locator('lab-compare-ways input[type=file]').first().waitFor({ state: 'attached', timeout: RUN_MS });
  },
  async cycle({ page }: Ground) {
    if (!file) throw new Error('the fleet was not made');
    await page
      .locator('lab-compare-ways input[type=file]')
      .first()
      .setInputFiles({ name: 'fleet.ndjson', mimeType: 'application/x-ndjson', buffer: file });
    await page.locator('lab-fleet').waitFor({ timeout: RUN_MS });
    await page.locator('lab-fleet svg').first().waitFor({ timeout: RUN_MS });
    await page.getByRole('button', { name: 'Remove all' }).click();
    await page.locator('lab-fleet').waitFor({ state: 'detached', timeout: RUN_MS });
    return 'opened and dropped';
  },
};
