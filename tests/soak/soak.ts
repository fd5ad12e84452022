/**
 * One strain on one page, cycle after cycle: what is counted between them, how each count grew, and what went wrong. Waits for its turn before each
 * stretch of work, so that a machine can measure something else in between.
 */
import type { BrowserContext, Page } from 'playwright';
import { prng } from '../../src/base/prng.ts';
import type { Interval } from '../../src/measure/stats/interval.ts';
import { gaugeOf, keptRuns, lockNames, type Counts, type Gauge } from './gauge.ts';
import { afterWarmUp, growthPerCycle } from './growth.ts';
import type { OldPages } from './old-pages.ts';
import { settled } from './settled.ts';
import type { Strain } from './strains/strain.ts';

export interface Soaking {
  readonly context: BrowserContext;
  readonly url: string;
  readonly cycles: number;
  readonly seed: number;
  /** Called before each cycle: where a stretch of work is over, resolves when the next may begin. */
  turn(): Promise<void>;
  /** Given, no further cycle begins, and what there is is told. */
  readonly signal: AbortSignal;
  say(line: string): void;
}

export interface Soaked {
  readonly strain: string;
  readonly cycles: number;
  readonly done: Readonly<Record<string, number>>;
  /** Milliseconds from idle on the page to no worker and no lock. */
  readonly settling: { readonly longest: number; readonly mean: number };
  readonly counts: readonly { readonly cycles: number; readonly counts: Counts }[];
  readonly growth: Readonly<Record<string, Interval>>;
  readonly kept: { readonly kept: number; readonly running: number; readonly bytes: number };
  /** In memory at the end; null where the browser does not say. */
  readonly oldPages: OldPages | null;
  readonly faults: readonly string[];
}

/** Errors of the page that a cycle provokes by its nature. */
const EXPECTED = [/Service Worker registration blocked/];

/** Told at once: who is interrupted for good has at least that. */
function watchFaults(page: Page, say: Soaking['say']): string[] {
  const faults: string[] = [];
  const note = (text: string): void => {
    if (EXPECTED.some((known) => known.test(text))) return;
    faults.push(text.slice(0, 300));
    say(`fault: ${text.slice(0, 300)}`);
  };
  page.on('console', (message) => message.type() === 'error' && note(message.text()));
  page.on('pageerror', (error) => note(String(error)));
  page.on('crash', () => note('the page crashed'));
  return faults;
}

function growthOf(counts: Soaked['counts']): Record<string, Interval> {
  const names = Object.keys(counts[0]?.counts ?? {});
  const grown: Record<string, Interval> = {};
  for (const name of names) {
    const series = counts.map(({ cycles, counts: found }) => ({ cycles, value: found[name] ?? 0 }));
    const late = afterWarmUp(series);
    if (late.length >= 3) grown[name] = growthPerCycle(late);
  }
  return grown;
}

/** Once a page has settled these two are 0: they stand here to be seen so. */
async function countAll(page: Page, gauge: Gauge): Promise<Counts> {
  const [locks, workers] = [(await lockNames(page)).length, page.workers().length];
  return { workers, locks, ...(await gauge.read()) };
}

/** Adds a fault for pages that the site holds. */
async function lookForOldPages(gauge: Gauge, faults: string[]): Promise<OldPages | null> {
  const old = await gauge.oldPages();
  if (old && old.heldBySite > 0) faults.push(`${old.heldBySite} pages that were reloaded are still held by the site`);
  return old;
}

export async function soak(
  strain: Strain,
  { context, url, cycles, seed, turn, signal, say }: Soaking,
): Promise<Soaked> {
  const page = await context.newPage();
  const faults = watchFaults(page, say);
  const ground = { page, url, random: prng(seed) };
  const done: Record<string, number> = {};
  const counts: { cycles: number; counts: Counts }[] = [];
  const settling: number[] = [];
  await turn();
  await strain.open(ground);
  const gauge = await gaugeOf(context, page);
  counts.push({ cycles: 0, counts: await countAll(page, gauge) });
  for (let over = 1; over <= cycles; over++) {
    await turn();
    if (signal.aborted) break;
    const what = await strain.cycle(ground);
    done[what] = (done[what] ?? 0) + 1;
    settling.push(await settled(page));
    if (over % strain.countEvery !== 0) continue;
    counts.push({ cycles: over, counts: await countAll(page, gauge) });
    say(`${strain.name}: ${over} of ${cycles}, ${faults.length} faults`);
  }
  const kept = await keptRuns(page);
  const old = await lookForOldPages(gauge, faults);
  await page.close();
  const mean = settling.reduce((sum, ms) => sum + ms, 0) / settling.length;
  return {
    strain: strain.name,
    cycles: settling.length,
    done,
    settling: { longest: Math.max(...settling), mean },
    counts,
    growth: growthOf(counts),
    kept,
    oldPages: old,
    faults,
  };
}
