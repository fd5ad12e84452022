/**
 * Where one recorded run's worker-time went: every stretch of every lane, from submission to the end, in exactly
 * one place. What a lane was seen doing counts first (computing, copying, waiting), the rest by when it was. How much
 * of the computing was a loss is not known here: slow-work.ts.
 */
import type { Milliseconds } from '../../base/units.ts';
import { isExecuting, PAGE_LANE, type Phase } from '../../trace/span.ts';
import { joined, laneOf, lengthOf, type Lane, type Stretch } from '../../trace/timeline.ts';
import { clipped } from './clipped.ts';
import type { Timeline } from '../report.ts';

/** Everything but the computing itself. */
export const PLACES = [
  'startup',
  'dispatch',
  'claiming',
  'waiting',
  'copying',
  'steps',
  'imbalance',
  'collecting',
] as const;
export type Place = (typeof PLACES)[number];
export type LaneTimes = Record<Place | 'computing', Milliseconds>;

export const WAITING: readonly Phase[] = ['waiting-lock', 'waiting-gil', 'waiting-io', 'yielded'];

/** What was seen, before what is concluded from the time of day; where spans overlap, the first of these counts. */
const SEEN: readonly (readonly [keyof LaneTimes, (phase: Phase) => boolean])[] = [
  ['computing', isExecuting],
  ['copying', (phase) => phase === 'copying'],
  ['waiting', (phase) => WAITING.includes(phase)],
  ['steps', (phase) => phase === 'waiting-step'],
  ['startup', (phase) => phase === 'startup'],
];

/** Worker-milliseconds of a run by place; they add up to workers × makespan whatever the spans hold. */
export function laneTimes(run: Timeline, workers: number): LaneTimes {
  const numbers = run.workers === 0 ? [PAGE_LANE] : Array.from({ length: workers }, (_, lane) => lane);
  const own = numbers.map((lane) => laneOf(run.spans, lane));
  const lastEnd = Math.min(run.makespanMs, Math.max(0, ...own.map(({ executing }) => executing.at(-1)?.end ?? 0)));
  const total: LaneTimes = { ...NOTHING };
  for (const times of own.map((lane) => timesOf(lane, lastEnd, run.makespanMs))) {
    for (const place of [...PLACES, 'computing'] as const) total[place] += times[place];
  }
  return total;
}

const NOTHING: Readonly<LaneTimes> = {
  computing: 0,
  startup: 0,
  dispatch: 0,
  claiming: 0,
  waiting: 0,
  copying: 0,
  steps: 0,
  imbalance: 0,
  collecting: 0,
};

/**
 * Until a lane first computes it is being woken, between its chunks it claims, after its last it waits for the others,
 * and when all have computed the result is collected. A lane that never computed was being woken while its `queued`
 * span lasted (without one: until the others were done), then waited.
 */
function timesOf({ spans, executing }: Lane, lastEnd: Milliseconds, makespanMs: Milliseconds): LaneTimes {
  const times: LaneTimes = { ...NOTHING };
  const present = new Set(spans.map(({ phase }) => phase));
  const counted = new Set<Phase>();
  let occupied: readonly Stretch[] = [];
  let occupiedMs = 0;
  for (const [place, chosen] of SEEN) {
    const more = [...present].filter(chosen);
    if (more.length === 0) continue;
    for (const phase of more) counted.add(phase);
    const stretches = joined(spans, (phase) => counted.has(phase));
    occupied = clipped(stretches, 0, makespanMs);
    times[place] = lengthOf(occupied) - occupiedMs;
    occupiedMs += times[place];
  }
  const free = (start: Milliseconds, end: Milliseconds): Milliseconds =>
    Math.max(0, end - start) - lengthOf(clipped(occupied, start, end));
  const inside = clipped(executing, 0, makespanMs);
  const woken = Math.max(0, ...spans.filter(({ phase }) => phase === 'queued').map(({ end }) => end)) || lastEnd;
  const first = inside[0]?.start ?? Math.min(woken, lastEnd);
  const last = inside.at(-1)?.end ?? first;
  times.dispatch = free(0, first);
  times.claiming = free(first, last);
  times.imbalance = free(last, lastEnd);
  times.collecting = makespanMs - occupiedMs - times.dispatch - times.claiming - times.imbalance;
  return times;
}
