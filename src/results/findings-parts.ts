/**
 * The parts of a document about cores and laws: what threads were worth, pairs, fitted laws, work and span,
 * surroundings. Entries in which a number is missing are left out; lists are cut to the format's limits.
 */
import type {
  FittedLaw,
  PairLatency,
  Report,
  SerialFractions,
  Surroundings,
  Traffic,
  Worth,
} from '../measure/report.ts';
import { LIMITS } from './limits.ts';
import { fractionOf, intervalOf, rounded, roundedAll, withInterval, withNumber } from './rounding.ts';
import type { ResultDocument } from './schema.ts';

type Part<Key extends keyof ResultDocument> = NonNullable<ResultDocument[Key]>;
type CorePart<Key extends keyof ResultDocument['cores']> = NonNullable<ResultDocument['cores'][Key]>;

/** Null where what was lost cannot be told. */
export function worthOf(worth: Worth): CorePart<'worth'> | null {
  const [timeLimit = null, otherLoad = null, slower = null] = [
    worth.lost.timeLimit,
    worth.lost.otherLoad,
    worth.lost.slower,
  ].map(rounded);
  if (timeLimit === null || otherLoad === null || slower === null) return null;
  return {
    samples: worth.samples.slice(0, LIMITS.samples).flatMap(({ alone, together }) => {
      const [one, all] = roundedAll([alone, together], 2);
      return one === undefined || all === undefined ? [] : [{ alone: one, together: all }];
    }),
    curve: worth.curve
      .slice(0, LIMITS.points)
      .flatMap(({ workers, speedup }) => withInterval(speedup, (exact) => ({ workers, speedup: exact }))),
    paces: worth.paces
      .slice(0, LIMITS.points)
      .flatMap(({ worker, pace }) => withInterval(pace, (exact) => ({ worker, pace: exact }))),
    groups: worth.groups
      .slice(0, LIMITS.points)
      .flatMap(({ workers, pace }) =>
        withNumber(pace, (exact) => ({ workers: workers.slice(0, LIMITS.points), pace: exact })),
      ),
    lost: { timeLimit, otherLoad, slower },
    disturbed: worth.disturbed,
    otherLoad: rounded(worth.otherLoad) ?? otherLoad,
    aloneStill: fractionOf(worth.aloneStill) ?? 0,
  };
}

export function pairsOf(pairs: readonly PairLatency[]): CorePart<'pairs'> {
  return pairs.slice(0, LIMITS.pairs).map(({ one, other, roundMs }) => ({ one, other, roundMs: rounded(roundMs) }));
}

/** Null where one of its numbers is missing. */
export function trafficOf({ workers, bytes, rounds, ...measured }: Traffic): CorePart<'traffic'> | null {
  const [alone, together] = [intervalOf(measured.alone), intervalOf(measured.together)];
  const [moving, computing] = [intervalOf(measured.moving), intervalOf(measured.computing)];
  if (!alone || !together || !moving || !computing) return null;
  return { workers, bytes, rounds, alone, together, moving, computing };
}

/** A law without one of its parameters is none. */
export function lawsOf(laws: readonly FittedLaw[]): Part<'laws'> {
  return laws.slice(0, LIMITS.laws).flatMap(({ id, kernel, model, parameters, points, residual }) => {
    const exact = parameters.flatMap((one) => withInterval(one.value, (value) => ({ id: one.id, value })));
    if (exact.length < parameters.length) return [];
    const curve = points
      .slice(0, LIMITS.points)
      .flatMap(({ workers, speedup }) =>
        withNumber(speedup, (value) => ({ workers: rounded(workers) ?? 0, speedup: value })),
      );
    return [{ id, kernel, model, parameters: exact, points: curve, residual: rounded(residual) }];
  });
}

export function serialFractionsOf(found: readonly SerialFractions[]): Part<'serialFractions'> {
  return found.slice(0, LIMITS.laws).map(({ kernel, model, points }) => ({
    kernel,
    model,
    points: points
      .slice(0, LIMITS.points)
      .flatMap(({ workers, fraction }) => withInterval(fraction, (exact) => ({ workers, fraction: exact }))),
  }));
}

export function workAndSpanOf(found: Report['workAndSpan']): Part<'workAndSpan'> {
  return found.slice(0, LIMITS.laws).flatMap(({ kernel, model, workers, ...times }) => {
    const workMs = rounded(times.workMs);
    const spanMs = rounded(times.spanMs);
    return workMs === null || spanMs === null ? [] : [{ kernel, model, workers, workMs, spanMs }];
  });
}

export function recommendedOf(found: Report['recommended']): Part<'recommended'> {
  return found.slice(0, LIMITS.laws).map(({ kernel, model, workers }) => ({ kernel, model, workers }));
}

export function bendsOf(found: Report['bends']): Part<'bends'> {
  return found.slice(0, LIMITS.laws).flatMap(({ kernel, model, ...bend }) => {
    const [workers, before, after] = roundedAll([bend.workers, bend.before, bend.after], 3);
    if (workers === undefined || before === undefined || after === undefined) return [];
    return [{ kernel, model, workers, before, after }];
  });
}

export function surroundingsOf({ pressure, battery, busyBefore }: Surroundings): Part<'surroundings'> {
  const level = battery && fractionOf(battery.level);
  return {
    pressure,
    battery: battery && level !== null ? { charging: battery.charging, level } : null,
    busyBefore: busyBefore === null ? null : fractionOf(busyBefore),
  };
}
