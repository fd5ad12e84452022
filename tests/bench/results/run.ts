/**
 * `npm run bench:results`: how long links are and how exactly they come back, how soon twelve of them are compared and ten thousand results
 * are drawn, on the built site in headless Chromium. Prints a table of medians and ranges; passes and fails nothing.
 * `npm run bench:results -- links` (or `compare`, `fleet`) measures a part.
 */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { chromium, type Browser } from 'playwright';
import { BROWSER_HINT, findBrowser, launchFlags } from '../../../src/cli/browser.ts';
import { buildSite, isStale, serveSite } from '../../../src/cli/site.ts';
import { compareRows } from './compare.ts';
import { fleetFiles, sizeRow } from './files.ts';
import { fleetRows } from './fleet.ts';
import { linkRows } from './links.ts';
import { printTable, type Row } from './row.ts';

/** The built site in a browser, for as long as `use` takes. */
async function onSite(use: (browser: Browser, url: string) => Promise<Row[]>): Promise<Row[]> {
  const executablePath = await findBrowser();
  if (!executablePath) throw new Error(BROWSER_HINT);
  if (await isStale()) await buildSite();
  const site = await serveSite({ isolated: true, port: 0, host: '127.0.0.1' });
  const browser = await chromium.launch({ executablePath, args: launchFlags() });
  try {
    return await use(browser, site.url);
  } finally {
    await browser.close();
    await site.close();
  }
}

async function fleet(): Promise<Row[]> {
  const folder = await mkdtemp(join(tmpdir(), 'overlap-fleet-'));
  try {
    const files = await fleetFiles(folder);
    return [sizeRow(files), ...(await onSite((browser, url) => fleetRows(browser, url, files.read)))];
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

const PARTS: Readonly<Record<string, () => Promise<Row[]>>> = {
  links: linkRows,
  compare: () => onSite(compareRows),
  fleet,
};

const only = process.argv[2];
const rows: Row[] = [];
for (const [name, measure] of Object.entries(PARTS))
  if (only === undefined || only === name) rows.push(...(await measure()));
printTable(rows);
// The channel of src/base/turn.ts would keep this process alive.
process.exit();
