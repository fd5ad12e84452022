/**
 * The bounds of the result format as plain tests, for readers of ten thousand results: the schema library takes ten times as long for the same.
 * They let through exactly what schema.ts does for the same field; tests/results/intake/document-check.test.ts holds them to it.
 */
import { ISO_TIMESTAMP_REGEX } from 'valibot';
import { BUILDS } from '../../base/builds.ts';
import { SCHEDULES } from '../../base/schedule.ts';
import type { Interval } from '../../measure/stats/interval.ts';
import { LIMITS } from '../limits.ts';
import { isMoment as isRepresentable, MODELS, MODES, PRESETS, STATES } from '../schema.ts';

export type Unknown = Readonly<Record<string, unknown>>;
export type Guard = (candidate: unknown) => boolean;

const KEBAB = /^[a-z0-9]+(-[a-z0-9]+)*$/;

export const isObject = (candidate: unknown): candidate is Unknown =>
  typeof candidate === 'object' && candidate !== null;
export const isFinite = (candidate: unknown): candidate is number => Number.isFinite(candidate);
export const isDuration = (candidate: unknown): candidate is number => isFinite(candidate) && candidate >= 0;
const isWhole = (candidate: unknown): candidate is number =>
  Number.isSafeInteger(candidate) && (candidate as number) >= 0;
export const isCount = (candidate: unknown): candidate is number => isWhole(candidate) && candidate <= LIMITS.count;

const isText = (candidate: unknown, most: number): candidate is string =>
  typeof candidate === 'string' && candidate.length <= most;
export const isShort: Guard = (candidate) => isText(candidate, LIMITS.id);
export const isLabel: Guard = (candidate) => isText(candidate, LIMITS.label);
export const isName: Guard = (candidate) => isText(candidate, LIMITS.name);
export const isId: Guard = (candidate) => isText(candidate, LIMITS.id) && KEBAB.test(candidate);
export const isMoment: Guard = (candidate) =>
  isText(candidate, LIMITS.id) && ISO_TIMESTAMP_REGEX.test(candidate) && isRepresentable(candidate);

function oneOf(members: readonly string[]): Guard {
  const known: ReadonlySet<unknown> = new Set(members);
  return (candidate) => known.has(candidate);
}
export const isState = oneOf(STATES);
export const isMode = oneOf(MODES);
export const isPreset = oneOf(PRESETS);
export const isModel = oneOf(MODELS);
export const isBuild = oneOf(BUILDS);
export const isSchedule = oneOf(SCHEDULES);

export const orNull =
  (guard: Guard): Guard =>
  (candidate) =>
    candidate === null || guard(candidate);

export function isInterval(candidate: unknown): candidate is Interval {
  if (!isObject(candidate)) return false;
  const { estimate, low, high } = candidate;
  return isFinite(estimate) && isFinite(low) && isFinite(high) && low <= estimate && estimate <= high;
}

/** A table of fields as one test: where the first damage is, null where all are sound. */
export function damageIn(candidate: Unknown, fields: readonly (readonly [key: string, guard: Guard])[]): string | null {
  for (const [key, guard] of fields) if (!guard(candidate[key])) return key;
  return null;
}

/** The same for a list of at most `most` entries. */
export function damageInList(
  candidate: unknown,
  most: number,
  damageOf: (entry: Unknown) => string | null,
): string | null {
  if (!Array.isArray(candidate) || candidate.length > most) return '';
  for (let place = 0; place < candidate.length; place++) {
    const entry: unknown = candidate[place];
    const damage = isObject(entry) ? damageOf(entry) : '';
    if (damage !== null) return damage === '' ? String(place) : `${place}.${damage}`;
  }
  return null;
}
