/**
 * `npm run bench`: the figures of the lab on this machine, each beside its peer in the same run and in turns, so
 * that the machine's mood falls on both. Prints a table; passes and fails nothing.
 */
import { join } from 'node:path';
import { build, preview } from 'vite';
import { chromium, type Browser, type Page } from 'playwright';
import { BROWSER_HINT, findBrowser, launchFlags } from '../../src/cli/browser.ts';
import { buildSite, isStale, serveSite } from '../../src/cli/site.ts';
import { median } from '../../src/measure/stats/median.ts';
import { quantile } from '../../src/measure/stats/quantile.ts';
import { futureRows } from './futures.ts';
import { greenletRows } from './greenlets.ts';
import { lockRows, type Row } from './locks.ts';
import { loopRows } from './loop.ts';
import { nodePeers } from './node-peers.ts';
import { rankRows } from './ranks.ts';
import type { Figures } from './page/main.ts';
import { siteFigures } from './site-figures.ts';

const TURNS = 10;
/** Sizes that keep one worker busy for a tenth of a second and longer. */
const LONG = [
  ['mandelbrot', 2_800],
  ['ep', 16_384],
] as const;
const CONFIG = join(import.meta.dirname, 'page', 'vite.config.ts');

/** src/measure/calibration.ts gives no chunk less. */
const SHORTEST_CHUNK_MS = 0.2;

const micro = (ms: number): string => `${(ms * 1_000).toFixed(1)} µs`;
const nano = (ms: number): string => `${(ms * 1e6).toFixed(1)} ns`;
const spread = (times: readonly number[], unit: (ms: number) => string): string =>
  `${unit(median(times))} (${unit(quantile(times, 0.1))} – ${unit(quantile(times, 0.9))})`;

async function figure(page: Page, name: keyof Figures, repeats: number): Promise<number[]> {
  return page.evaluate(async ([which, count]) => globalThis.bench[which](count), [name, repeats] as const);
}

/** The bench's own page, built and open, for as long as `use` takes. */
async function onPage(browser: Browser, use: (page: Page) => Promise<Row[]>): Promise<Row[]> {
  await build({ configFile: CONFIG, logLevel: 'error' });
  const server = await preview({ configFile: CONFIG, logLevel: 'error', preview: { port: 0, host: '127.0.0.1' } });
  const page = await browser.newPage({ serviceWorkers: 'block' });
  await page.goto(server.resolvedUrls?.local[0] ?? '');
  await page.waitForFunction(() => 'bench' in globalThis && 'locks' in globalThis);
  try {
    return await use(page);
  } finally {
    await page.close();
    await server.close();
  }
}

async function microFigures(page: Page): Promise<Row[]> {
  const names = [
    'batchBackToBack',
    'batchAfterIdle',
    'comlinkCall',
    'workerpoolTask',
    'claim',
    'emptyTask',
    'span',
    'recording',
  ] as const;
  const repeats = {
    batchBackToBack: 200,
    batchAfterIdle: 40,
    comlinkCall: 100,
    workerpoolTask: 100,
    claim: 2,
    emptyTask: 3,
    span: 3,
    recording: 10,
  };
  const times = Object.fromEntries(names.map((name): [string, number[]] => [name, []]));
  for (const name of names) await figure(page, name, 2);
  for (let turn = 0; turn < TURNS; turn++) {
    for (const name of names) times[name]?.push(...(await figure(page, name, repeats[name])));
  }
  const long: string[] = [];
  for (const [kernel, size] of LONG) {
    const ratio = await page.evaluate(([id, items]) => globalThis.longScaling(id, items, 12), [kernel, size] as const);
    long.push(`${kernel} ${ratio.toFixed(2)}×`);
  }
  const of = (name: (typeof names)[number]): number[] => times[name] ?? [];
  const ratio = (peer: (typeof names)[number]): string => (median(of(peer)) / median(of('batchBackToBack'))).toFixed(2);
  return [
    { figure: 'claim a chunk', target: '≤ 50 ns', measured: spread(of('claim'), nano) },
    {
      figure: 'tracing, of the shortest chunk (0.2 ms)',
      target: '≤ 1 %',
      measured: spread(of('span'), (ms) => `${((100 * ms) / SHORTEST_CHUNK_MS).toFixed(3)} %`),
    },
    {
      figure: 'recording a play, in turns with the same work unrecorded',
      target: '≤ 1 %',
      measured: spread(of('recording'), (share) => `${(100 * share).toFixed(2)} %`),
    },
    { figure: 'an empty task on 2 workers, all in', target: '–', measured: spread(of('emptyTask'), nano) },
    {
      figure: 'empty batch, 2 workers, back to back',
      target: '≤ 50 µs',
      measured: spread(of('batchBackToBack'), micro),
    },
    { figure: 'the same after 2–3 ms idle', target: '≤ 150 µs', measured: spread(of('batchAfterIdle'), micro) },
    {
      figure: 'peer: one comlink call',
      target: `${ratio('comlinkCall')}× the batch`,
      measured: spread(of('comlinkCall'), micro),
    },
    {
      figure: 'peer: one workerpool task',
      target: `${ratio('workerpoolTask')}× the batch`,
      measured: spread(of('workerpoolTask'), micro),
    },
    { figure: '2 free threads ÷ 1, longer batches', target: '≥ 1.9× when quiet', measured: long.join(', ') },
  ];
}

function print(rows: readonly Row[]): void {
  const widths = (['figure', 'target', 'measured'] as const).map((column) =>
    Math.max(column.length, ...rows.map((row) => row[column].length)),
  );
  const line = (cells: readonly string[]): string =>
    `| ${cells.map((cell, at) => cell.padEnd(widths[at] ?? 0)).join(' | ')} |`;
  console.log(line(['figure', 'target', 'measured']));
  console.log(line(widths.map((width) => '-'.repeat(width))));
  for (const row of rows) console.log(line([row.figure, row.target, row.measured]));
}

const executablePath = await findBrowser();
if (!executablePath) throw new Error(BROWSER_HINT);
if (await isStale()) await buildSite();
const browser = await chromium.launch({ executablePath, args: launchFlags() });
/** `npm run bench -- locks` measures the locks alone; so do `futures`, `loop`, `greenlets` and `ranks` what they name. */
const only = process.argv[2];
try {
  if (only === 'locks') print(await onPage(browser, lockRows));
  else if (only === 'futures') print(await onPage(browser, futureRows));
  else if (only === 'loop') print(await onPage(browser, loopRows));
  else if (only === 'greenlets') print(await onPage(browser, greenletRows));
  else if (only === 'ranks') print(await onPage(browser, rankRows));
  else print(await everything());
} finally {
  await browser.close();
}

async function everything(): Promise<Row[]> {
  const rows = [...(await onPage(browser, microFigures)), ...(await nodePeers()), ...(await onPage(browser, lockRows))];
  rows.push(...(await onPage(browser, futureRows)));
  rows.push(...(await onPage(browser, loopRows)));
  rows.push(...(await onPage(browser, greenletRows)));
  rows.push(...(await onPage(browser, rankRows)));
  const site = await serveSite({ isolated: true, port: 0, host: '127.0.0.1' });
  rows.push(...(await siteFigures(browser, site.url)));
  await site.close();
  return rows;
}
