/**
 * A program of tasks as an MPI program would have it: rank 0 runs `main`, and task k belongs to rank 1 + (k − 1) mod (size − 1), which
 * runs its tasks one after the other in the order of their spawning. A spawn is a message to that rank, a join receives its
 * result; what tasks send each other goes from rank to rank. Memory is each rank's own: what was computed, printed and written
 * down is gathered at the end. What one task asks for is rank-task.ts's business.
 */
import { Refused } from '../../base/refused.ts';
import type { Milliseconds } from '../../base/units.ts';
import type { Script } from '../../sync/thread.ts';
import type { Program } from '../../programs/index.ts';
import type { DiaryEntry } from '../../trace/diary.ts';
import { ORDER_TAG, RankTask, rankOf, resultTag, type Gathered, type Order } from '../rank-task.ts';
import type { RankProgram, RankWorld } from './index.ts';

/** What the launcher gives. */
export interface RankPlayAsked {
  readonly program: string;
  readonly args: readonly number[];
  /** What a read reads. */
  readonly url: string;
}

/** What rank 0 returns. Times are on the clock of the page. */
export interface RankPlayed {
  readonly result: number;
  /** When `main` began, and when rank 0 had everything. */
  readonly start: Milliseconds;
  readonly end: Milliseconds;
  /** By task: when it was spawned. */
  readonly spawned: readonly Milliseconds[];
  /** By rank. */
  readonly gathered: readonly Gathered[];
}

/** What the others return: their part in the gathering. */
export type RankAfterwards = Pick<DiaryEntry, 'start' | 'end'>;

export default {
  id: 'play',
  title: 'a program of tasks, dealt to the ranks',
  prepare: (args, load) => load((args as RankPlayAsked).program),
  *body(world): Generator<unknown, RankPlayed | RankAfterwards> {
    const { comm, clock } = world;
    if (comm.size < 2) throw new Refused('tasks belong to the ranks above 0: launch two at least');
    const asked = world.args as RankPlayAsked;
    const program = world.prepared as Program;
    const task = new RankTask(world, program, asked.url);
    if (comm.rank === 0) return yield* lead(world, task, asked.args);
    for (let order = yield* nextOrder(world); order; order = yield* nextOrder(world)) {
      const value = yield* task.run(order);
      yield* comm.send(value, { to: 0, tag: resultTag(order.task) });
    }
    const start = clock.now();
    yield* comm.gather(task.gathered);
    return { start, end: clock.now() };
  },
} satisfies RankProgram;

function nextOrder({ comm }: RankWorld): Script<Order | null> {
  return comm.recv<Order | null>({ from: 0, tag: ORDER_TAG });
}

/** Rank 0: `main` to its end, the results nobody joined, everybody sent home, everything gathered. */
function* lead({ comm, clock }: RankWorld, main: RankTask, args: readonly number[]): Script<RankPlayed> {
  const start = clock.now();
  const result = yield* main.run({ task: 0, body: 'main', args });
  const waiting = clock.now();
  for (let task = 1; task < main.spawned.length; task++) {
    if (!main.results.has(task)) yield* comm.recv({ from: rankOf(task, comm.size), tag: resultTag(task) });
  }
  const copying = clock.now();
  for (let rank = 1; rank < comm.size; rank++) yield* comm.send(null, { to: rank, tag: ORDER_TAG });
  const all = yield* comm.gather(main.gathered);
  const end = clock.now();
  const own: DiaryEntry[] = [
    { task: -1, phase: 'idle', start: waiting, end: copying },
    { task: -1, phase: 'copying', start: copying, end },
  ];
  const gathered = (all ?? []).map((each, rank) =>
    rank === 0 ? { ...each, entries: [...each.entries, ...own] } : each,
  );
  return { result, start, end, spawned: main.spawned, gathered };
}
