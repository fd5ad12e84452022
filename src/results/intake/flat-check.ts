/** A summary from elsewhere, as fleet-ndjson.ts writes it one a line: what this lets through keeps the bounds of the result format. */
import { LIMITS } from '../limits.ts';
import type { Read } from '../read.ts';
import { MODELS } from '../schema.ts';
import type { KernelSummary, Summary, SummaryCurve, SummaryPoint } from '../summary.ts';
import {
  damageIn,
  damageInList,
  isBuild,
  isCount,
  isDuration,
  isId,
  isInterval,
  isLabel,
  isMode,
  isModel,
  isMoment,
  isName,
  isObject,
  isPreset,
  isSchedule,
  isShort,
  isState,
  orNull,
  type Guard,
  type Unknown,
} from './guards.ts';

const isVersions: Guard = (candidate) =>
  isObject(candidate) && isShort(candidate['page']) && isCount(candidate['protocol']);
const isBrowser: Guard = (candidate) =>
  isObject(candidate) && isName(candidate['name']) && isName(candidate['version']) && isName(candidate['platform']);

/** A time as a summary has it. */
const isTime: Guard = (candidate) => isInterval(candidate) && candidate.low >= 0;

/** Everything but the kernels. */
const HEAD: readonly (readonly [keyof Summary, Guard])[] = [
  ['startedAt', isMoment],
  ['name', isLabel],
  ['versions', orNull(isVersions)],
  ['state', isState],
  ['mode', isMode],
  ['preset', isPreset],
  ['build', orNull(isBuild)],
  ['schedule', isSchedule],
  ['browser', isBrowser],
  ['reported', orNull(isCount)],
  ['proven', orNull(isCount)],
  ['effective', orNull(isInterval)],
  ['noiseFloor', orNull(isDuration)],
  ['doubts', (candidate) => isCount(candidate) && candidate <= LIMITS.warnings],
];

const KERNEL: readonly (readonly [keyof KernelSummary, Guard])[] = [
  ['kernel', isId],
  ['version', isCount],
  ['size', isDuration],
  ['serialMs', isTime],
];

/** Where the point of a curve is damaged, null where it is sound; so with a kernel, without its curves. */
export function damageOfPoint({ workers, speedup }: Unknown): string | null {
  if (!isCount(workers)) return 'workers';
  return isInterval(speedup) ? null : 'speedup';
}

export function damageOfKernelHead(kernel: Unknown): string | null {
  return damageIn(kernel, KERNEL);
}

/** A list with at least one entry; the path of what is damaged. */
function damageInSome(candidate: unknown, key: string, most: number, damageOf: (entry: Unknown) => string | null) {
  const damage = Array.isArray(candidate) && candidate.length === 0 ? '' : damageInList(candidate, most, damageOf);
  if (damage === null) return null;
  return damage === '' ? key : `${key}.${damage}`;
}

function damageOfCurve({ model, points }: Unknown): string | null {
  return isModel(model) ? damageInSome(points, 'points', LIMITS.series, damageOfPoint) : 'model';
}

function damageOfKernel(kernel: Unknown): string | null {
  return damageOfKernelHead(kernel) ?? damageInSome(kernel['curves'], 'curves', MODELS.length, damageOfCurve);
}

function damageOfKernels(candidate: unknown): string | null {
  const damage = damageInList(candidate, LIMITS.work, damageOfKernel);
  if (damage === null) return null;
  return damage === '' ? 'kernels' : `kernels.${damage}`;
}

/** Never throws; keys the format does not know are dropped. */
export function readSummary(candidate: Unknown): Read<Summary> {
  const damage = damageIn(candidate, HEAD) ?? damageOfKernels(candidate['kernels']);
  if (damage !== null) return { ok: false, fault: `This summary is damaged at ${damage}.` };
  return { ok: true, value: withoutTheRest(candidate as unknown as Summary) };
}

const interval = ({ estimate, low, high }: SummaryPoint['speedup']): SummaryPoint['speedup'] => ({
  estimate: estimate || 0,
  low: low || 0,
  high: high || 0,
});

/** In the order and to the second that summary.ts gives. */
function withoutTheRest(summary: Summary): Summary {
  const { versions, effective, browser } = summary;
  return {
    startedAt: `${new Date(summary.startedAt).toISOString().slice(0, 19)}Z`,
    name: summary.name,
    versions: versions && { page: versions.page, protocol: versions.protocol },
    state: summary.state,
    mode: summary.mode,
    preset: summary.preset,
    build: summary.build,
    schedule: summary.schedule,
    browser: { name: browser.name, version: browser.version, platform: browser.platform },
    reported: summary.reported,
    proven: summary.proven,
    effective: effective && interval(effective),
    noiseFloor: summary.noiseFloor,
    doubts: summary.doubts,
    kernels: summary.kernels.map(kernelOf),
  };
}

function kernelOf({ kernel, version, size, serialMs, curves }: KernelSummary): KernelSummary {
  return { kernel, version, size, serialMs: interval(serialMs), curves: ordered(curves) };
}

/** One curve a model, by the models' names; points ascending by workers. */
export function ordered(curves: readonly SummaryCurve[]): SummaryCurve[] {
  const of = new Map<SummaryCurve['model'], SummaryPoint[]>();
  for (const { model, points } of curves) {
    const known = of.get(model) ?? [];
    for (const { workers, speedup } of points) known.push({ workers, speedup: interval(speedup) });
    of.set(model, known);
  }
  const byModel = [...of].sort(([a], [b]) => (a < b ? -1 : 1));
  return byModel.map(([model, points]) => ({ model, points: points.sort((a, b) => a.workers - b.workers) }));
}
