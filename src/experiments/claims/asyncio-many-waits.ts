/**
 * One event loop holds many waiting tasks at a price that threads cannot match: what the makespan of n waits has on top of one wait, for each of
 * n, with threads that have to be started first.
 */
import type { Milliseconds } from '../../base/units.ts';
import type { Evidence } from '../../measure/claims/claim-report.ts';
import { bootstrapMedian } from '../../measure/stats/bootstrap-median.ts';
import { models } from '../../models/index.ts';
import { USUAL_SETTINGS } from '../../models/play/play.ts';
import { Stage } from '../../models/stage.ts';
import type { Pool } from '../../pool/pool.ts';
import { programs } from '../../programs/index.ts';
import { grouped } from '../../base/grouped.ts';
import type { ClaimLab } from '../claim-lab/claim-lab.ts';
import { measuredPart, ratioOf } from '../claim-lab/parts.ts';
import { NotTestable, type Claim } from './index.ts';

const WAIT_MS: Milliseconds = 100;
/** See `regionNote`. */
const THREADS = [4, 32] as const;
const FEW = 4;
const CROWD = { tasks: 100_000, waitMs: 1_000, runs: 1 };
const ROUNDS = { rounds: 5, fewest: 3, budgetMs: 5_000 };
/** The control’s costs are those of a timer and of waking somebody, of which one sample says little. */
const FEW_ROUNDS = { rounds: 9, fewest: 7, budgetMs: 2_500 };
const LIMIT_MS: Milliseconds = 10_000;
/** See `regionNote`. */
const REGION = { above: 10 };

/** Milliseconds a task on top of the wait, by number of tasks; a round's samples stand at the same place. */
export interface Extras {
  readonly cold: ReadonlyMap<number, readonly number[]>;
  readonly loop: ReadonlyMap<number, readonly number[]>;
  /** 4 tasks each. */
  readonly warm: { readonly threads: readonly number[]; readonly loop: readonly number[] };
}

/** Never less than what the clock can tell: where a wait was over early there is no cost to be seen. */
function each(lab: ClaimLab, wallMs: Milliseconds, waitMs: Milliseconds, tasks: number): number {
  return Math.max(wallMs - waitMs, lab.resolutionMs) / tasks;
}

/** With threads of a pool that has none yet but one. */
async function coldThreads(lab: ClaimLab, tasks: number): Promise<number> {
  const [program, model] = await Promise.all([programs.load('waits'), models.load('gil-threads')]);
  const opening = await lab.guest(1);
  const { pool } = opening;
  if (!pool?.shared || !model.play) throw new NotTestable('The browser gave no second pool of threads.');
  const stage = new Stage(opening);
  try {
    const began = lab.clock.now();
    await grown(stage, pool, tasks + 1);
    const [args, { signal }] = [[tasks, WAIT_MS], lab];
    await model.play(stage, { program, args, workers: tasks, settings: USUAL_SETTINGS, limitMs: LIMIT_MS, signal });
    return each(lab, lab.clock.now() - began, WAIT_MS, tasks);
  } finally {
    await pool.close();
  }
}

async function grown(stage: Stage, pool: Pool, threads: number): Promise<void> {
  await stage.grow(threads);
  if (pool.size < threads) throw new NotTestable(`The browser started ${pool.size} threads of ${threads}.`);
}

async function warmThreads(lab: ClaimLab): Promise<number> {
  const { wallMs } = await lab.play({ program: 'waits', args: [FEW, WAIT_MS], model: 'gil-threads', workers: FEW });
  return each(lab, wallMs, WAIT_MS, FEW);
}

async function onLoop(lab: ClaimLab, tasks: number, waitMs: Milliseconds): Promise<number> {
  const { wallMs } = await lab.play({ program: 'waits', args: [tasks, waitMs], model: 'event-loop', workers: 0 });
  return each(lab, wallMs, waitMs, tasks);
}

async function measured(lab: ClaimLab): Promise<Extras> {
  const counts = THREADS.filter((count) => count < lab.pool.most);
  const takes = {
    ...Object.fromEntries(counts.map((count) => [`cold ${count}`, () => coldThreads(lab, count)])),
    ...Object.fromEntries(counts.map((count) => [`loop ${count}`, () => onLoop(lab, count, WAIT_MS)])),
  };
  await lab.attended(() => onLoop(lab, CROWD.tasks / 10, WAIT_MS));
  const samples: Record<string, number[]> = await lab.rounds<string>(takes, ROUNDS);
  const few = await lab.rounds({ warm: () => warmThreads(lab), loop: () => onLoop(lab, FEW, WAIT_MS) }, FEW_ROUNDS);
  const crowd: number[] = [];
  while (crowd.length < CROWD.runs) crowd.push(await lab.attended(() => onLoop(lab, CROWD.tasks, CROWD.waitMs)));
  const of = (kind: string): [number, number[]][] => counts.map((count) => [count, samples[`${kind} ${count}`] ?? []]);
  return {
    cold: new Map(of('cold')),
    loop: new Map([...of('loop'), [CROWD.tasks, crowd]]),
    warm: { threads: few.warm, loop: few.loop },
  };
}

/** Bytes of the shared memory that one thread has for itself. */
function threadBytes({ pool: { shared } }: ClaimLab): number {
  const lane = shared?.plan.lanes[0];
  if (!lane) return 0;
  return [lane.mailbox, lane.thread, lane.spans, lane.tally, lane.scratch].reduce((sum, { bytes }) => sum + bytes, 0);
}

/** Pure. */
export function evidenceOf({ cold, loop, warm }: Extras, memoryBytes: number, seed: number): Evidence {
  const most = Math.max(...cold.keys());
  const pointsOf = (series: Extras['cold']) =>
    [...series].map(([x, values]) => ({
      x,
      y: bootstrapMedian(
        values.map((value) => value * 1_000),
        { seed },
      ),
    }));
  const perTask = (series: Extras['cold'], tasks: number): string => {
    const { estimate } = bootstrapMedian(
      (series.get(tasks) ?? []).map((value) => value * 1_000),
      { seed },
    );
    return `${grouped(Number(estimate.toPrecision(3)))} µs`;
  };
  return {
    parts: [
      measuredPart(
        { id: 'cold-threads', title: `cost of a waiting task, ${most} cold threads ÷ event loop`, region: REGION },
        ratioOf(cold.get(most) ?? [], loop.get(most) ?? [], seed),
      ),
    ],
    control: [
      measuredPart(
        {
          id: 'warm-threads',
          title: `the same, ${FEW} threads that are parked and ready ÷ event loop`,
          region: REGION,
        },
        ratioOf(warm.threads, warm.loop, seed),
      ),
    ],
    pictures: [
      {
        kind: 'curves',
        title: 'What a waiting task costs on top of its wait',
        xTitle: 'tasks',
        yTitle: 'µs a task',
        series: [
          { label: 'threads, started for it', model: 'gil-threads', points: pointsOf(cold) },
          { label: 'event loop', model: 'event-loop', points: pointsOf(loop) },
        ],
        laws: [],
      },
    ],
    beside: [
      `A task costs ${perTask(cold, most)} with ${most} threads that have to be started, ${perTask(loop, most)} with as many on the loop, and ${perTask(loop, CROWD.tasks)} with ${grouped(CROWD.tasks)} of them, which no page could have as threads.`,
      `Memory: a thread has ${Math.round(memoryBytes / 1_024)} KB of the shared memory for itself here, and a JavaScript heap; a task that sleeps on the loop takes some 280 bytes (measured with 200 000 by the bench of this project).`,
      'CPython 3.11 on two cores: 109 µs for each of 1 000 threads, 11 µs for each of 1 000 coroutines and 19 µs for each of 100 000.',
    ],
  };
}

export default {
  id: 'asyncio-many-waits',
  statement: 'One event loop holds thousands of waiting tasks at a small part of what as many threads would cost.',
  from: ['A', 'B', 'C'],
  group: 'waiting',
  models: ['event-loop', 'gil-threads'],
  needs: { memory: 'shared', threads: 1 },
  experiment:
    'n waits of 100 ms on the event loop and on n threads that have to be started first: what the makespan has on top of one wait, for each task. For the loop also 100 000 waits of a second.',
  control:
    '4 waits on threads that are started and parked already: then they cost a few times what tasks of a loop do, not many times.',
  controlExpected: 'refuted',
  notice: 'The loop’s cost of a task falls the more there are, and a thread’s does not: each has to be made.',
  regionNote:
    'A tenth of the cost, not a fifth: 4 threads that are ready cost three to five times a task of the loop, which is the time of waking somebody, and the border has to keep clear of that. The two are compared at 32: to start 63 threads, which is what a page has besides that of main, takes seconds a round and gives the same cost for each. 100 000 cannot be had as threads.',
  program: 'waits',
  usualMs: 11_000,
  test: async (lab) => evidenceOf(await measured(lab), threadBytes(lab), lab.seed),
} satisfies Claim;
