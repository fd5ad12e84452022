/**
 * Figures of ranks, taken by rank programs on two workers of the browser. Called from outside, in turns. Returns samples;
 * judges nothing.
 */
import type { Pool } from '../../../src/pool/pool.ts';
import { launchRanks, type RankTransport } from '../../../src/pool/rank-launch.ts';
import type { AllreduceTimes, AllreduceTimesAsked } from '../../../src/ranks/programs/allreduce-times.ts';
import type { PingPongAsked } from '../../../src/ranks/programs/ping-pong.ts';
import { openPool } from '../../models/rig.ts';

const RANKS = 2;

let pool: Promise<Pool> | undefined;

async function results(program: string, args: unknown, transport: RankTransport): Promise<unknown[]> {
  pool ??= openPool(RANKS);
  const ranks = await launchRanks(await pool, program, RANKS, args, { transport, timeoutMs: 60_000 });
  return ranks.map(({ value }) => value);
}

const ranks = {
  /** By turn: of the two ranks the one that took longer, and the mean of their copies. */
  async allreduce(asked: AllreduceTimesAsked, transport: RankTransport): Promise<AllreduceTimes> {
    const [one, other] = (await results('allreduce-times', asked, transport)) as AllreduceTimes[];
    if (!one || !other) throw new Error('two ranks answer two times');
    return {
      allreduce: one.allreduce.map((time, turn) => Math.max(time, other.allreduce[turn] ?? NaN)),
      copy: one.copy.map((time, turn) => (time + (other.copy[turn] ?? NaN)) / 2),
    };
  },

  async pingPong(asked: PingPongAsked, transport: RankTransport): Promise<number[]> {
    const [first] = (await results('ping-pong', asked, transport)) as number[][];
    return first ?? [];
  },

  /** A program of two ranks from the call to its results, nothing in it but a broadcast and a reduction of one number. */
  async launch(transport: RankTransport, repeats: number): Promise<number[]> {
    const times: number[] = [];
    for (let repeat = 0; repeat < repeats; repeat++) {
      const start = performance.now();
      await results('compute-pi', 1, transport);
      times.push(performance.now() - start);
    }
    return times;
  },
};

export type Ranks = typeof ranks;

declare global {
  var ranks: Ranks;
}

globalThis.ranks = ranks;
