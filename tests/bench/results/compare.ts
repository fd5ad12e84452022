/** Twelve full links side by side: from the navigation to the curves, in a fresh page and in one that is open. */
import type { Browser, Page } from 'playwright';
import { compareAddress, MOST_COMPARED } from '../../../src/results/link/address.ts';
import { fullPayload } from '../../../src/results/link/full-link.ts';
import { machineDocuments } from '../../results/machines.ts';
import { drawn, equip } from './page.ts';
import { ms, ranged, type Row } from './row.ts';

const RUNS = 9;
const SEED = 12;
const ROOM = 2_000;
const CURVES = 'lab-compare-figure >> lab-figure >> svg';

async function address(): Promise<string> {
  // Of one browser and mode, so that all may be laid over each other.
  const alike = machineDocuments(60, SEED).filter(
    ({ mode, browser }) => mode === 'shared' && browser.name === 'Chromium',
  );
  const links = await Promise.all(alike.slice(0, MOST_COMPARED).map((document) => fullPayload(document, ROOM)));
  return compareAddress(links.map(({ payload }) => ({ kind: 'full', text: payload })));
}

const twelveDrawn = (page: Page): Promise<number> => drawn(page, CURVES, 1, `${MOST_COMPARED} results side by side`);

/** A visitor's first page: nothing cached, no code compiled before. */
async function fresh(browser: Browser, url: string): Promise<number> {
  const context = await browser.newContext({ serviceWorkers: 'block' });
  const page = await context.newPage();
  await equip(page);
  await page.goto(url);
  const time = await twelveDrawn(page);
  await context.close();
  return time;
}

export async function compareRows(browser: Browser, site: string): Promise<Row[]> {
  const twelve = await address();
  const [first, again, inside]: [number[], number[], number[]] = [[], [], []];
  const context = await browser.newContext({ serviceWorkers: 'block' });
  const page = await context.newPage();
  await equip(page);
  for (let run = 0; run < RUNS; run++) {
    first.push(await fresh(browser, `${site}${twelve}`));
    await page.goto('about:blank');
    await page.goto(`${site}${twelve}`);
    again.push(await twelveDrawn(page));
    await page.goto('about:blank');
    await page.goto(`${site}#/measure`);
    await page.getByRole('button', { name: 'Measure this device' }).waitFor();
    const start = await page.evaluate((hash) => {
      const now = performance.now();
      location.hash = hash;
      return now;
    }, twelve);
    inside.push((await twelveDrawn(page)) - start);
  }
  await context.close();
  const figure = `Compare of ${MOST_COMPARED} full links, navigation to drawn`;
  return [
    { figure: `${figure}: link opened in an open page`, target: '≤ 300 ms', measured: ranged(inside, ms) },
    { figure: '… page opened with the link, seen before', target: '≤ 300 ms', measured: ranged(again, ms) },
    { figure: '… first visit, nothing cached', target: '–', measured: ranged(first, ms) },
  ];
}
