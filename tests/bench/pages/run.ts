/**
 * `npm run bench:pages`: what Lighthouse says of every view, how soon each answers on a slowed processor, and what each loads, on the built site in
 * headless Chromium. Prints a table; passes and fails nothing.
 * `npm run bench:pages -- lighthouse measure models` (or `cold`, `again`, `slow-line`, `weight`) measures a part, of some views; `--runs=5` how often.
 */
import { chromium, type Browser } from 'playwright';
import { BROWSER_HINT, findBrowser, launchFlags } from '../../../src/cli/browser.ts';
import { buildSite, isStale, serveSite } from '../../../src/cli/site.ts';
import { printTable, type Row } from '../results/row.ts';
import { again, cold, openingRow, type Opening } from './interactive.ts';
import { lighthouseRows } from './lighthouse.ts';
import { measuredViews, type MeasuredView } from './views.ts';
import { weightRows } from './weight.ts';

interface Bench {
  readonly executablePath: string;
  readonly site: string;
  readonly views: readonly MeasuredView[];
  /** Null: as many as the part finds right. */
  readonly runs: number | null;
}

const LIGHTHOUSE_RUNS = 3;
const OPENINGS = 7;

async function inBrowser(executablePath: string, use: (browser: Browser) => Promise<Row[]>): Promise<Row[]> {
  const browser = await chromium.launch({ executablePath, args: launchFlags() });
  try {
    return await use(browser);
  } finally {
    await browser.close();
  }
}

async function everyView(
  { views }: Bench,
  figure: string,
  target: string,
  measure: (view: MeasuredView) => Promise<Opening[]>,
): Promise<Row[]> {
  const rows: Row[] = [];
  for (const view of views) rows.push(openingRow(`${view.name}, ${figure}`, target, await measure(view)));
  return rows;
}

/** The browser's own first page is nobody's. */
async function colds(browser: Browser, bench: Bench, view: MeasuredView, isSlowLine: boolean): Promise<Opening[]> {
  const openings: Opening[] = [];
  for (let run = 0; run <= (bench.runs ?? OPENINGS); run++)
    openings.push(await cold(browser, bench.site, view, isSlowLine));
  return openings.slice(1);
}

const PARTS: Readonly<Record<string, (bench: Bench) => Promise<Row[]>>> = {
  weight: ({ executablePath, site, views }) => inBrowser(executablePath, (browser) => weightRows(browser, site, views)),
  cold: (bench) =>
    inBrowser(bench.executablePath, (browser) =>
      everyView(bench, 'interactive, nothing cached', '≤ 1 s', (view) => colds(browser, bench, view, false)),
    ),
  again: (bench) =>
    inBrowser(bench.executablePath, (browser) =>
      everyView(bench, 'interactive, second visit without a network', '≤ 1 s', (view) =>
        again(browser, bench.site, view, bench.runs ?? OPENINGS),
      ),
    ),
  'slow-line': (bench) =>
    inBrowser(bench.executablePath, (browser) =>
      everyView(bench, 'interactive, nothing cached, slow 4G', '–', (view) => colds(browser, bench, view, true)),
    ),
  lighthouse: ({ executablePath, site, views, runs }) =>
    lighthouseRows(executablePath, site, views, runs ?? LIGHTHOUSE_RUNS),
};

function readRuns(words: readonly string[]): number | null {
  const [word] = words.flatMap((one) => /^--runs=(\d+)$/.exec(one)?.[1] ?? []);
  return word === undefined ? null : Number(word);
}

const words = process.argv.slice(2);
const parts = Object.entries(PARTS).filter(([name]) => words.includes(name));
const all = await measuredViews();
const named = all.filter(({ name }) => words.includes(name));
const known = [...Object.keys(PARTS), ...all.map(({ name }) => name)];
const unknown = words.filter((word) => !known.includes(word) && !/^--runs=\d+$/.test(word));
if (unknown.length > 0) throw new Error(`${unknown.join(', ')}: there is ${known.join(', ')} and --runs=N`);

const executablePath = await findBrowser();
if (!executablePath) throw new Error(BROWSER_HINT);
if (await isStale()) await buildSite();
const site = await serveSite({ isolated: true, port: 0, host: '127.0.0.1' });
const bench: Bench = {
  executablePath,
  site: site.url,
  views: named.length > 0 ? named : all,
  runs: readRuns(words),
};
const rows: Row[] = [];
for (const [, measure] of parts.length > 0 ? parts : Object.entries(PARTS)) rows.push(...(await measure(bench)));
printTable(rows);
await site.close();
// The channel of src/base/turn.ts would keep this process alive.
process.exit();
