/**
 * One run from sources to report: builds the site where it is stale, serves it, drives it in the browser,
 * and leaves nothing running. What is printed and what counts as failure is measure.ts's business.
 */
import { endWhenAsked } from './ending.ts';
import { drive, type AskPage, type Told } from './page.ts';
import { buildSite, isStale, serveSite } from './site.ts';

/** Far above what a run allows itself: a browser that hangs must not hang a fleet. */
export const LIMIT_MS = { quick: 5 * 60_000, thorough: 30 * 60_000, claims: 20 * 60_000 };

export interface Printers {
  say(line: string): void;
  progress(told: Told): void;
}

/** Rejects where there is no report at all; a run that went wrong says so in its report. */
export async function runHeadless<Found>(
  browser: string,
  ask: AskPage<Found>,
  limitMs: number,
  { say, progress }: Printers,
): Promise<Found> {
  if (await isStale()) {
    say('building the site …');
    await buildSite(() => say('another process builds it; waiting …'));
  }
  const site = await serveSite({ isolated: true, port: 0, host: '127.0.0.1' });
  try {
    const running = await drive(browser, site.url, ask, progress);
    const ending = endWhenAsked(running.report, running.stop, limitMs, say);
    try {
      return await ending.outcome;
    } finally {
      ending.release();
      await running.close();
    }
  } finally {
    await site.close();
  }
}
