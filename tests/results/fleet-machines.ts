/**
 * FIXTURES: fleets of machines that do not exist, as a page holds them: names, presets, runs that were stopped, busy machines, cores shared by
 * two threads, browsers that report too many or too few. Summaries of the documents of machines.ts, varied from the same seed.
 */
import { prng, type Prng } from '../../src/base/prng.ts';
import type { Interval } from '../../src/measure/stats/interval.ts';
import type { Machine } from '../../src/results/machine.ts';
import { type KernelSummary, type Summary, summaryOf } from '../../src/results/summary.ts';
import { machineDocument } from './machines.ts';

/** Shares of a fleet. */
const THOROUGH = 0.08;
const STOPPED = 0.03;
const OLDER_KERNEL = 0.04;
const BUSY = 0.12;
const SHARED_CORES = 0.4;
const NAMELESS = 0.15;
const ROOMS = ['lab', 'library', 'office', 'render', 'home'];

const thousandths = (value: number): number => Math.round(value * 1000) / 1000;

function scaled({ estimate, low, high }: Interval, by: number): Interval {
  return { estimate: thousandths(estimate * by), low: thousandths(low * by), high: thousandths(high * by) };
}

/** Only more than one worker loses to others, or to a sibling on the same core. */
function slower(kernel: KernelSummary, by: number): KernelSummary {
  const curves = kernel.curves.map(({ model, points }) => ({
    model,
    points: points.map(({ workers, speedup }) => ({ workers, speedup: workers > 1 ? scaled(speedup, by) : speedup })),
  }));
  return { ...kernel, curves };
}

function varied(summary: Summary, place: number, random: Prng): Summary {
  const isBusy = random.next() < BUSY;
  const isShared = (summary.proven ?? 0) > 2 && random.next() < SHARED_CORES;
  const by = (isShared ? 0.6 + 0.1 * random.next() : 1) * (isBusy ? 0.5 + 0.4 * random.next() : 1);
  const room = ROOMS[random.below(ROOMS.length)] ?? '';
  const nameless = random.next() < NAMELESS;
  const [preset, state, version] = [random.next(), random.next(), random.next()];
  return {
    ...summary,
    name: nameless ? '' : `${room}-${String(place + 1).padStart(4, '0')}`,
    preset: preset < THOROUGH ? 'thorough' : 'quick',
    state: state < STOPPED ? 'stopped' : 'complete',
    effective: summary.effective && scaled(summary.effective, by),
    doubts: isBusy ? 1 + random.below(2) : 0,
    kernels: summary.kernels.map((kernel) => ({
      ...slower(kernel, by),
      version: version < OLDER_KERNEL ? Math.max(0, kernel.version - 1) : kernel.version,
    })),
  };
}

/** The same of the same seed. */
export function fleetMachines(count: number, seed: number): Machine[] {
  const random = prng(seed);
  return Array.from({ length: count }, (_, place) => ({
    id: `invented-${place + 1}`,
    summary: varied(summaryOf(machineDocument(random)), place, random),
    document: null,
    from: 'fleet.ndjson',
  }));
}
