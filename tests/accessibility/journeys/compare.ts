/** Comparing: nothing yet, two, twelve and a fleet of results of machines that do not exist, undone, cited from the history, and links that cannot be taken. */
import type { Page } from 'playwright';
import { summaryPayload } from '../../../src/results/link/summary-link.ts';
import { fullPayload } from '../../../src/results/link/full-link.ts';
import { summaryOf } from '../../../src/results/summary.ts';
import { machineDocuments, MEASURED } from '../../results/machines.ts';
import { button, everythingOpen, type Journey, visit } from '../journey.ts';

const SEED = 913;
const FLEET = 60;
const MOST_CURVES = 12;
const ROOM = 2000;
const DOCUMENTS = machineDocuments(FLEET, SEED);

async function fullRefs(count: number): Promise<string> {
  const alike = DOCUMENTS.filter(({ browser }) => browser.name === 'Chromium').slice(0, count);
  const payloads = await Promise.all(alike.map((document) => fullPayload(document, ROOM)));
  return payloads.map(({ payload }) => `r=${payload}`).join('&');
}

const shortRefs = (): string =>
  [MEASURED, { ...DOCUMENTS[0]!, name: 'Other' }].map((one) => `s=${summaryPayload(summaryOf(one), 600)}`).join('&');

async function giveFleet(page: Page): Promise<void> {
  await page.locator('lab-compare-ways input[type="file"]').setInputFiles({
    name: 'lab.ndjson',
    mimeType: 'application/x-ndjson',
    buffer: Buffer.from(DOCUMENTS.map((document) => JSON.stringify(document)).join('\n')),
  });
  await page.locator('lab-fleet').waitFor();
  await page.getByRole('heading', { name: 'Every machine' }).waitFor();
}

const fleet: Journey = {
  view: 'compare',
  steps: [
    {
      state: 'a fleet',
      async reach(page) {
        await visit(page, 'compare');
        await giveFleet(page);
      },
    },
    {
      state: 'a fleet, a bar of it picked',
      async reach(page) {
        await page.locator('lab-fleet .plot').first().focus();
        await page.keyboard.press('ArrowRight');
        await page.keyboard.press('Enter');
        await page.locator('lab-fleet-picked').waitFor();
      },
    },
    {
      state: 'a fleet, three ticked and drawn as curves',
      async reach(page) {
        const boxes = page.locator('lab-fleet-list').getByRole('checkbox');
        for (const at of [0, 1, 2]) await boxes.nth(at).check();
        await button(page, /^Compare /)
          .first()
          .click();
        await page.locator('lab-compare-figure').waitFor();
      },
    },
    everythingOpen,
  ],
};

export const compareJourneys: readonly Journey[] = [
  {
    view: 'compare',
    steps: [
      { state: 'empty', reach: (page) => visit(page, 'compare') },
      {
        state: 'a text without a link',
        async reach(page) {
          await page.getByLabel('Links, one or many').fill('no link at all');
          await button(page, 'Add links').click();
          await page.getByRole('alert').waitFor();
        },
      },
    ],
  },
  {
    view: 'compare',
    steps: [
      {
        state: 'two',
        async reach(page) {
          await visit(page, `compare?${shortRefs()}&kernel=mandelbrot`);
          await page.locator('lab-compare-table').waitFor();
        },
      },
      everythingOpen,
      {
        state: 'all removed, can be undone',
        async reach(page) {
          await button(page, 'Remove all').click();
          await button(page, 'Undo').waitFor();
        },
      },
    ],
  },
  {
    view: 'compare',
    steps: [
      {
        state: 'twelve',
        async reach(page) {
          await visit(page, `compare?${await fullRefs(MOST_CURVES)}`);
          await page
            .locator('lab-compare-figure .line')
            .nth(MOST_CURVES - 1)
            .waitFor();
        },
      },
    ],
  },
  fleet,
  {
    view: 'compare',
    steps: [
      {
        state: 'refused',
        async reach(page) {
          await visit(page, 'compare?s=AAAA&kept=__proto__&model=magic&ref=99999999&at=1e9');
          await page.getByRole('alert').waitFor();
        },
      },
    ],
  },
];
