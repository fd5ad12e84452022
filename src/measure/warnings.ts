/**
 * The closed list of doubts about a measurement, each with what to do about it.
 * A doubt is data: it is shown, stored and exported with the numbers it concerns. Nothing is logged.
 */
import type { Milliseconds } from '../base/units.ts';

/** Between a number and its unit: narrow, and no line ends there. */
const THIN = '\u202f';

export type WarningId =
  | 'no-isolation'
  | 'no-workers'
  | 'tab-hidden'
  | 'coarse-clock'
  | 'worker-missing'
  | 'worker-lost'
  | 'reported-differs'
  | 'baseline-moved'
  | 'noisy'
  | 'budget-ended'
  | 'memory-reduced'
  | 'not-verified'
  | 'superlinear';

export interface Warning {
  readonly id: WarningId;
  /** What was seen. */
  readonly text: string;
  /** What to do about it. */
  readonly hint: string;
}

/** A clock coarser than this, in milliseconds, cannot time a round of the handshake or a chunk. */
export const COARSE_CLOCK_MS: Milliseconds = 0.1;

/** One constructor a doubt. Fractions are shown as per cent, times in milliseconds. */
export const warnings = {
  noIsolation: (): Warning => ({
    id: 'no-isolation',
    text: 'This page has no shared memory, so threads could not be measured and running at once could not be proven.',
    hint: 'Open it over HTTPS or localhost, from a host that sends the headers COOP same-origin and COEP require-corp.',
  }),

  noWorkers: (): Warning => ({
    id: 'no-workers',
    text: 'The browser started no worker, so only the main thread was measured.',
    hint: 'Look for an extension or a content policy that blocks workers, or try another browser.',
  }),

  tabHidden: (count: number): Warning => ({
    id: 'tab-hidden',
    text: `The tab was hidden during ${counted(count, 'sample')}, which ${count === 1 ? 'was' : 'were'} thrown away.`,
    hint: 'Keep the tab in front until the run ends; browsers slow hidden tabs down.',
  }),

  coarseClock: (resolutionMs: Milliseconds): Warning => ({
    id: 'coarse-clock',
    text: Number.isFinite(resolutionMs)
      ? `The clock ticks only every ${number(resolutionMs)}${THIN}ms, so short times are rounded to that.`
      : 'The clock did not move while it was watched, so short times are not to be trusted.',
    hint: 'Serve the page with the isolation headers, or turn off the browser’s protection against fingerprinting.',
  }),

  workerMissing: (first: string, missing: number): Warning => ({
    id: 'worker-missing',
    text: `${capital(first)}${missing > 1 ? `, and ${counted(missing - 1, 'more')}` : ''}.`,
    hint: 'The run went on without. Reload the page; if it happens again, close tabs that use workers.',
  }),

  workerLost: (what: string): Warning => ({
    id: 'worker-lost',
    text: `${capital(what)}.`,
    hint: 'What was measured before is kept. Run again. If it happens again, free some memory or ask for fewer workers.',
  }),

  reportedDiffers: (reported: number, proven: number): Warning => ({
    id: 'reported-differs',
    text: `The browser reports ${counted(reported, 'core')}; ${counted(proven, 'thread')} ran at once.`,
    hint:
      proven < reported
        ? 'Close busy programs and run again. A container, a power mode or the browser itself may also hold cores back.'
        : 'Trust the proven number: some browsers report fewer cores than there are, for privacy.',
  }),

  baselineMoved: (change: number): Warning => ({
    id: 'baseline-moved',
    text: `The same serial work took ${percent(Math.abs(change))} ${change > 0 ? 'longer' : 'less time'} at the end than at the beginning.`,
    hint: 'Speed-ups compare neighbours in time and suffer less than times do. Let the device cool, plug it in, run again.',
  }),

  noisy: (halfWidth: number, target: number): Warning => ({
    id: 'noisy',
    text: `The speed-up is known to within ${percent(halfWidth)}; the aim was ${percent(target)}.`,
    hint: 'Close busy programs and tabs, plug the device in, and run again.',
  }),

  budgetEnded: (rounds: number): Warning => ({
    id: 'budget-ended',
    text: `The time was spent after ${counted(rounds, 'round')}, before the interval was as narrow as intended.`,
    hint: 'Use the thorough preset, or measure fewer kernels, models or worker counts.',
  }),

  memoryReduced: (gotBytes: number, askedBytes: number): Warning => ({
    id: 'memory-reduced',
    text: `The browser refused ${mebibytes(askedBytes)} of memory; the run made do with ${mebibytes(gotBytes)}.`,
    hint: 'Close other tabs and run again. The work may be smaller and the workers fewer than this device could use.',
  }),

  notVerified: (kernel: string, model: string): Warning => ({
    id: 'not-verified',
    text: `${kernel} under ${model} gave a wrong result at least once; its times mean nothing.`,
    hint: 'Run again. If it happens again, the fault is in the lab or the device: please report it with the downloaded file.',
  }),

  superlinear: (workers: number, speedup: number): Warning => ({
    id: 'superlinear',
    text: `${counted(workers, 'worker')} came out ${number(speedup)} times as fast, more than that number can explain.`,
    hint: 'Look at the baseline: it may have been disturbed, or the work fits more caches when it is divided.',
  }),
} as const;

function counted(count: number, what: string): string {
  return `${count} ${what}${count === 1 || what === 'more' ? '' : 's'}`;
}

function capital(sentence: string): string {
  return sentence.charAt(0).toUpperCase() + sentence.slice(1);
}

/** Three significant digits, never in powers of ten. */
function number(value: number): string {
  return String(Number(value.toPrecision(3)));
}

function percent(fraction: number): string {
  return `${Number((fraction * 100).toPrecision(2))}${THIN}%`;
}

function mebibytes(bytes: number): string {
  return `${number(bytes / 2 ** 20)}${THIN}MiB`;
}
