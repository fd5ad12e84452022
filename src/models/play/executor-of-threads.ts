/**
 * Workers over one memory as the crew of a program: each task is a call at their board, and locks, queues, mailboxes and cells stand in
 * that memory, where the page reaches them too. Bytes are computed in place.
 */
import { programPlan, type ProgramPlan } from '../../memory/program-plan.ts';
import type { ProgramAsked, TaskAsked, TaskReport } from '../../functions/program.ts';
import { callsOf, hearCalls, prepareForCalls, sendToBoard } from '../../pool/board-calls.ts';
import type { Pool } from '../../pool/pool.ts';
import { loadCallTable } from '../../runtime/call-table.ts';
import { Stopped } from '../../pool/errors.ts';
import { makeProgramShare, ProgramShare } from '../../sync/program-share.ts';
import { forgetOutput, type Stage } from '../stage.ts';
import { playByExecutor } from './by-executor.ts';
import { enoughWorkers } from './enough-workers.ts';
import type { Crew } from './executor-crew.ts';
import { mainReadsNothing, mainThread, readByMain } from './page-main.ts';
import { CannotPlay, type PlayAsked, type Played } from './play.ts';
import { prepareUnlessStopped } from './prepare-unless-stopped.ts';
import { siteFileAddress } from './site-file.ts';
import { withExecutorFiles, type ExecutorFiles, type OpenFiles } from './thread-files.ts';

const PREFIX = 'thread-executor';

/** Locks, queues and cells of the program, fresh. No worker may be at work. */
function freshShare(
  pool: Pool,
  { program, workers, settings }: PlayAsked,
): { plan: ProgramPlan; share: ProgramShare<'page'> } {
  const { shared, roster } = pool;
  if (!shared) throw new Error('threads need shared memory: this pool has none');
  const { counters = 0, ...resources } = program.resources;
  const needs = { ...resources, lanes: workers, counters, counterSpacing: settings.counters, ownCells: false };
  const plan = programPlan(shared.plan.program, needs);
  makeProgramShare(roster.sync, shared.memory, plan, resources.queues);
  return { plan, share: new ProgramShare(mainThread(pool), shared.memory, plan) };
}

interface ReadyThreads {
  readonly names: readonly string[];
  readonly share: ProgramShare<'page'>;
  /** Number of the function that runs a task. */
  readonly callee: number;
}

/** The workers at their board, told which program it is. */
async function readyThreads(pool: Pool, asked: PlayAsked, open: OpenFiles): Promise<ReadyThreads> {
  // Home first: what a play that was given up has left running is over then.
  await pool.listen();
  await mainReadsNothing(pool);
  pool.roster.allow();
  const lanes = pool.lanes(asked.workers);
  const { plan, share } = freshShare(pool, asked);
  const reads = { at: plan.reads, readers: asked.workers + 1 };
  const told: ProgramAsked = { program: asked.program.id, plan, url: siteFileAddress().href, reads };
  const initializer = { name: 'program.prepare', args: [told] };
  const names = lanes.map(({ index }) => `${PREFIX}_${index}`);
  await open(lanes);
  await Promise.all(
    lanes.map((lane, place) => prepareForCalls(pool, lane, { workerName: names[place] ?? PREFIX, initializer })),
  );
  const callee = (await loadCallTable()).numberOf('program.task');
  if (asked.signal.aborted) throw new Stopped();
  await sendToBoard(pool, lanes);
  hearCalls(callsOf(pool), lanes);
  return { names, share, callee };
}

export async function playByThreads(stage: Stage, asked: PlayAsked): Promise<Played> {
  if (asked.signal.aborted) throw new Stopped();
  const pool = await enoughWorkers(stage, asked.workers);
  const { sharedOutput: output } = stage.work;
  if (!pool.shared || !output)
    throw new CannotPlay('threads need memory that they share, and this page may not share any');
  forgetOutput(output);
  return withExecutorFiles(pool, asked, (files) => playedBy(stage, asked, { pool, output, files }));
}

interface ThreadCrewParts {
  readonly pool: Pool;
  readonly output: Uint8Array;
  readonly files: ExecutorFiles;
}

async function playedBy(stage: Stage, asked: PlayAsked, { pool, output, files }: ThreadCrewParts): Promise<Played> {
  const ready = await prepareUnlessStopped(pool, asked.signal, () => readyThreads(pool, asked, files.open));
  const { names, share, callee } = ready;
  const calls = callsOf(pool);
  const { itemBytes } = stage.work.page.setup;
  const crew: Crew = {
    submit: (task) => calls.call<TaskReport>(callee, [{ ...task, output: null } satisfies TaskAsked]),
    laneOf: (worker) => names.indexOf(worker),
    reading: (read) => readByMain(pool, share.plan.reads, read),
    readFile: files.read,
    share,
    output,
    fromPage: (start, end) =>
      output.set(stage.work.pageOutput.subarray(start * itemBytes, end * itemBytes), start * itemBytes),
    guard: (work) => pool.guard(work),
    giveUp() {
      calls.cancelPending();
      pool.stop();
      // A worker that died leaves calls that nobody will end.
      if (pool.loss && calls.unfinished > 0) calls.abandon(pool.loss);
    },
  };
  return playByExecutor(stage, asked, crew);
}
