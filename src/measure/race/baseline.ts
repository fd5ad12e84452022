/**
 * What the makespans of a race are compared with: the main thread's, where it takes part; else the slowest model's. One run each, so
 * there is no interval. Pure.
 */
import type { RaceEntry } from './race-report.ts';

/** It ended, and gave what it must: only then does its time mean anything. */
export function isSound({ state, verified }: RaceEntry): boolean {
  return state === 'finished' && verified === true;
}

/** Null while it is not known: nobody has ended, or the main thread has yet to. */
export function baselineOf(entries: readonly RaceEntry[]): RaceEntry | null {
  const main = entries.find(({ model }) => model === 'main-thread');
  if (main && isSound(main)) return main;
  const pending = (main ? [main] : entries).some(({ state }) => state === 'waiting' || state === 'running');
  return pending ? null : slowestOf(entries.filter(isSound));
}

function slowestOf(entries: readonly RaceEntry[]): RaceEntry | null {
  const ms = ({ played }: RaceEntry): number => played?.wallMs ?? -Infinity;
  return entries.reduce<RaceEntry | null>((slowest, one) => (slowest && ms(slowest) >= ms(one) ? slowest : one), null);
}

/** Each with its speed-up over the baseline; null where either is not known. */
export function withSpeedups(entries: readonly RaceEntry[]): RaceEntry[] {
  const baseMs = baselineOf(entries)?.played?.wallMs;
  return entries.map((entry) => {
    const ownMs = isSound(entry) ? entry.played?.wallMs : undefined;
    return { ...entry, speedup: baseMs !== undefined && ownMs ? baseMs / ownMs : null };
  });
}
