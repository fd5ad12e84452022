/**
 * The summary of a document from elsewhere, by checking only what a summary is made of: for thousands of documents of which nothing else is
 * kept. It differs from `summaryOf(parseResult(…))` in one way: what a summary does not read (samples, accounts, laws, handshake,
 * surroundings and so on) may be damaged or missing. Gives no reasons; parse.ts does.
 */
import type { SummarySource } from '../summary.ts';
import { LIMITS } from '../limits.ts';
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

/** A key may be missing, but not be there without a value. */
const optional =
  (guard: Guard): Guard =>
  (candidate) =>
    candidate === undefined || guard(candidate);

const isVersions: Guard = (candidate) =>
  isObject(candidate) && isShort(candidate['page']) && isCount(candidate['protocol']);
const isBrowser: Guard = (candidate) =>
  isObject(candidate) && isName(candidate['name']) && isName(candidate['version']) && isName(candidate['platform']);
const isCores: Guard = (candidate) =>
  isObject(candidate) &&
  orNull(isCount)(candidate['reported']) &&
  orNull(isCount)(candidate['proven']) &&
  orNull(isInterval)(candidate['effective']);

const HEAD: readonly (readonly [string, Guard])[] = [
  ['startedAt', isMoment],
  ['name', optional(isLabel)],
  ['versions', optional(isVersions)],
  ['state', isState],
  ['mode', isMode],
  ['preset', isPreset],
  ['build', optional(isBuild)],
  ['schedule', optional(isSchedule)],
  ['browser', isBrowser],
  ['cores', isCores],
  ['noiseFloor', orNull(isDuration)],
  ['warnings', (candidate) => Array.isArray(candidate) && candidate.length <= LIMITS.warnings],
];

const WORK: readonly (readonly [string, Guard])[] = [
  ['kernel', isId],
  ['version', isCount],
  ['size', isDuration],
  ['serialForm', (candidate) => candidate === 'main-thread' || candidate === 'one worker'],
];

function isWall(candidate: unknown): boolean {
  if (!isObject(candidate)) return false;
  const { median, low, high } = candidate;
  return isDuration(median) && isDuration(low) && isDuration(high) && low <= median && median <= high;
}

function damageOfSeries({ kernel, model, workers, wallMs, speedup }: Unknown): string | null {
  if (!isId(kernel)) return 'kernel';
  if (!isModel(model)) return 'model';
  if (!isCount(workers)) return 'workers';
  if (!isWall(wallMs)) return 'wallMs';
  return isInterval(speedup) ? null : 'speedup';
}

/** What a summary is taken from, with every key that the format does not know left behind; null where it is damaged. */
export function summarySource(candidate: Unknown): SummarySource | null {
  const sound =
    damageIn(candidate, HEAD) === null &&
    damageInList(candidate['work'], LIMITS.work, (entry) => damageIn(entry, WORK)) === null &&
    damageInList(candidate['series'], LIMITS.series, damageOfSeries) === null;
  return sound ? withoutTheRest(candidate as unknown as SummarySource) : null;
}

function withoutTheRest(source: SummarySource): SummarySource {
  const { name, version, platform } = source.browser;
  const { versions } = source;
  return {
    ...source,
    browser: { name, version, platform },
    ...(versions && { versions: { page: versions.page, protocol: versions.protocol } }),
  };
}
