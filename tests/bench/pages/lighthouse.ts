/**
 * Lighthouse on every view, as a phone and as a desktop: the four categories, medians of several runs, and what cost points. Lighthouse drives a
 * browser of its own through its debugging port, and simulates the slow network and processor that it assumes.
 */
import { createServer } from 'node:net';
import lighthouse, { desktopConfig, type Config, type Result } from 'lighthouse';
import { chromium } from 'playwright';
import { launchFlags } from '../../../src/cli/browser.ts';
import { median } from '../../../src/measure/stats/median.ts';
import type { Row } from '../results/row.ts';
import type { MeasuredView } from './views.ts';

const CATEGORIES = ['performance', 'accessibility', 'best-practices', 'seo'] as const;
const FORMS: Readonly<Record<string, Config | undefined>> = { mobile: undefined, desktop: desktopConfig };
const METRICS = {
  'first-contentful-paint': 'FCP',
  'largest-contentful-paint': 'LCP',
  'total-blocking-time': 'TBT',
  interactive: 'TTI',
} as const;

/** One that nobody holds at the moment. */
async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  await new Promise((resolve) => server.close(resolve));
  if (address === null || typeof address === 'string') throw new Error('the system gave no port');
  return address.port;
}

/** In a browser without a past. */
async function audited(executablePath: string, url: string, config: Config | undefined): Promise<Result> {
  const port = await freePort();
  const browser = await chromium.launch({
    executablePath,
    args: [...launchFlags(), `--remote-debugging-port=${port}`],
  });
  try {
    const run = await lighthouse(url, { port, logLevel: 'error', onlyCategories: [...CATEGORIES] }, config);
    if (!run) throw new Error(`Lighthouse gave nothing for ${url}`);
    if (run.lhr.runtimeError) throw new Error(run.lhr.runtimeError.message);
    return run.lhr;
  } finally {
    await browser.close();
  }
}

const percent = (value: number): string => String(Math.round(value * 100));

/** Audits with a weight that did not get all their points, in any of the runs. */
function costs(runs: readonly Result[]): string {
  const lost = new Map<string, number>();
  for (const { audits, categories } of runs)
    for (const { auditRefs } of Object.values(categories))
      for (const { id, weight } of auditRefs) {
        const { score = null } = audits[id] ?? {};
        if (weight > 0 && score !== null && score < 1) lost.set(id, Math.min(score, lost.get(id) ?? 1));
      }
  return [...lost].map(([id, score]) => `${id} ${percent(score)}`).join(', ');
}

/** The four categories in their order, then times, then what cost points. */
export async function lighthouseRows(
  executablePath: string,
  site: string,
  views: readonly MeasuredView[],
  runs: number,
): Promise<Row[]> {
  const rows: Row[] = [];
  for (const { name, address } of views)
    for (const [form, config] of Object.entries(FORMS)) {
      const results: Result[] = [];
      for (let run = 0; run < runs; run++) results.push(await audited(executablePath, `${site}${address}`, config));
      const scores = CATEGORIES.map((id) => results.map(({ categories }) => categories[id]?.score ?? 0));
      const times = Object.entries(METRICS).map(
        ([id, short]) => `${short} ${Math.round(median(results.map(({ audits }) => audits[id]?.numericValue ?? NaN)))}`,
      );
      const shift = Math.max(...results.map(({ audits }) => audits['cumulative-layout-shift']?.numericValue ?? NaN));
      rows.push({
        figure: `Lighthouse, ${name}, ${form}: ${CATEGORIES.join(', ')}`,
        target: '≥ 95',
        measured: [
          scores.map((ofRuns) => percent(median(ofRuns))).join(', '),
          `performance ${scores[0]?.map(percent).join(' ')}`,
          `${times.join(', ')} ms`,
          `CLS ${shift.toFixed(3)}`,
          costs(results) || 'nothing lost',
        ].join('; '),
      });
    }
  return rows;
}
