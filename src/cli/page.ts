/**
 * Drives the built site in a headless browser: opens it, asks its automation face (`globalThis.overlap`) for a
 * measurement or a race and hands progress and report over. Judges nothing, prints nothing.
 */
import { chromium, type Browser, type Page } from 'playwright';
import type { ClaimsOptions } from '../experiments/decide-claims.ts';
import type { MeasureOptions, Progress } from '../experiments/run.ts';
import type { ClaimsReport } from '../measure/claims/claim-report.ts';
import type { KernelSpeedsOptions, KernelSpeedsReport } from '../measure/kernels/kernel-speed-report.ts';
import type { RaceReport } from '../measure/race/race-report.ts';
import type { Report } from '../measure/report.ts';
import type { RaceAsked } from './arguments.ts';
import { launchFlags } from './browser.ts';

/** What the page registers for programs that drive it (src/ui/automation.ts). */
interface Face {
  measure(options: Partial<MeasureOptions>, onProgress?: (progress: Progress) => void): Promise<Report>;
  race(options: RaceAsked, onProgress?: (progress: Progress) => void): Promise<RaceReport>;
  claims(options: Partial<ClaimsOptions>, onProgress?: (progress: Progress) => void): Promise<ClaimsReport>;
  kernels(
    options: Partial<KernelSpeedsOptions>,
    onProgress?: (progress: Progress) => void,
  ): Promise<KernelSpeedsReport>;
  stop(): void;
}

interface DrivenPage {
  overlap?: Face;
  overlapTold(activity: string, elapsedMs: number, remainingMs: number | null): Promise<void>;
}

export interface Told {
  readonly activity: string;
  readonly elapsedMs: number;
  readonly remainingMs: number | null;
}

/** A run in a page of its own. */
export interface Drive<Found> {
  readonly report: Promise<Found>;
  /** Ends the run early; `report` then holds what was measured so far. */
  stop(): Promise<void>;
  close(): Promise<void>;
}

const READY_TIMEOUT_MS = 30_000;

/** The page's own errors say more than the time-out that follows them. */
async function open(browser: Browser, url: string): Promise<Page> {
  const page = await browser.newPage({ serviceWorkers: 'block' });
  const errors: string[] = [];
  page.on('pageerror', (error) => errors.push(error.message));
  await page.goto(url);
  await page
    .waitForFunction(() => (globalThis as unknown as DrivenPage).overlap !== undefined, null, {
      timeout: READY_TIMEOUT_MS,
    })
    .catch(() => {
      const why = errors.length > 0 ? `: ${errors.join('; ')}` : ` within ${READY_TIMEOUT_MS / 1000} s`;
      throw new Error(`the page did not become ready${why}`);
    });
  return page;
}

/** What to ask an open page for. */
export type AskPage<Found> = (page: Page) => Promise<Found | undefined>;

export const measurement =
  (options: Partial<MeasureOptions>): AskPage<Report> =>
  (page) =>
    page.evaluate(async (asked) => {
      const { overlap, overlapTold } = globalThis as unknown as DrivenPage;
      return overlap?.measure(asked, ({ activity, elapsedMs, remainingMs }) => {
        void overlapTold(activity, elapsedMs, remainingMs);
      });
    }, options);

/** Without its spans, which are many and of no use to a document. */
export const race =
  (options: RaceAsked): AskPage<RaceReport> =>
  (page) =>
    page.evaluate(async (asked) => {
      const { overlap, overlapTold } = globalThis as unknown as DrivenPage;
      const report = await overlap?.race(asked, ({ activity, elapsedMs, remainingMs }) => {
        void overlapTold(activity, elapsedMs, remainingMs);
      });
      if (!report) return undefined;
      const entries = report.entries.map((entry) => ({
        ...entry,
        played: entry.played && { ...entry.played, spans: [] },
      }));
      return { ...report, entries };
    }, options);

/** Without its pictures, which hold spans. */
export const claims =
  (options: Partial<ClaimsOptions>): AskPage<ClaimsReport> =>
  (page) =>
    page.evaluate(async (asked) => {
      const { overlap, overlapTold } = globalThis as unknown as DrivenPage;
      const report = await overlap?.claims(asked, ({ activity, elapsedMs, remainingMs }) => {
        void overlapTold(activity, elapsedMs, remainingMs);
      });
      return report && { ...report, entries: report.entries.map((entry) => ({ ...entry, pictures: [] })) };
    }, options);

export const kernelSpeeds =
  (options: Partial<KernelSpeedsOptions>): AskPage<KernelSpeedsReport> =>
  (page) =>
    page.evaluate(async (asked) => {
      const { overlap, overlapTold } = globalThis as unknown as DrivenPage;
      return overlap?.kernels(asked, ({ activity, elapsedMs, remainingMs }) => {
        void overlapTold(activity, elapsedMs, remainingMs);
      });
    }, options);

async function askIn<Found>(page: Page, ask: AskPage<Found>, onProgress: (told: Told) => void): Promise<Found> {
  await page.exposeFunction('overlapTold', (activity: string, elapsedMs: number, remainingMs: number | null) => {
    onProgress({ activity, elapsedMs, remainingMs });
  });
  const found = await ask(page);
  if (!found) throw new Error('the page answered without a report');
  return found;
}

/** Rejects where the browser does not start or the page does not load. */
export async function drive<Found>(
  executablePath: string,
  url: string,
  ask: AskPage<Found>,
  onProgress: (told: Told) => void,
): Promise<Drive<Found>> {
  const browser = await chromium.launch({
    executablePath,
    args: launchFlags(),
    // The command line decides what Ctrl-C means: the browser has to outlive it until the partial report is here.
    handleSIGINT: false,
    handleSIGTERM: false,
    handleSIGHUP: false,
  });
  try {
    const page = await open(browser, url);
    return {
      report: askIn(page, ask, onProgress),
      stop: () => page.evaluate(() => (globalThis as unknown as DrivenPage).overlap?.stop()),
      close: () => browser.close(),
    };
  } catch (error) {
    await browser.close();
    throw error;
  }
}
