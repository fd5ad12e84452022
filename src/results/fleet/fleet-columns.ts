/**
 * Many results as columns of numbers: what filters, groupings and pictures of a fleet are counted from, so that ten thousand results
 * answer within a frame. Where a result says nothing there is NaN. Decides nothing about what is comparable (fleet-groups.ts).
 */
import type { Mode } from '../../measure/report.ts';
import { LIMITS } from '../limits.ts';
import type { Machine } from '../machine.ts';
import type { KernelSummary, Summary } from '../summary.ts';

export const FLEET_MODES = ['shared', 'messages', 'main-only'] as const satisfies readonly Mode[];

/** Names that repeat, each once, and for each result which. */
export interface Coded {
  readonly names: readonly string[];
  readonly of: Uint32Array;
}

export interface FleetColumns {
  readonly count: number;
  /** Cores the browser reports, cores proven to run at once. */
  readonly reported: Float64Array;
  readonly proven: Float64Array;
  /** What the proven ones are worth by throughput, with the ends of its interval. */
  readonly effective: Float64Array;
  readonly effectiveLow: Float64Array;
  readonly effectiveHigh: Float64Array;
  /** Effective ÷ proven, effective ÷ reported. */
  readonly ofProven: Float64Array;
  readonly ofReported: Float64Array;
  /** Proven cores, or reported ones where none could be proven: what a result is sorted into a class by. */
  readonly cores: Float64Array;
  /** The index of its class in CORE_CLASSES, one past the last where the cores are unknown. */
  readonly coreClass: Uint8Array;
  readonly browser: Coded;
  /** Index in FLEET_MODES. */
  readonly mode: Uint8Array;
  /** 1 where the run went to its end. */
  readonly complete: Uint8Array;
  readonly doubts: Uint16Array;
  /** What a text is looked for in, in lower case. */
  readonly words: readonly string[];
}

export interface CoreClass {
  readonly from: number;
  readonly to: number;
  readonly name: string;
}

export const CORE_CLASSES: readonly CoreClass[] = [
  { from: 1, to: 1, name: '1' },
  { from: 2, to: 2, name: '2' },
  { from: 3, to: 4, name: '3–4' },
  { from: 5, to: 8, name: '5–8' },
  { from: 9, to: 16, name: '9–16' },
  { from: 17, to: 32, name: '17–32' },
  { from: 33, to: LIMITS.count, name: '33 and more' },
];

/** NaN for what cannot be a number of cores. */
function coresIn(value: number | null | undefined): number {
  return value !== null && value !== undefined && value > 0 && value <= LIMITS.count ? value : NaN;
}

export function coreClassOf(cores: number): number {
  const found = CORE_CLASSES.findIndex(({ from, to }) => cores >= from && cores <= to);
  return found < 0 ? CORE_CLASSES.length : found;
}

function coded(names: readonly string[]): Coded {
  const index = new Map<string, number>();
  const of = Uint32Array.from(names, (name) => {
    const known = index.get(name) ?? index.size;
    index.set(name, known);
    return known;
  });
  return { names: [...index.keys()], of };
}

function wordsOf({ summary: { name, browser }, from }: Machine): string {
  return `${name} ${browser.name} ${browser.version} ${browser.platform} ${from}`.toLowerCase();
}

export function fleetColumns(machines: readonly Machine[]): FleetColumns {
  const column = (value: (summary: Summary) => number): Float64Array =>
    Float64Array.from(machines, ({ summary }) => value(summary));
  const reported = column((one) => coresIn(one.reported));
  const proven = column((one) => coresIn(one.proven));
  const effective = column((one) => coresIn(one.effective?.estimate));
  const cores = proven.map((count, row) => (Number.isNaN(count) ? (reported[row] as number) : count));
  return {
    count: machines.length,
    reported,
    proven,
    effective,
    effectiveLow: column((one) => one.effective?.low ?? NaN),
    effectiveHigh: column((one) => one.effective?.high ?? NaN),
    ofProven: effective.map((worth, row) => worth / (proven[row] as number)),
    ofReported: effective.map((worth, row) => worth / (reported[row] as number)),
    cores,
    coreClass: Uint8Array.from(cores, coreClassOf),
    browser: coded(machines.map(({ summary }) => summary.browser.name)),
    mode: Uint8Array.from(machines, ({ summary }) => FLEET_MODES.indexOf(summary.mode)),
    complete: Uint8Array.from(machines, ({ summary }) => (summary.state === 'complete' ? 1 : 0)),
    doubts: Uint16Array.from(machines, ({ summary }) => summary.doubts),
    words: machines.map(wordsOf),
  };
}

/** The best speed-up of any model with exactly this many workers; NaN where none had them. */
function bestAt(workers: number, { curves }: KernelSummary): number {
  let best = NaN;
  for (const { points } of curves)
    for (const point of points)
      if (point.workers === workers && !(point.speedup.estimate <= best)) best = point.speedup.estimate;
  return best;
}

/**
 * Efficiency of each result on one kernel: the best parallel speed-up at the proven number of workers ÷ that number. NaN where the
 * number is not proven or is one, and where this kernel was not timed with so many workers.
 */
export function efficiencies(
  machines: readonly Machine[],
  proven: Float64Array,
  kernel: { readonly id: string; readonly version: number } | null,
): Float64Array {
  return Float64Array.from(machines, ({ summary }, row) => {
    const workers = proven[row] as number;
    const timed = summary.kernels.find((one) => one.kernel === kernel?.id && one.version === kernel.version);
    return timed && workers > 1 ? bestAt(workers, timed) / workers : NaN;
  });
}
