/**
 * Figures of the event loop, in turns with CPython's asyncio. Time is virtual for the tasks that sleep, in both, so that only what a
 * loop does is counted. Prints nothing; a row says what was aimed at and what was measured.
 */
import type { Page } from 'playwright';
import { median } from '../../src/measure/stats/median.ts';
import { quantile } from '../../src/measure/stats/quantile.ts';
import { asyncioTurn, type AsyncioTurn } from './asyncio-switches.ts';
import type { Row } from './locks.ts';
import type { Delays } from './page/loop.ts';

const TURNS = 5;
const SLEEPERS = [1_000, 10_000, 100_000, 1_000_000] as const;
const HELD = 200_000;
const CANCELLED = 10_000;

interface Turn {
  readonly switches: number;
  readonly same: readonly number[];
  readonly spread: readonly number[];
  readonly cancelNs: number;
}

async function sleeperCosts(page: Page, delays: Delays): Promise<number[]> {
  const costs: number[] = [];
  for (const count of SLEEPERS) {
    costs.push(
      await page.evaluate(([many, how]) => globalThis.loopFigures.sleeperNs(many, how), [count, delays] as const),
    );
  }
  return costs;
}

async function turn(page: Page): Promise<Turn> {
  return {
    switches: await page.evaluate(() => globalThis.loopFigures.switchesPerSecond()),
    same: await sleeperCosts(page, 'same'),
    spread: await sleeperCosts(page, 'spread'),
    cancelNs: await page.evaluate((count) => globalThis.loopFigures.cancelNs(count), CANCELLED),
  };
}

/** What is left of the page's heap after a full collection, typed arrays included, as the debugger tells it. */
async function heapBytes(page: Page): Promise<number> {
  const session = await page.context().newCDPSession(page);
  await session.send('HeapProfiler.collectGarbage');
  const usage: { usedSize: number; backingStorageSize?: number } = await session.send('Runtime.getHeapUsage');
  await session.detach();
  return usage.usedSize + (usage.backingStorageSize ?? 0);
}

async function bytesASleeper(page: Page): Promise<number> {
  await page.evaluate(() => globalThis.loopFigures.release());
  const before = await heapBytes(page);
  await page.evaluate((count) => globalThis.loopFigures.hold(count), HELD);
  const after = await heapBytes(page);
  await page.evaluate(() => globalThis.loopFigures.release());
  return (after - before) / HELD;
}

const spread = (values: readonly number[], unit: string, digits: number): string =>
  `${median(values).toFixed(digits)} ${unit} (${quantile(values, 0.1).toFixed(digits)} – ${quantile(values, 0.9).toFixed(digits)})`;

function switchRow(ours: readonly Turn[], theirs: readonly AsyncioTurn[]): Row {
  const rates = ours.map(({ switches }) => switches / 1e6);
  const peer = theirs.map(({ switchesPerSecond }) => switchesPerSecond / 1e6);
  const ratios = rates.flatMap((rate, at) => (peer[at] === undefined ? [] : [rate / peer[at]]));
  const against = peer.length > 0 ? `; asyncio ${spread(peer, 'M/s', 2)}, ratio ${spread(ratios, '×', 0)}` : '';
  return {
    figure: 'event loop: 100 tasks that give up their turn',
    target: '≥ 5 M/s',
    measured: `${spread(rates, 'M/s', 1)}${against}`,
  };
}

const short = (count: number): string => (count >= 1e6 ? `${count / 1e6} M` : `${count / 1e3} k`);

/** Costs by how many there are, and the last by the first: flat would be 1. */
function costsOf(counts: readonly number[], turns: readonly (readonly number[])[]): string {
  const medians = counts.map((_, at) => median(turns.map((costs) => costs[at] ?? NaN)));
  const growth = turns.map((costs) => (costs[counts.length - 1] ?? NaN) / (costs[0] ?? NaN));
  const each = counts.map((count, at) => `${short(count)}: ${((medians[at] ?? NaN) / 1e3).toFixed(2)}`);
  return `${each.join(', ')} µs, last ÷ first ${spread(growth, '×', 1)}`;
}

function sleeperRow(delays: Delays, ours: readonly Turn[], theirs: readonly AsyncioTurn[]): Row {
  const counts = theirs[0]?.[delays].map(({ count }) => count) ?? [];
  const peer = theirs.map((one) => one[delays].map(({ ns }) => ns));
  const against = peer.length > 0 ? `; asyncio ${costsOf(counts, peer)}` : '';
  return {
    figure: `a sleeping task, ${delays === 'same' ? 'one delay for all' : 'each its own delay'}, making to end`,
    target: 'flat within 25 %',
    measured: `${costsOf(
      SLEEPERS,
      ours.map((one) => one[delays]),
    )}${against}`,
  };
}

/** The page is driven through its debugger, which has the engine take a stack of each error: alone it cancels some three times faster. */
function cancelRow(ours: readonly Turn[], theirs: readonly AsyncioTurn[]): Row {
  const peer = theirs.map(({ cancelNs }) => cancelNs / 1e3);
  return {
    figure: 'cancelling a sleeping task, its end included, under a debugger',
    target: '–',
    measured: `${spread(
      ours.map(({ cancelNs }) => cancelNs / 1e3),
      'µs',
      2,
    )}${peer.length > 0 ? `; asyncio ${spread(peer, 'µs', 2)}` : ''}`,
  };
}

/** The page is the bench's, with `globalThis.loopFigures`. */
export async function loopRows(page: Page): Promise<Row[]> {
  const ours: Turn[] = [];
  const theirs: AsyncioTurn[] = [];
  let peer = '';
  await turn(page);
  for (let at = 0; at < TURNS; at++) {
    ours.push(await turn(page));
    const asyncio = await asyncioTurn();
    if (typeof asyncio === 'string') peer = `no asyncio: ${asyncio}`;
    else {
      peer = `asyncio of CPython ${asyncio.version}`;
      theirs.push(asyncio);
    }
  }
  return [
    { figure: 'the event loop’s peer', target: '–', measured: peer },
    switchRow(ours, theirs),
    sleeperRow('same', ours, theirs),
    sleeperRow('spread', ours, theirs),
    cancelRow(ours, theirs),
    {
      figure: 'memory of a sleeping task',
      target: '–',
      measured: `${(await bytesASleeper(page)).toFixed(0)} bytes of the heap, generator, task and timer, of ${short(HELD)}`,
    },
  ];
}
