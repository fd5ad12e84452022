/** Figures of the built site as a visitor meets it, and of runs on it. */
import type { Browser, Page } from 'playwright';
import type { Report } from '../../src/measure/report.ts';
import { median } from '../../src/measure/stats/median.ts';

interface Row {
  readonly figure: string;
  readonly target: string;
  readonly measured: string;
}

const RUNS = 3;
const STOPS = 30;

/** In the page: clicks Stop and waits, a timer at a time, until the button offers a new run. */
const STOP_AND_WAIT = `new Promise((resolve) => {
  const controls = document.querySelector('lab-app').shadowRoot.querySelector('lab-measure').shadowRoot.querySelector('lab-controls');
  const button = () => controls.shadowRoot.querySelector('button.primary');
  button().click();
  const look = () => (button().textContent.includes('Measure') ? resolve() : setTimeout(look));
  look();
})`;

async function clickToPicture(page: Page): Promise<number> {
  await page.reload();
  const button = page.getByRole('button', { name: 'Measure this device' });
  await button.waitFor();
  const start = performance.now();
  await button.click();
  // Its end label comes with the first measured curve.
  await page.locator('lab-figure svg text', { hasText: 'free threads' }).first().waitFor();
  return performance.now() - start;
}

/**
 * From the wish to stop until the page offers to measure again, at moments spread over a run. Timed from outside: a
 * page that is frozen by a sample hears the click late, and that counts.
 */
async function stopToAnswer(page: Page): Promise<number[]> {
  const times: number[] = [];
  for (let turn = 0; turn < STOPS; turn++) {
    await page.getByRole('button', { name: /^Measure/ }).click();
    const stop = page.getByRole('button', { name: 'Stop' });
    await stop.waitFor();
    await new Promise((resume) => setTimeout(resume, 50 + turn * 211));
    const start = performance.now();
    await page.evaluate(STOP_AND_WAIT);
    times.push(performance.now() - start);
  }
  return times;
}

async function measured(page: Page, kernel: string): Promise<{ report: Report; ms: number }> {
  const start = performance.now();
  const report = await page.evaluate((id) => globalThis.overlap?.measure({ kernels: [id], preset: 'quick' }), kernel);
  if (!report) throw new Error('the page has no automation face: was it built from these sources?');
  return { report, ms: performance.now() - start };
}

/** Time of one free thread ÷ time of two. */
function twoAgainstOne({ series }: Report): number {
  const of = (workers: number): number =>
    series.find((row) => row.model === 'free-threads' && row.workers === workers)?.wallMs.median ?? NaN;
  return of(1) / of(2);
}

/** The five models that the page offers at first, with the mix that it offers. */
async function raced(page: Page): Promise<Row> {
  const times: number[] = [];
  for (let run = 0; run < RUNS; run++) {
    const start = performance.now();
    const report = await page.evaluate(() => globalThis.overlap?.race());
    if (report?.state !== 'complete') throw new Error(`the race ended ${report?.state ?? 'without a report'}`);
    times.push(performance.now() - start);
  }
  return { figure: 'a race of five models', target: '≤ 20 s', measured: seconds(times) };
}

const seconds = (ms: readonly number[]): string => `${(median(ms) / 1_000).toFixed(2)} s (of ${ms.length})`;

export async function siteFigures(browser: Browser, url: string): Promise<Row[]> {
  const page = await browser.newPage({ serviceWorkers: 'block' });
  await page.goto(url);
  const pictures: number[] = [];
  for (let run = 0; run < RUNS; run++) pictures.push(await clickToPicture(page));
  await page.reload();
  const stops = await stopToAnswer(page);
  await page.reload();
  const rows: Row[] = [
    { figure: 'click to first picture', target: '≤ 5 s', measured: seconds(pictures) },
    {
      figure: `Stop to answer, ${STOPS} moments of a run`,
      target: '≤ 100 ms',
      measured: `${median(stops).toFixed(0)} ms, longest ${Math.max(...stops).toFixed(0)} ms`,
    },
  ];
  for (const kernel of ['mandelbrot', 'ep']) {
    const runs: { report: Report; ms: number }[] = [];
    for (let run = 0; run < RUNS; run++) runs.push(await measured(page, kernel));
    const ready = runs.map(({ report }) => Math.max(...report.startupMs.slice(0, 2)));
    const scaling = runs.map(({ report }) => twoAgainstOne(report)).map((ratio) => ratio.toFixed(2));
    rows.push(
      { figure: `quick run, ${kernel}`, target: '≤ 20 s', measured: seconds(runs.map(({ ms }) => ms)) },
      { figure: `2 workers ready, ${kernel} run`, target: '≤ 100 ms', measured: `${median(ready).toFixed(0)} ms` },
      { figure: `2 free threads ÷ 1, ${kernel}`, target: '≥ 1.9× when quiet', measured: `${scaling.join('×, ')}×` },
    );
  }
  rows.push(await raced(page));
  await page.close();
  return rows;
}
