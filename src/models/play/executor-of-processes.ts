/**
 * Workers with a memory each as the crew of a program: each task is a call of a `ProcessPoolExecutor`, and the bytes it has computed come
 * back with its result, copied or moved, or are written where both sides see them. Tasks share nothing; the limit of reads, which is the
 * browser's, is counted in the pool's memory, and where there is none, reads of more threads than it allows are refused.
 */
import type { ReadLimit } from '../../functions/index.ts';
import type { ProgramAsked, TaskAsked, TaskReport } from '../../functions/program.ts';
import { readsIn } from '../../memory/program-plan.ts';
import { Stopped } from '../../pool/errors.ts';
import type { Future } from '../../pool/future.ts';
import type { Pool } from '../../pool/pool.ts';
import type { ProcessPoolExecutor } from '../../pool/process-executor.ts';
import { makeReadLimit, refusalOf } from '../../sync/read-limit.ts';
import { sharedBuffer } from '../../sync/sharing.ts';
import { forgetOutput, type Stage } from '../stage.ts';
import { playByExecutor } from './by-executor.ts';
import { enoughWorkers } from './enough-workers.ts';
import type { Crew } from './executor-crew.ts';
import { mainReadsNothing, readByMain } from './page-main.ts';
import { CannotPlay, type PlayAsked, type Played } from './play.ts';
import { prepareUnlessStopped } from './prepare-unless-stopped.ts';
import { siteFileAddress } from './site-file.ts';
import { withExecutorFiles, type ExecutorFiles } from './thread-files.ts';

/** What the workers are made ready with. */
export type ProcessCrew = (initializer: { name: 'program.prepare'; args: [ProgramAsked] }) => Promise<{
  readonly executor: ProcessPoolExecutor;
  laneOf(worker: string): number;
}>;

/** Bytes come from the workers into `output`, or stand there already where `isShared`. */
function collecting(future: Future<TaskReport>, output: Uint8Array, itemBytes: number): Future<TaskReport> {
  future.addDoneCallback(({ value }) => {
    for (const { item, bytes } of value?.pieces ?? []) output.set(bytes, item * itemBytes);
  });
  return future;
}

function readLimitOf({ shared }: Pool, workers: number): ReadLimit {
  return { at: shared && readsIn(shared.plan.program), readers: workers + 1 };
}

/** No worker runs a call of another play by now. */
async function freshReadLimit(pool: Pool, { at }: ReadLimit): Promise<void> {
  await mainReadsNothing(pool);
  if (at !== null) makeReadLimit(pool.roster.sync, at);
}

async function reading<T>(pool: Pool, { at, readers }: ReadLimit, read: () => Promise<T>): Promise<T> {
  if (at !== null) return readByMain(pool, at, read);
  const refusal = refusalOf(readers);
  if (refusal !== null) throw new CannotPlay(refusal);
  return read();
}

export async function playByProcesses(stage: Stage, asked: PlayAsked, prepared: ProcessCrew): Promise<Played> {
  if (asked.signal.aborted) throw new Stopped();
  const pool = await enoughWorkers(stage, asked.workers);
  return withExecutorFiles(pool, asked, (files) => playedBy(stage, asked, { pool, prepared, files }));
}

interface ProcessCrewParts {
  readonly pool: Pool;
  readonly prepared: ProcessCrew;
  readonly files: ExecutorFiles;
}

async function playedBy(stage: Stage, asked: PlayAsked, parts: ProcessCrewParts): Promise<Played> {
  const { pool, prepared, files } = parts;
  const { page, pageOutput } = stage.work;
  const { itemBytes } = page.setup;
  const { payload } = asked.settings;
  const reads = readLimitOf(pool, asked.workers);
  const told: ProgramAsked = { program: asked.program.id, plan: null, url: siteFileAddress().href, reads };
  const { executor, laneOf } = await prepareUnlessStopped(pool, asked.signal, async () => {
    const ready = await prepared({ name: 'program.prepare', args: [told] });
    // All workers are home. What the stop of another play has left set would end the waits of these tasks.
    if (pool.shared) pool.roster.allow();
    await freshReadLimit(pool, reads);
    // Between two calls its workers hear messages.
    await files.open(pool.lanes(asked.workers));
    return ready;
  });
  const isShared = payload === 'shared' && asked.program.computes;
  const output = isShared ? new Uint8Array(sharedBuffer(pageOutput.length)) : pageOutput;
  forgetOutput(output);
  const where: TaskAsked['output'] = isShared ? { bytes: output, itemBytes } : null;
  const crew: Crew = {
    submit(task) {
      const given: TaskAsked = { ...task, output: where };
      return collecting(executor.submitWith<TaskReport>({ payload }, 'program.task', given), output, itemBytes);
    },
    laneOf,
    reading: (read) => reading(pool, reads, read),
    readFile: files.read,
    share: null,
    output,
    fromPage(start, end) {
      if (isShared) output.set(pageOutput.subarray(start * itemBytes, end * itemBytes), start * itemBytes);
    },
    guard: (work) => pool.guard(work),
    giveUp() {
      // Without shared memory what runs cannot be stopped: it is over before the next calls are taken.
      if (pool.shared) void executor.stop();
      else void executor.shutdown({ cancelFutures: true });
    },
  };
  return playByExecutor(stage, asked, crew);
}
