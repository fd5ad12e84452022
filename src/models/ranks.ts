/**
 * Workers as ranks of one program. Rank 0 scatters the tasks, every rank computes its own in a memory of its own, rank 0 gathers
 * the results and hands them to the page; of work in several steps each rank keeps a block, and neighbours exchange what they need: MPI,
 * as mpi4py has it. Who runs what is settled beforehand, where a pool would
 * let a free worker take the next task. Messages go through shared memory where there is some, and ports elsewhere.
 */
import { launchRanks } from '../pool/rank-launch.ts';
import type { RankSpan, StagedResult, StagedTask } from '../ranks/programs/staged-work.ts';
import type { Milliseconds } from '../base/units.ts';
import type { Span } from '../trace/span.ts';
import type { ExecutionModel } from './index.ts';
import { steppedWork } from './steps/rank-shares.ts';
import { forgetOutput } from './stage.ts';

/** Work is sized to take well under a second for one thread. */
const TIMEOUT_MS: Milliseconds = 30_000;

/** What one rank did, relative to the submission, closed by when its first task began and by the end of the run. */
function spansOf(rank: number, ran: readonly RankSpan[], submitted: Milliseconds, wallMs: Milliseconds): Span[] {
  const spans = ran.flatMap(({ task, start, end, copied }): Span[] => [
    { lane: rank, task, phase: 'running', start: start - submitted, end: end - submitted },
    { lane: rank, task, phase: 'copying', start: end - submitted, end: copied - submitted },
  ]);
  const first = spans[0]?.start ?? wallMs;
  const last = spans.at(-1)?.end ?? wallMs;
  return [
    { lane: rank, task: -1, phase: 'queued', start: 0, end: first },
    ...spans,
    { lane: rank, task: -1, phase: 'idle', start: last, end: Math.max(last, wallMs) },
  ];
}

export default {
  id: 'ranks',
  title: 'ranks',
  counterpart: 'mpi4py',
  parallel: true,
  needs: 'workers',
  async prepare(stage) {
    if (!stage.pool) throw new Error('ranks need workers: this stage has none');
    forgetOutput(stage.work.pageOutput);
    await stage.pool.listen();
  },
  async run(stage, workers, signal) {
    if (!stage.pool) throw new Error('ranks need workers: this stage has none');
    const { tasks, steps, pageOutput: output } = stage.work;
    const dealt = tasks.map(({ start, end }, task): StagedTask => ({ task, start, end }));
    const [program, args] = steps === 1 ? ['staged-work', dealt] : ['stepped-work', steppedWork(stage.work, workers)];
    const submitted = stage.clock.now();
    const [first] = await launchRanks(stage.pool, program, workers, args, { signal, timeoutMs: TIMEOUT_MS });
    const result = first?.value as StagedResult;
    output.set(result.output);
    const wallMs = stage.since(submitted);
    const spans = result.spans.flatMap((ran, rank) => spansOf(rank, ran, submitted, wallMs));
    return { wallMs, spans, output };
  },
  play: async (stage, asked) => (await import('./play/as-ranks.ts')).playAsRanks(stage, asked),
} satisfies ExecutionModel;
