/**
 * The job that is loaded on the workers, as an MPI program does such a thing: rank 0 scatters the tasks, each rank computes its
 * own in memory of its own, rank 0 gathers the results. Tasks are dealt like cards, since neighbours often cost alike.
 */
import type { Milliseconds } from '../../base/units.ts';
import type { RankProgram } from './index.ts';

export interface StagedTask {
  readonly task: number;
  readonly start: number;
  readonly end: number;
}

/** When a rank ran a task. */
export interface RankSpan {
  readonly task: number;
  readonly start: Milliseconds;
  readonly end: Milliseconds;
  readonly copied: Milliseconds;
}

interface Share {
  readonly results: readonly { readonly at: number; readonly bytes: Uint8Array }[];
  readonly spans: readonly RankSpan[];
}

/** What rank 0 returns. The others return null. */
export interface StagedResult {
  readonly output: Uint8Array;
  /** By rank. */
  readonly spans: readonly (readonly RankSpan[])[];
}

export default {
  id: 'staged-work',
  title: 'the staged work, scattered and gathered',
  *body({ comm, args, job }): Generator<unknown, StagedResult | null> {
    if (!job) throw new Error('no job is loaded on the workers: load one as isolated before the ranks are launched');
    const all = args as readonly StagedTask[];
    const hands = comm.rank === 0 ? dealt(all, comm.size) : null;
    const mine = yield* comm.scatter(hands);
    const results: { at: number; bytes: Uint8Array }[] = [];
    const spans: RankSpan[] = [];
    for (const { task, start: first, end: last } of mine) {
      yield* comm.checkpoint();
      const { bytes, start, end, copied } = job.compute(first, last);
      results.push({ at: first * job.itemBytes, bytes });
      spans.push({ task, start, end, copied });
    }
    const shares = yield* comm.gather<Share>({ results, spans });
    return shares && together(shares);
  },
} satisfies RankProgram;

function dealt<T>(cards: readonly T[], players: number): T[][] {
  return Array.from({ length: players }, (_, player) => cards.filter((_card, place) => place % players === player));
}

function together(shares: readonly Share[]): StagedResult {
  const pieces = shares.flatMap(({ results }) => results);
  const output = new Uint8Array(Math.max(0, ...pieces.map(({ at, bytes }) => at + bytes.length)));
  for (const { at, bytes } of pieces) output.set(bytes, at);
  return { output, spans: shares.map(({ spans }) => spans) };
}
