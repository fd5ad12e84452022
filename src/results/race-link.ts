/**
 * The settings of a race as the query of a link, `#/models?program=…&args=…&models=…`, and back. Strict: what a link says that cannot
 * be is named in a sentence, and for that part the usual choice is taken. What may be chosen is handed in. Pure.
 */
import type { RaceOptions } from '../measure/race/race-report.ts';
import type { ModelId } from '../models/index.ts';
import type { PlaySettings } from '../models/play/play.ts';
import { fewOf } from './link-faults.ts';

/** Everything that a link carries: a race without its seed, which is drawn anew for each. */
export type RaceChoice = Omit<RaceOptions, 'seed'>;

export interface RaceKnown {
  readonly programs: readonly string[];
  readonly models: readonly ModelId[];
  readonly kernels: readonly string[];
  /** Taken for every part of which the link says nothing, or nothing that can be. */
  readonly usual: RaceChoice;
}

export interface RaceRead {
  readonly choice: RaceChoice;
  /** What could not be taken, a sentence each. */
  readonly faults: readonly string[];
}

/** More than any program has. */
const MOST_ARGS = 8;
const MOST_ARG = 1e9;
const MOST_WORKERS = 63;
/** Milliseconds. */
const INTERVAL = { least: 0.1, most: 1_000 };

const PAYLOADS = ['clone', 'transfer', 'shared'] as const satisfies readonly PlaySettings['payload'][];
const COUNTINGS = [
  'none',
  'plain',
  'atomic',
  'locked',
  'biased',
] as const satisfies readonly PlaySettings['counting'][];
const STYLES = ['coroutines', 'callbacks'] as const satisfies readonly PlaySettings['style'][];

const SCHEDULES = ['dynamic', 'static'] as const satisfies readonly PlaySettings['schedule'][];
const COUNTERS = ['padded', 'shared-line'] as const satisfies readonly PlaySettings['counters'][];

const KEYS = 'program args models workers interval held payload counting style schedule counters kernel'.split(' ');

/** Without the question mark. */
export function raceFragment({ program, args, models, workers, settings, kernel }: RaceChoice): string {
  const { switchIntervalMs, heldFraction, payload, counting, style, schedule, counters } = settings;
  const parts: readonly (readonly [string, string | null])[] = [
    ['program', program],
    ['args', args.length > 0 ? args.join(',') : null],
    ['models', models.join(',')],
    ['workers', workers === null ? null : String(workers)],
    ['interval', String(switchIntervalMs)],
    ['held', String(heldFraction)],
    ['payload', payload],
    ['counting', counting],
    ['style', style],
    ['schedule', schedule],
    ['counters', counters],
    ['kernel', kernel],
  ];
  return parts.flatMap(([key, value]) => (value === null ? [] : [`${key}=${value}`])).join('&');
}

class Misread extends Error {}

/** A part of a link, cut so that a forged one cannot fill the page. */
export function quoted(text: string): string {
  return `“${text.length <= 40 ? text : `${text.slice(0, 39)}…`}”`;
}

function oneOf<Value extends string>(got: string, allowed: readonly Value[]): Value {
  const found = allowed.find((value) => value === got);
  if (found === undefined) throw new Misread(`${quoted(got)} is not among ${allowed.join(', ')}`);
  return found;
}

function someOf<Value extends string>(got: string, allowed: readonly Value[]): Value[] {
  return got === '' ? [] : [...new Set(got.split(',').map((value) => oneOf(value, allowed)))];
}

function numberIn(got: string, least: number, most: number): number {
  const value = /^\d{1,10}(?:\.\d{1,6})?$/.test(got) ? Number(got) : NaN;
  if (!(value >= least && value <= most)) throw new Misread(`${quoted(got)} is no number from ${least} to ${most}`);
  return value;
}

function wholeIn(got: string, least: number, most: number): number {
  const value = numberIn(got, least, most);
  if (!Number.isInteger(value)) throw new Misread(`${quoted(got)} is no whole number`);
  return value;
}

function argsIn(got: string): number[] {
  const values = got.split(',');
  if (values.length > MOST_ARGS) throw new Misread(`${values.length} numbers are more than any program takes`);
  return values.map((value) => wholeIn(value, 0, MOST_ARG));
}

/** The parts of a query, each once; notes what is there twice or is none of a race's. */
function partsOf(query: string, faults: string[]): ReadonlyMap<string, string> {
  const parts = new Map<string, string>();
  for (const [key, value] of new URLSearchParams(query)) {
    if (!KEYS.includes(key)) faults.push(`The link sets ${quoted(key)}, which a race does not have.`);
    else if (parts.has(key)) faults.push(`The link sets “${key}” twice; the first is taken.`);
    else parts.set(key, value);
  }
  return parts;
}

/** Never throws. */
export function readRaceFragment(query: string, known: RaceKnown): RaceRead {
  const faults: string[] = [];
  const parts = partsOf(query, faults);
  const { usual } = known;
  const part = <Value>(key: string, read: (got: string) => Value, otherwise: Value): Value => {
    const got = parts.get(key);
    if (got === undefined) return otherwise;
    try {
      return read(got);
    } catch (error) {
      if (!(error instanceof Misread)) throw error;
      faults.push(`The link’s “${key}” cannot be taken: ${error.message}. The usual is taken instead.`);
      return otherwise;
    }
  };
  const program = part('program', (got) => oneOf(got, known.programs), usual.program);
  // The arguments of a program that is not there mean nothing to another.
  const isOwn = program === (parts.get('program') ?? usual.program);
  const { settings } = usual;
  const choice: RaceChoice = {
    program,
    args: isOwn ? part('args', argsIn, program === usual.program ? usual.args : []) : usual.args,
    models: part('models', (got) => someOf(got, known.models), usual.models),
    workers: part('workers', (got) => wholeIn(got, 1, MOST_WORKERS), usual.workers),
    settings: {
      switchIntervalMs: part(
        'interval',
        (got) => numberIn(got, INTERVAL.least, INTERVAL.most),
        settings.switchIntervalMs,
      ),
      heldFraction: part('held', (got) => numberIn(got, 0, 1), settings.heldFraction),
      payload: part('payload', (got) => oneOf(got, PAYLOADS), settings.payload),
      counting: part('counting', (got) => oneOf(got, COUNTINGS), settings.counting),
      style: part('style', (got) => oneOf(got, STYLES), settings.style),
      schedule: part('schedule', (got) => oneOf(got, SCHEDULES), settings.schedule),
      counters: part('counters', (got) => oneOf(got, COUNTERS), settings.counters),
    },
    kernel: part('kernel', (got) => oneOf(got, known.kernels), usual.kernel),
  };
  return { choice, faults: fewOf(faults) };
}
