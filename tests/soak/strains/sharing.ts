/** The panel that shares a result, opened and shut on a result that a link brought; each time with the other form of link. */
import { readFileSync } from 'node:fs';
import { writeRefs } from '../../../src/results/link/address.ts';
import { fullPayload } from '../../../src/results/link/full-link.ts';
import type { ResultDocument } from '../../../src/results/schema.ts';
import { type Ground, RUN_MS, type Strain } from './strain.ts';

const MEASURED = new URL('../../results/measured-document.json', import.meta.url);
const ROOM = 2_000;

export const sharing: Strain = {
  name: 'share panels',
  cycles: 100,
  countEvery: 4,
  async open({ page, url }) {
    const document = JSON.parse(readFileSync(MEASURED, 'utf8')) as ResultDocument;
    const { payload } = await fullPayload(document, ROOM);
    await page.goto(`${url}#/result?${writeRefs([{ kind: 'full', text: payload }])}`);
    await page.getByRole('button', { name: 'Share', exact: true }).waitFor({ timeout: RUN_MS });
  },
  async cycle({ page }: Ground) {
    const share = page.getByRole('button', { name: 'Share', exact: true });
    await share.click();
    const panel = page.getByRole('heading', { name: 'Share this result' });
    await panel.waitFor({ timeout: RUN_MS });
    await page.getByRole('radio', { name: /full link/ }).check();
    await page
      .locator('lab-qr svg')
      .waitFor({ timeout: RUN_MS })
      .catch(() => undefined);
    await share.click();
    await panel.waitFor({ state: 'detached', timeout: RUN_MS });
    return 'opened and shut';
  },
};
