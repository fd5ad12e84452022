/**
 * The account of the missing speed-up. With n workers, makespan M and best serial time T of the same work, the
 * workers had n·M of time and T of it was needed: n·M = T + Σ losses, so n − T/M = Σ loss/M. Every stretch of
 * every lane goes to exactly one loss, hence the shares add up to ideal − measured with nothing left over
 * but what the recorded runs differ from the reported median: that rest is `unexplained`.
 */
import type { Milliseconds } from '../base/units.ts';
import { isExecuting, PAGE_LANE } from '../trace/span.ts';
import { joined, laneOf, lengthOf, type Lane, type Stretch } from '../trace/timeline.ts';
import type { Account, LossShare, Timeline } from './report.ts';
import { sideNotes, type Surroundings } from './side-notes.ts';

type Loss = (typeof LOSSES)[number];
type Losses = Record<Loss, Milliseconds>;

const TEXTS = {
  startup: 'Starting the workers',
  waiting: 'Waiting for locks',
  copying: 'Copying tasks and results',
  'other-load': 'Other programs had the processor',
  'slower-cores': 'Slower cores or a lower clock when all were busy',
  memory: 'Waiting for memory when all cores were busy',
  sharing: 'Sharing memory with the other workers',
  'slower-work': 'Work ran slower when all cores were busy',
  dispatch: 'Waking the workers',
  imbalance: 'Waiting for the slowest at the end',
  claiming: 'Claiming chunks',
  collecting: 'Collecting the result',
  unexplained: 'Unexplained',
} satisfies Record<LossShare['id'], string>;

/** Where data is copied, that is most of what `collecting` holds. */
const COPYING_TEXT = 'Copying tasks and results';
const LOSSES = [
  'slower-work',
  'dispatch',
  'imbalance',
  'claiming',
  'collecting',
] as const satisfies readonly LossShare['id'][];

export interface AccountInput extends Pick<Account, 'kernel' | 'model' | 'workers'> {
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
  const perRun = usable.map((run) => ({ losses: lossesOf(run, ideal, input.serialMs), makespanMs: run.makespanMs }));
  const copies = usable.some(({ spans }) => spans.some(({ phase }) => phase === 'copying'));
  const explained = LOSSES.map((id) => share(id, mean(perRun.map((run) => run.losses[id] / run.makespanMs)), copies));
  const rest = ideal - measured - explained.reduce((sum, { speedup }) => sum + speedup, 0);
  const shares = [...explained, share('unexplained', rest, copies)];
  return { kernel, model, workers, ideal, measured, shares, notes: sideNotes(input.surroundings) };
}

function share(id: LossShare['id'], speedup: number, copies: boolean): LossShare {
  return { id, text: id === 'collecting' && copies ? COPYING_TEXT : TEXTS[id], speedup };
}

/** What one run lost to what, in worker-milliseconds; the sum is n·M − T whatever the spans hold. */
function lossesOf(run: Timeline, workers: number, serialMs: Milliseconds): Losses {
  const numbers = run.workers === 0 ? [PAGE_LANE] : Array.from({ length: workers }, (_, lane) => lane);
  const own = numbers.map((lane) => laneOf(run.spans, lane));
  const lastEnd = Math.min(run.makespanMs, Math.max(...own.map(({ executing }) => executing.at(-1)?.end ?? 0)));
  const perLane = own.map((lane) => lossesOfLane(lane, lastEnd, run.makespanMs));
  const total = (id: Loss): Milliseconds => perLane.reduce((sum, losses) => sum + losses[id], 0);
  return {
    'slower-work': total('slower-work') - serialMs,
    dispatch: total('dispatch'),
    imbalance: total('imbalance'),
    claiming: total('claiming'),
    collecting: total('collecting'),
  };
}

/**
 * One lane from submission (0) to the end: until it first computes it is being woken, between its chunks it
 * claims, after its last it waits for the others, and when all have computed the result is collected. Copying
 * counts to collecting wherever it happens. `slower-work` holds the computing itself. A lane that never computed
 * was being woken while its `queued` span lasted (without one: until the others were done), then waited.
 */
function lossesOfLane({ spans, executing }: Lane, lastEnd: Milliseconds, makespanMs: Milliseconds): Losses {
  const occupied = joined(spans, (phase) => isExecuting(phase) || phase === 'copying');
  const unoccupied = (start: Milliseconds, end: Milliseconds): Milliseconds =>
    Math.max(0, end - start) - lengthOf(clipped(occupied, start, end));
  const inside = clipped(executing, 0, makespanMs);
  const woken = Math.max(0, ...spans.filter(({ phase }) => phase === 'queued').map(({ end }) => end)) || lastEnd;
  const first = inside[0]?.start ?? Math.min(woken, lastEnd);
  const last = inside.at(-1)?.end ?? first;
  const busy = lengthOf(inside);
  const dispatch = unoccupied(0, first);
  const claiming = unoccupied(first, last);
  const imbalance = unoccupied(last, lastEnd);
  const collecting = makespanMs - busy - dispatch - claiming - imbalance;
  return { 'slower-work': busy, dispatch, claiming, imbalance, collecting };
}

function clipped(stretches: readonly Stretch[], start: Milliseconds, end: Milliseconds): readonly Stretch[] {
  return stretches
    .map((stretch) => ({ start: Math.max(start, stretch.start), end: Math.min(end, stretch.end) }))
    .filter((stretch) => stretch.end > stretch.start);
}

function computed(run: Timeline): boolean {
  return run.makespanMs > 0 && run.spans.some((span) => isExecuting(span.phase) && span.end > span.start);
}

function mean(values: readonly number[]): number {
  return values.length === 0 ? 0 : values.reduce((sum, value) => sum + value, 0) / values.length;
}
