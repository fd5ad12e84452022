/** Heavy work on the main thread freezes the page, in a pool it does not: the animation frames around a run of half a second. */
import type { Milliseconds } from '../../base/units.ts';
import { watchFrames, type Frames } from '../../measure/frames.ts';
import { rounds } from '../../measure/schedule.ts';
import { median } from '../../measure/stats/median.ts';
import { Stopped } from '../../pool/errors.ts';
import { computeRange } from '../../runtime/job.ts';
import type { ClaimLab } from '../claim-lab/claim-lab.ts';
import { measuredPart, medianOf } from '../claim-lab/parts.ts';
import { NotTestable, type Claim } from './index.ts';
import type { Evidence } from '../../measure/claims/claim-report.ts';

const RUN_MS: Milliseconds = 500;
/** Of the control, each about 5 ms. */
const COOPERATIVE_TASKS = 100;
const POOL_TASKS = 16;
const ROUNDS = 5;
const CONTROL_ROUNDS = 3;
const FREEZE = 'The page stands still for half a second now: that is what is measured';
/** After a run, for a frame to follow. */
const PATIENCE_FRAMES = 10;
const OF_RUN = { above: 0.9 };
const IN_POOL = { below: 50 };

/** Longest gap between two frames around a run, and how long the run was. */
export interface Gap {
  readonly gapMs: Milliseconds;
  readonly runMs: Milliseconds;
}

export interface Gaps {
  readonly page: readonly Gap[];
  readonly pool: readonly Gap[];
  readonly cooperative: readonly Gap[];
}

type Run = () => Promise<unknown>;

/** Rejects with `NotTestable` where the browser paints nothing. */
async function gapAround(lab: ClaimLab, run: Run): Promise<Gap> {
  const frames = watchFrames(lab.clock);
  try {
    await frames.settled();
    const start = lab.clock.now();
    await run();
    const end = lab.clock.now();
    return { gapMs: await gapAfter(frames, start, end), runMs: end - start };
  } finally {
    frames.end();
  }
}

async function gapAfter(frames: Frames, start: Milliseconds, end: Milliseconds): Promise<Milliseconds> {
  for (let tries = 0; tries < PATIENCE_FRAMES; tries++) {
    await frames.settled();
    const gap = frames.gap(start, end);
    if (gap !== null) return gap;
  }
  throw new NotTestable('The browser paints no frames of this page, so none can be missed. Keep the tab in front.');
}

async function onPage(lab: ClaimLab, items: number): Promise<void> {
  await lab.work.stage(lab.stage, 'crunch', items, false, lab.signal);
  if (lab.signal.aborted) throw new Stopped();
  computeRange(lab.stage.work.page, { start: 0, end: items });
}

async function measured(lab: ClaimLab): Promise<Gaps> {
  const items = lab.work.itemsFor(RUN_MS);
  const workers = Math.max(1, lab.width - 1);
  const inPool: Run = () => lab.play({ program: 'crunch', args: [POOL_TASKS, items], model: 'free-threads', workers });
  const inTurns: Run = () =>
    lab.play({ program: 'crunch', args: [COOPERATIVE_TASKS, items], model: 'event-loop', workers: 0 });
  // Staging and first plays compute, too, and are no part of what is watched.
  const least = [1, lab.work.itemsFor(0)];
  await lab.attended(() => lab.play({ program: 'crunch', args: least, model: 'event-loop', workers: 0 }));
  await lab.attended(inPool);
  const runs: Readonly<Record<keyof Gaps, Run>> = {
    page: () => onPage(lab, items),
    pool: inPool,
    cooperative: inTurns,
  };
  const gaps = { page: [] as Gap[], pool: [] as Gap[], cooperative: [] as Gap[] };
  const schedule = rounds(Object.keys(runs) as (keyof Gaps)[], lab.seed);
  for (let round = 0; round < ROUNDS; round++) {
    for (const where of schedule.next().value) {
      if (where === 'cooperative' && round >= CONTROL_ROUNDS) continue;
      lab.say(where === 'page' ? FREEZE : 'Computing beside the page');
      gaps[where].push(await lab.attended(() => gapAround(lab, runs[where])));
    }
  }
  return gaps;
}

const ofRun = (gaps: readonly Gap[]): number[] => gaps.map(({ gapMs, runMs }) => gapMs / runMs);
const inMs = (gaps: readonly Gap[]): number[] => gaps.map(({ gapMs }) => gapMs);

/** Pure. */
export function evidenceOf({ page, pool, cooperative }: Gaps, seed: number): Evidence {
  return {
    parts: [
      measuredPart(
        { id: 'main-thread', title: 'longest gap ÷ run, on the main thread', region: OF_RUN },
        medianOf(ofRun(page), seed),
      ),
      measuredPart(
        {
          id: 'pool',
          title: 'longest gap between frames, in a pool',
          region: IN_POOL,
          unit: ' ms',
          scale: 'difference',
        },
        medianOf(inMs(pool), seed),
      ),
    ],
    control: [
      measuredPart(
        { id: 'in-turns', title: 'longest gap ÷ run, on the main thread in turns of 8 ms', region: OF_RUN },
        medianOf(ofRun(cooperative), seed),
      ),
    ],
    pictures: [
      {
        kind: 'spread',
        title: 'The longest time without a frame around half a second of work',
        axis: 'gap, ms',
        rows: [
          { label: 'main thread', model: 'main-thread', samples: inMs(page) },
          { label: 'main thread, in turns', model: 'event-loop', samples: inMs(cooperative) },
          { label: 'a pool', model: 'free-threads', samples: inMs(pool) },
        ],
        lines: [
          { label: 'one frame at 60 a second', at: 1_000 / 60 },
          { label: 'felt as a stutter', at: 50 },
        ],
      },
    ],
    beside: [
      'CPython 3.11 on two cores, with a heartbeat of 60 a second in place of frames: 1.03 of the run on the main thread, 22 ms beside a process.',
      `In turns of at most 8 ms on the main thread the longest gap was ${median(inMs(cooperative)).toFixed(0)} ms, but the page shares its only thread with the work.`,
    ],
  };
}

export default {
  id: 'main-thread-freezes',
  statement:
    'Heavy work on the main thread freezes the page for as long as it lasts; in a pool of workers it does not.',
  from: ['C'],
  group: 'cores',
  models: ['main-thread', 'free-threads', 'event-loop'],
  needs: { memory: 'shared', threads: 1 },
  experiment:
    'Half a second of computing, on the main thread in one go and in workers, 5 times each: the longest time between two animation frames around it. The page stands still each time, which is announced.',
  control: 'The same computing on the main thread in turns of at most 8 ms: the gap is that of a turn, not of the run.',
  controlExpected: 'refuted',
  notice: 'The gap on the main thread is the whole run. In turns, or in workers, it is a frame or two.',
  program: 'crunch',
  usualMs: 8_000,
  test: async (lab) => evidenceOf(await measured(lab), lab.seed),
} satisfies Claim;
