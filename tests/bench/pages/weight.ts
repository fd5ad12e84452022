/** What each view loads before anything is clicked, opened by its address with nothing cached: files and bytes as they came over the line. */
import type { Browser } from 'playwright';
import type { Row } from '../results/row.ts';
import { equip } from './probe.ts';
import type { MeasuredView } from './views.ts';

interface Loaded {
  readonly files: number;
  readonly bytes: number;
}

const kilobytes = (bytes: number): string => `${(bytes / 1e3).toFixed(1)} kB`;

async function loadedBy(browser: Browser, site: string, view: MeasuredView): Promise<Record<'code' | 'all', Loaded>> {
  const context = await browser.newContext({ serviceWorkers: 'block' });
  const page = await context.newPage();
  await equip(page);
  await page.goto(`${site}${view.address}`);
  await page.evaluate(async (wanted) => globalThis.pageProbe?.ready(wanted), view);
  await page.waitForLoadState('networkidle');
  const entries = await page.evaluate(() =>
    [...performance.getEntriesByType('navigation'), ...performance.getEntriesByType('resource')].map((entry) => {
      const { name, encodedBodySize } = entry as PerformanceResourceTiming;
      return { name, bytes: encodedBodySize };
    }),
  );
  await context.close();
  const sum = (some: typeof entries): Loaded => ({
    files: some.length,
    bytes: some.reduce((total, { bytes }) => total + bytes, 0),
  });
  return { code: sum(entries.filter(({ name }) => /\.(?:js|css)$/.test(name))), all: sum(entries) };
}

export async function weightRows(browser: Browser, site: string, views: readonly MeasuredView[]): Promise<Row[]> {
  const rows: Row[] = [];
  for (const view of views) {
    const { code, all } = await loadedBy(browser, site, view);
    rows.push({
      figure: `${view.name}, opened by its address: JavaScript and CSS; all files`,
      target: '–',
      measured: `${kilobytes(code.bytes)} in ${code.files}; ${kilobytes(all.bytes)} in ${all.files}`,
    });
  }
  return rows;
}
