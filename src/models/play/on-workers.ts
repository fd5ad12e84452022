/**
 * Plays a program on workers over one shared memory: `main` on the first, what it spawns on the others. The page makes the board ready, gives
 * the order, looks now and then, and gathers what there is. How a worker carries operations out is its policy (src/runtime/program-*.ts).
 */
import { LINE, MemoryTooSmall, type Region } from '../../memory/layout.ts';
import { programPlan, type ProgramPlan } from '../../memory/program-plan.ts';
import { ProgramRecords } from '../../memory/program-records.ts';
import { SPAN_RING } from '../../memory/pool-plan.ts';
import { Stopped } from '../../pool/errors.ts';
import type { Lane } from '../../pool/lane.ts';
import type { Pool } from '../../pool/pool.ts';
import type { SharedMemory } from '../../pool/shared-memory.ts';
import type { Program } from '../../programs/index.ts';
import type { ThreadPolicy } from '../../runtime/program-setup.ts';
import { makeQueue } from '../../sync/queue.ts';
import { makeReadLimit } from '../../sync/read-limit.ts';
import { forgetOutput, type Stage } from '../stage.ts';
import { CannotPlay, type PlayAsked, type Played } from './play.ts';
import { BoardPlay } from './board-play.ts';
import { siteFileAddress } from './site-file.ts';
import { withThreadFiles } from './thread-files.ts';

/** With that of `main`. */
const MOST_LANES = 64;
/** Room for 20 000 spans a lane where the work leaves as much. */
const MOST_RING = 64 + 20_000 * 24;

/** Rejects with `Stopped` soon after the signal, with `CannotPlay`, `PlayStuck`, `PlayOverdue`, with what a body threw, or with the pool's faults. */
export async function playOnWorkers(stage: Stage, asked: PlayAsked, policy: ThreadPolicy): Promise<Played> {
  if (asked.signal.aborted) throw new Stopped();
  const { program, workers, settings } = asked;
  const { pool, shared } = sharedOf(stage);
  const laneCount = workers + 1;
  const most = Math.min(MOST_LANES, pool.most);
  if (!(Number.isInteger(workers) && workers >= 1 && laneCount <= most)) {
    throw new CannotPlay(`a program cannot be played with ${workers} workers here: ask for 1 to ${most - 1}`);
  }
  await stage.grow(laneCount);
  if (pool.size < laneCount) {
    throw new CannotPlay(
      `the browser started ${pool.size} workers of ${laneCount}: ask for fewer, or close other tabs`,
    );
  }
  const lanes = pool.lanes(laneCount);
  const plan = planFor(asked, laneCount, policy, shared.plan.program);
  const output = program.computes ? outputOf(stage, policy) : null;
  if (output) forgetOutput(output);
  const rings = ringsOf(stage, lanes);
  const readUrl = siteFileAddress().href;
  const told = { program: program.id, args: asked.args, plan, policy, schedule: settings.schedule, readUrl };
  return withThreadFiles(pool, asked, async (openFiles) => {
    await pool.listen();
    openBoard(pool, plan, program, lanes[0]);
    pool.resetGil(settings.switchIntervalMs);
    await openFiles(lanes);
    const prepared = lanes.map(({ api }, lane) => api.preparePlay({ ...told, lane, spans: rings[lane] as Region }));
    await pool.guard(Promise.all(prepared));
    await pool.serve(laneCount);
    return new BoardPlay({ stage, asked, pool, shared, lanes, plan, rings, output }).run();
  });
}

function sharedOf({ pool }: Stage): { readonly pool: Pool; readonly shared: SharedMemory } {
  if (pool?.shared) return { pool, shared: pool.shared };
  throw new CannotPlay('this page may not share memory, and its workers hand one another their tasks through it');
}

function planFor({ program, settings }: PlayAsked, lanes: number, policy: ThreadPolicy, region: Region): ProgramPlan {
  const { counters = 0 } = program.resources;
  const ownCells = policy.kind === 'isolated';
  try {
    return programPlan(region, { ...program.resources, lanes, counters, counterSpacing: settings.counters, ownCells });
  } catch (cause) {
    if (cause instanceof MemoryTooSmall) {
      throw new CannotPlay(`what the tasks of "${program.title}" share does not fit: ${cause.message}`, { cause });
    }
    throw cause;
  }
}

/** Everything in it as the program finds it: locks free, queues empty, cells 0, and `main` spawned and taken. */
function openBoard({ roster, shared }: Pool, plan: ProgramPlan, { bodies, resources }: Program, first?: Lane): void {
  if (!shared) return;
  const { sync } = roster;
  const records = new ProgramRecords(shared.memory.buffer, plan);
  records.clear();
  sync.initMutex(plan.mutex);
  makeReadLimit(sync, plan.reads);
  sync.initObject(plan.object, shared.plan.lanes[first?.index ?? 0]?.thread.at ?? 0);
  for (const condition of plan.conditions) sync.initCondition(condition);
  for (const lock of plan.locks) sync.initMutex(lock);
  plan.queues.forEach((queue, place) => makeQueue(sync, queue, 'first-in-first-out', resources.queues[place] ?? 1));
  records.addTask(Object.keys(bodies).indexOf('main'), [], 0);
  records.next = 1;
}

/** Where the computed bytes are in the end. Throws where nothing is on the stage. */
function outputOf({ work }: Stage, policy: ThreadPolicy): Uint8Array {
  const comesByMessage = policy.kind === 'isolated' && policy.payload !== 'shared';
  return comesByMessage || !work.sharedOutput ? work.pageOutput : work.sharedOutput;
}

/** Behind the work, where there is more room than the lanes' own rings have. */
function ringsOf({ spare, pool }: Stage, lanes: readonly Lane[]): Region[] {
  const share = Math.floor(Math.min(MOST_RING, (spare?.bytes ?? 0) / lanes.length) / LINE) * LINE;
  return lanes.map(({ index }, place) => {
    const own = pool?.shared?.plan.lanes[index]?.spans;
    if (own && share <= SPAN_RING.BYTES) return own;
    return { at: (spare?.at ?? 0) + place * share, bytes: share };
  });
}
