/**
 * The closed list of doubts about a measurement, each with what to do about it.
 * A doubt is data: it is shown, stored and exported with the numbers it concerns. Nothing is logged.
 */
import type { Milliseconds } from '../base/units.ts';
import type { Interval } from './stats/interval.ts';

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
  | 'superlinear'
  | 'machine-busy'
  | 'time-limited'
  | 'unequal-workers'
  | 'tab-frozen'
  | 'rounds-voided'
  | 'timers-throttled'
  | 'machine-hot'
  | 'on-battery'
  | 'cores-undecided'
  | 'items-capped';

export interface Warning {
  readonly id: WarningId;
  /** What was seen. */
  readonly text: string;
  /** What to do about it. */
  readonly hint: string;
}

/** A clock coarser than this, in milliseconds, cannot time a round of the handshake or a chunk. */
export const COARSE_CLOCK_MS: Milliseconds = 0.1;

/** An interval of the cores wider than this part of its middle gives no single number. */
const UNDECIDED_WIDTH = 0.2;

/** So wide, an interval is said as one: the figure in its middle is not known. */
export function isUndecided({ low, high }: Interval): boolean {
  return high - low > (UNDECIDED_WIDTH * (low + high)) / 2;
}

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

  machineBusy: (lostCores: number, before: boolean): Warning => ({
    id: 'machine-busy',
    text: `Other programs took ${number(lostCores)} ${lostCores < 1 ? 'of a core' : 'of the cores'}${before ? ' before the run began' : ''}: numbers will be low.`,
    hint: 'Close busy programs and tabs, wait for updates and scans to end, and run again.',
  }),

  timeLimited: (limitCores: number): Warning => ({
    id: 'time-limited',
    text: `All workers stood still at the same moments: this page gets the processor time of ${number(limitCores)} ${limitCores === 1 ? 'core' : 'cores'}.`,
    hint: 'Look for a limit: a container or virtual machine, a battery saver, or a browser that takes the page for background.',
  }),

  unequalWorkers: (seen: string): Warning => ({
    id: 'unequal-workers',
    text: `${capital(seen)}.`,
    hint: 'Slow cores, or two threads of one core, look like this. Work in equal parts waits for the slowest worker: take small chunks.',
  }),

  tabFrozen: (count: number): Warning => ({
    id: 'tab-frozen',
    text: `The page stood still ${count === 1 ? 'once' : `${count} times`}, frozen by the browser or with the device; what was being measured was taken again.`,
    hint: 'Keep the tab in front and the device awake until the run ends.',
  }),

  roundsVoided: (count: number, total: number): Warning => ({
    id: 'rounds-voided',
    text: `The serial baseline jumped in ${count} of ${counted(total, 'round')}; ${count === 1 ? 'it was' : 'they were'} taken again.`,
    hint: 'Something else ran at those moments. Close busy programs and tabs and run again if it happens often.',
  }),

  timersThrottled: (askedMs: Milliseconds, tookMs: Milliseconds): Warning => ({
    id: 'timers-throttled',
    text: `A timer of ${number(askedMs)}${THIN}ms took ${number(tookMs)}${THIN}ms: the browser holds this page’s timers back.`,
    hint: 'Bring the tab to the front, leave power-saving mode, and do not measure inside another site’s frame.',
  }),

  machineHot: (state: 'serious' | 'critical'): Warning => ({
    id: 'machine-hot',
    text: `The browser calls the pressure on the processor ${state}: it is busy or hot, and clocks may be lowered.`,
    hint: 'Let the device cool, close busy programs, and run again.',
  }),

  onBattery: (level: number): Warning => ({
    id: 'on-battery',
    text: `The device runs on its battery, ${percent(level)} full; many lower their clocks then.`,
    hint: 'Plug it in and run again to see what it can do.',
  }),

  coresUndecided: (low: number, high: number): Warning => ({
    id: 'cores-undecided',
    text: `The threads are worth between ${number(low)} and ${number(high)} cores: no single number can be given.`,
    hint: 'Something else used the processors unevenly. Close busy programs, plug the device in, and run again.',
  }),

  itemsCapped: (title: string, asked: number, most: number): Warning => ({
    id: 'items-capped',
    text: `Of “${title}” there are at most ${most} items: so many are computed, not ${asked}.`,
    hint: 'Ask for fewer items, or choose another kernel.',
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
