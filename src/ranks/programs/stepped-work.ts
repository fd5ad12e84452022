/**
 * Work of several steps, as an MPI program does such a thing: every rank has a block of neighbouring items to itself, and before
 * each step gets from the others what it reads of theirs: of a grid the rows along its border, the halo; of
 * other work everything. Who sends what to whom is settled by whoever launches the ranks. Rank 0 gathers the last step.
 */
import type { Script } from '../../sync/thread.ts';
import type { Communicator } from '../communicator.ts';
import type { RankJob, RankProgram } from './index.ts';
import type { RankSpan, StagedResult, StagedTask } from './staged-work.ts';

/** Items that one rank has computed and another reads. */
export interface Passage {
  readonly from: number;
  readonly to: number;
  readonly start: number;
  readonly end: number;
}

export interface SteppedWork {
  readonly steps: number;
  /** By rank, in the order of their items. Over all steps a task has the number `step` · tasks + task. */
  readonly shares: readonly (readonly StagedTask[])[];
  /** At most one from a rank to another. */
  readonly passages: readonly Passage[];
}

interface Share {
  readonly at: number;
  readonly bytes: Uint8Array;
  readonly spans: readonly RankSpan[];
}

export default {
  id: 'stepped-work',
  title: 'the staged work, step by step, with what neighbours need',
  *body({ comm, args, job, clock }): Generator<unknown, StagedResult | null> {
    if (!job) throw new Error('no job is loaded on the workers: load one as isolated before the ranks are launched');
    const { steps, shares, passages } = args as SteppedWork;
    const tasks = shares.reduce((sum, share) => sum + share.length, 0);
    const mine = shares[comm.rank] ?? [];
    const spans: RankSpan[] = [];
    for (let step = 0; step < steps; step++) {
      if (step > 0) {
        yield* exchange(comm, job, step, passages);
        const last = spans.pop();
        // Until everything that the step reads had come: sending and waiting for those who were slower.
        if (last) spans.push({ ...last, copied: clock.now() });
      }
      for (const { task, start, end } of mine) {
        yield* comm.checkpoint();
        const ran = job.runStep(step, start, end);
        spans.push({ task: step * tasks + task, ...ran, copied: ran.end });
      }
    }
    const [first, last] = [mine[0]?.start ?? 0, mine.at(-1)?.end ?? 0];
    const bytes = job.leftBy(steps - 1, first, last);
    const all = yield* comm.gather<Share>({ at: first * job.itemBytes, bytes, spans });
    return all && together(all);
  },
} satisfies RankProgram;

/**
 * One round for each distance between ranks: every rank sends to the one so far ahead and receives from the one so far
 * behind, both at once, so that no two wait for each other.
 */
function* exchange(comm: Communicator, job: RankJob, step: number, passages: readonly Passage[]): Script<void> {
  const { rank, size } = comm;
  for (let distance = 1; distance < size; distance++) {
    const [ahead, behind] = [(rank + distance) % size, (rank - distance + size) % size];
    const sent = passages.find(({ from, to }) => from === rank && to === ahead);
    const awaited = passages.find(({ from, to }) => from === behind && to === rank);
    const bytes = sent ? job.leftBy(step - 1, sent.start, sent.end) : null;
    let got: Uint8Array<ArrayBuffer> | null = null;
    if (bytes && awaited) got = yield* comm.sendrecv(bytes, { to: ahead }, { from: behind });
    else if (bytes) yield* comm.send(bytes, { to: ahead });
    else if (awaited) got = yield* comm.recv({ from: behind });
    if (got && awaited) job.give(step, awaited.start, got);
  }
}

function together(shares: readonly Share[]): StagedResult {
  const output = new Uint8Array(Math.max(0, ...shares.map(({ at, bytes }) => at + bytes.length)));
  for (const { at, bytes } of shares) output.set(bytes, at);
  return { output, spans: shares.map(({ spans }) => spans) };
}
