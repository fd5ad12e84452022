/**
 * What a fitted law says of this curve, one plain sentence each, and how far it may be trusted. A law is a
 * model: where its interval allows two opposite statements, neither is made. Pure;
 * `tests/ui/law-sentences.test.ts` lists the cases.
 */
import { counted, duration, factor, percent, percentRange } from '../charts/number-format.ts';
import { type Trend, trendOf } from '../charts/serial-fractions.ts';
import { uslPeak } from '../measure/laws/usl.ts';
import type { Bend, FittedLaw, SerialFractions, WorkAndSpan } from '../measure/report.ts';
import type { Interval } from '../measure/stats/interval.ts';

type ParameterId = FittedLaw['parameters'][number]['id'];

function parameter(law: FittedLaw, id: ParameterId): Interval | null {
  return law.parameters.find((one) => one.id === id)?.value ?? null;
}

/** Below this a fraction is none for the reader. */
const NONE = 1e-4;

/** A coherency below this turns no curve of fewer than tens of thousands of workers. */
const TINY = 1e-9;

/** Speed-up has the bound 1 ÷ serial fraction (Amdahl 1967). */
function amdahlBound({ estimate, low, high }: Interval): string {
  if (estimate <= NONE || high <= NONE) return 'the law sets no bound here';
  const bound = 1 / estimate;
  const least = 1 / high;
  if (low <= NONE) return `no number of workers would pass ${bounded(bound)}, or any bound from ${bounded(least)} up`;
  const most = 1 / low;
  const places = most - least < 2 ? 1 : 0;
  return `no number of workers would pass ${bound.toFixed(places)}× (${least.toFixed(places)}–${most.toFixed(places)})`;
}

function bounded(value: number): string {
  return factor(value, value < 10 ? 1 : 0).replace('.0×', '×');
}

function amdahlSentence(law: FittedLaw): string {
  const serial = parameter(law, 'serial-fraction');
  if (!serial) return '';
  const part = serial.estimate <= NONE ? 'none' : percentRange(serial);
  return `By Amdahl’s law ${part} of this work behaves as if it could not be shared: ${amdahlBound(serial)}.`;
}

/** Scaled speed-up is n − s·(n − 1) (Gustafson 1988): each further worker adds 1 − s. */
function gustafsonSentence(law: FittedLaw): string {
  const serial = parameter(law, 'serial-fraction');
  if (!serial) return '';
  const adds = factor(1 - serial.estimate);
  return `By Gustafson’s law, where the work grows with the workers, ${percentRange(serial)} of the time behaves as serial: each further worker adds ${adds}.`;
}

/** Where the curve would turn down, by the ends of κ; null where κ may be nothing. */
function peakOf(law: FittedLaw): Interval | null {
  const contention = parameter(law, 'contention')?.estimate;
  const value = parameter(law, 'coherency');
  if (contention === undefined || !value || value.low <= TINY) return null;
  const at = (coherency: number): number => Math.max(1, uslPeak({ contention, coherency }));
  return { estimate: at(value.estimate), low: at(value.high), high: at(value.low) };
}

function uslSentence(law: FittedLaw): string {
  const contention = parameter(law, 'contention');
  const coherency = parameter(law, 'coherency');
  if (!contention || !coherency) return '';
  const waits = contention.high <= NONE ? 'none' : percentRange(contention);
  const queue = `By the universal scalability law ${waits} of the work waits for its turn`;
  const peak = peakOf(law);
  if (!peak)
    return `${queue}; that workers hinder each other in pairs could not be told from noise, so it names no peak.`;
  const [low, high] = [Math.round(peak.low), Math.round(peak.high)];
  const around = low === high ? '' : ` (${low}–${high})`;
  return `${queue}, and each pair of workers costs ${percentRange(coherency)} more: past ${counted(Math.round(peak.estimate), 'worker')}${around} the curve would fall.`;
}

export function lawSentence(law: FittedLaw): string {
  switch (law.id) {
    case 'amdahl':
      return amdahlSentence(law);
    case 'gustafson':
      return gustafsonSentence(law);
    case 'usl':
      return uslSentence(law);
  }
}

/** Farther off than this on average, a law does not describe the curve. */
const POOR = 0.05;

/** How far the law is from what was measured, for a table. */
export function offBy({ residual }: FittedLaw): string {
  return Number.isFinite(residual) ? percent(residual) : '–';
}

/** What the law rests on, and how well it describes that. */
export function fitWords(law: FittedLaw): string {
  const [least, most] = [law.points[0]?.workers, law.points.at(-1)?.workers];
  const rests =
    least === undefined || most === undefined ? 'Fitted' : `Fitted to ${least} to ${counted(most, 'worker')}`;
  if (!Number.isFinite(law.residual)) return `${rests}; how well is not known.`;
  const off = `${rests}, off by ${offBy(law)} on average`;
  return law.residual > POOR ? `${off}: it does not describe this curve.` : `${off}.`;
}

/** With fewer numbers of workers than this, two or three unknowns fit nearly anything. */
const ENOUGH = 5;

export function trustSentence(counts: readonly number[]): string {
  const how =
    'A law is a model fitted to measured points, not a measurement; beyond those points it says nothing that was seen.';
  return counts.length < ENOUGH
    ? `${how} Here are only ${counted(counts.length, 'number')} of workers: too few to tell one law from another.`
    : how;
}

const TRENDS = {
  level: 'It stays level: like a serial part that no number of workers shrinks.',
  rising: 'It rises with the workers: like overhead that grows with them, not like a serial part.',
  falling:
    'It falls as workers are added: one worker alone was at a disadvantage, or a cache helps when work is divided.',
  unknown: 'More numbers of workers would show whether it rises or stays level.',
} as const satisfies Record<Trend, string>;

export function fractionSentence(fractions: SerialFractions): string {
  const last = fractions.points.at(-1);
  const value = last ? `With ${counted(last.workers, 'worker')} it is ${percentRange(last.fraction)}. ` : '';
  return `${value}${TRENDS[trendOf(fractions)]}`;
}

/** Work law and span law (Blumofe and Leiserson 1999). */
export function workAndSpanSentence({ workMs, spanMs, workers }: WorkAndSpan): string {
  const who = workers > 0 ? `a recorded run with ${counted(workers, 'worker')}` : 'a recorded run';
  const base = `In ${who} the work T₁ was ${duration(workMs)} and its longest chain T∞ ${duration(spanMs)}`;
  if (!(spanMs > 0)) return `${base}.`;
  return `${base}: no number of workers could be more than ${bounded(workMs / spanMs)} as fast.`;
}

/** Two straight lines through the samples, meeting where they fit best. */
export function bendSentence({ workers, before, after }: Bend): string {
  const then = after <= 0 ? 'adds nothing' : `adds ${factor(after)}`;
  return `Up to about ${counted(Math.round(workers), 'worker')} each further one adds ${factor(before)}, beyond that each ${then}.`;
}

const PARAMETERS = {
  'serial-fraction': 'serial fraction',
  contention: 'contention σ',
  coherency: 'coherency κ',
} as const satisfies Record<ParameterId, string>;

export function parameterName(id: ParameterId): string {
  return PARAMETERS[id];
}
