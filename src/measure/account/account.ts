/**
 * The account of the missing speed-up. With n workers, makespan M and best serial time T of the same work, the
 * workers had n·M of time and T of it was needed: n·M = T + Σ losses, so n − T/M = Σ loss/M. Every stretch of
 * every lane goes to exactly one place (lane-losses.ts), what the computing took beyond T is split by what was
 * measured beside it (slow-work.ts); hence the shares add up to ideal − measured with nothing left over but what the
 * recorded runs differ from the reported median: that rest is `unexplained`.
 */
import type { Milliseconds } from '../../base/units.ts';
import { isExecuting, type Phase } from '../../trace/span.ts';
import { laneTimes, PLACES, WAITING, type Place } from './lane-losses.ts';
import type { Account, LossShare, Timeline } from '../report.ts';
import { sideNotes, type Surroundings } from './side-notes.ts';
import { computingOf, slowParts, type Known } from './slow-work.ts';

const TEXTS = {
  'other-load': 'Other programs, or a limit on time, held the processor',
  'slower-cores': 'Slower cores or a lower clock when all were busy',
  memory: 'Waiting for memory when all cores were busy',
  sharing: 'Sharing memory with the other workers',
  'slower-work': 'Work ran slower when all cores were busy',
  startup: 'Starting the workers',
  dispatch: 'Waking the workers',
  claiming: 'Claiming chunks',
  waiting: 'Waiting for a lock, for data or for a turn',
  copying: 'Copying tasks and results',
  steps: 'Waiting for the slowest at the end of a step',
  imbalance: 'Waiting for the slowest at the end',
  collecting: 'Collecting the result',
  unexplained: 'Unexplained',
} satisfies Record<LossShare['id'], string>;

/** Where everything else of the computing was split, this is what `slower-work` still holds. */
const REFERENCE_TEXT = 'One worker’s tasks against the serial time';

const WAITING_TEXTS: Partial<Record<Phase, string>> = {
  'waiting-lock': 'Waiting for locks',
  'waiting-gil': 'Waiting for the GIL',
  'waiting-io': 'Waiting for data',
  yielded: 'Leaving the thread to the page',
};

/** The order they are shown in. */
const ORDER = Object.keys(TEXTS) as readonly LossShare['id'][];
/** Listed even where nothing was lost to them; the others only where they were seen or measured. */
const ALWAYS: readonly Place[] = ['dispatch', 'claiming', 'imbalance', 'collecting'];

export interface AccountInput extends Pick<Account, 'kernel' | 'model' | 'workers'>, Known {
  /** Recorded runs of this configuration, times from submission. Those without a computing span are passed over. */
  readonly timelines: readonly Timeline[];
  /** Median time of the best serial form on the same work. */
  readonly serialMs: Milliseconds;
  /** The reported speed-up. */
  readonly measured: number;
  readonly surroundings: Surroundings;
}

/**
 * The account of one configuration, the mean of its recorded runs. Shares add up to `ideal − measured`; a negative
 * one is a gain. With no usable run all is unexplained.
 */
export function account(input: AccountInput): Account {
  const { kernel, model, workers, measured } = input;
  const ideal = Math.max(1, workers);
  const usable = input.timelines.filter(computed);
  const found = usable.length === 0 ? {} : losses(usable, ideal, input);
  const explained = Object.values(found).reduce((sum, speedup) => sum + speedup, 0);
  const all: Losses = { ...found, unexplained: ideal - measured - explained };
  const shares = ORDER.flatMap((id) => {
    const speedup = all[id];
    return speedup === undefined ? [] : [{ id, text: textOf(id, all, usable), speedup }];
  });
  return { kernel, model, workers, ideal, measured, shares, notes: sideNotes(input.surroundings) };
}

type Losses = Partial<Record<LossShare['id'], number>>;

/** In units of speed-up, means over runs of which every one computed. */
function losses(runs: readonly Timeline[], ideal: number, input: AccountInput): Losses {
  const each = runs.map((run) => {
    const times = laneTimes(run, ideal);
    return { run, times, work: computingOf(run, times.computing, input.serialMs, input) };
  });
  const average = (of: (one: (typeof each)[number]) => Milliseconds): number =>
    mean(each.map((one) => of(one) / one.run.makespanMs));
  const work = {
    busy: average((one) => one.work.busy),
    serial: average((one) => one.work.serial),
    compared: average((one) => one.work.compared),
    expected: average((one) => one.work.expected),
    lumps: average((one) => one.work.lumps),
  };
  const places = PLACES.map((place) => [place, average((one) => one.times[place])] as const);
  const seen = places.filter(([place, lost]) => ALWAYS.includes(place) || lost !== 0);
  return { ...slowParts(work, input), ...Object.fromEntries(seen) };
}

function textOf(id: LossShare['id'], all: Losses, runs: readonly Timeline[]): string {
  if (id === 'slower-work' && all.memory !== undefined) return REFERENCE_TEXT;
  if (id !== 'waiting') return TEXTS[id];
  const phases = new Set(runs.flatMap(({ spans }) => spans.map(({ phase }) => phase)));
  const [only, another] = WAITING.filter((phase) => phases.has(phase));
  return (only && !another && WAITING_TEXTS[only]) || TEXTS.waiting;
}

function computed(run: Timeline): boolean {
  return run.makespanMs > 0 && run.spans.some((span) => isExecuting(span.phase) && span.end > span.start);
}

function mean(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}
