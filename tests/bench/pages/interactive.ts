/**
 * How soon a view answers: its control stands, has its code, and answers the click that the browser sends it in that very moment within 100 ms;
 * where the answer takes longer, what is over 100 ms is added. On a processor slowed four times by the browser, once with nothing cached and
 * once from the service worker's cache without a network, and apart from that over a slow line.
 */
import type { Browser, BrowserContext, CDPSession, Page } from 'playwright';
import { ranged, type Row } from '../results/row.ts';
import { equip, type Paints } from './probe.ts';
import type { MeasuredView } from './views.ts';

/** RAIL's limit for an answer that feels immediate (Miller 1968; Nielsen 1993). */
const ANSWER_MS = 100;
const SLOWER = 4;
/** Lighthouse's slow 4G, as its documentation gives it for applied throttling: 1.6 Mbit/s and 150 ms, times 0.9 and 3.75. */
const SLOW_4G = { latency: 562.5, downloadThroughput: 184_320, uploadThroughput: 84_375, offline: false };
const PHONE = { viewport: { width: 412, height: 823 }, deviceScaleFactor: 1.75, isMobile: true, hasTouch: true };
/** After the click; what still blocks the page then is the run's own. */
const FILLED_MS = 60_000;

export interface Opening {
  readonly interactive: number;
  readonly stood: number;
  readonly answer: number;
  readonly paints: Paints;
}

async function slowed(page: Page): Promise<CDPSession> {
  const session = await page.context().newCDPSession(page);
  await session.send('Emulation.setCPUThrottlingRate', { rate: SLOWER });
  return session;
}

/** From the navigation to the answer. */
async function open(page: Page, address: string, view: MeasuredView): Promise<Opening> {
  await equip(page);
  await page.goto(address, { waitUntil: 'commit' });
  const ready = await page.evaluate(async (wanted) => globalThis.pageProbe?.ready(wanted), view);
  if (!ready) throw new Error('this page was not equipped');
  const paints = await page.evaluate(() => globalThis.pageProbe?.paints());
  const answered = page.evaluate(async (wanted) => globalThis.pageProbe?.answered(wanted), view);
  await page.mouse.click(ready.x, ready.y);
  const answer = await answered;
  if (answer === undefined || !paints) throw new Error('this page was not equipped');
  return { interactive: ready.at + Math.max(0, answer - ANSWER_MS), stood: ready.at, answer, paints };
}

async function inContext<Value>(
  browser: Browser,
  serviceWorkers: 'allow' | 'block',
  use: (context: BrowserContext) => Promise<Value>,
): Promise<Value> {
  const context = await browser.newContext({ ...PHONE, serviceWorkers });
  try {
    return await use(context);
  } finally {
    await context.close();
  }
}

/** Nothing cached: a context of its own. */
export function cold(browser: Browser, site: string, view: MeasuredView, isSlowLine: boolean): Promise<Opening> {
  return inContext(browser, 'block', async (context) => {
    const page = await context.newPage();
    const session = await slowed(page);
    if (isSlowLine) {
      await session.send('Network.enable');
      await session.send('Network.emulateNetworkConditions', SLOW_4G);
    }
    return open(page, `${site}${view.address}`, view);
  });
}

/** The service worker has kept the site; the network is gone. */
export function again(browser: Browser, site: string, view: MeasuredView, runs: number): Promise<Opening[]> {
  return inContext(browser, 'allow', async (context) => {
    const first = await context.newPage();
    await first.goto(site);
    await first.waitForFunction(() => navigator.serviceWorker.controller !== null, null, { timeout: FILLED_MS });
    await first.close();
    await context.setOffline(true);
    const openings: Opening[] = [];
    for (let run = 0; run < runs; run++) {
      const page = await context.newPage();
      await slowed(page);
      openings.push(await open(page, `${site}${view.address}`, view));
      await page.close();
    }
    return openings;
  });
}

const ms = (value: number): string => `${Math.round(value)} ms`;
const blocked = ({ paints, stood }: Opening): number =>
  paints.longTasks
    .filter(({ start }) => start < stood)
    .reduce((sum, { duration }) => sum + Math.max(0, duration - 50), 0);

/** A line of the table. */
export function openingRow(figure: string, target: string, openings: readonly Opening[]): Row {
  const of = (pick: (one: Opening) => number): string => ranged(openings.map(pick), ms);
  const shift = Math.max(...openings.map(({ paints }) => paints.shift));
  const measured = [
    of(({ interactive }) => interactive),
    `first paint ${of(({ paints }) => paints.first)}`,
    `answer ${of(({ answer }) => answer)}`,
    `blocked ${of(blocked)}`,
    `shift ${shift.toFixed(3)}`,
  ];
  return { figure, target, measured: measured.join('; ') };
}
