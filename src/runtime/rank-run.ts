/**
 * A worker's life as a rank: one program from beginning to end, over the transport it was given. Through shared memory the worker
 * blocks and hears no message meanwhile; over ports it is in its event loop whenever it waits.
 */
import { transfer } from 'comlink';
import type { Clock } from '../base/clock.ts';
import type { Milliseconds } from '../base/units.ts';
import { toBytes } from '../memory/value-writer.ts';
import { Communicator } from '../ranks/communicator.ts';
import { RankAbort } from '../ranks/errors.ts';
import { followBlocking, followPromises } from '../ranks/follow.ts';
import { PortTransport } from '../ranks/port-transport.ts';
import { rankPrograms, type RankJob, type RankWorld } from '../ranks/programs/index.ts';
import { segmentTransport } from '../ranks/segment-transport.ts';
import type { Transport } from '../ranks/transport.ts';
import type { Script } from '../sync/thread.ts';
import { WaitStopped } from '../sync/errors.ts';
import type { Instance } from './instance.ts';
import { compute, copiedOut } from './isolated-lane.ts';
import { give, runTask, type LoadedJob } from './job.ts';
import { ownCounters } from './own-counters.ts';
import { computeNoting, countNoting } from './processor-watch.ts';
import { loadProgram as loadTasks } from './load-program.ts';
import { readAnew } from './read-anew.ts';
import { readThreadFile } from './thread-file.ts';
import type { RankEnd, RankSetup } from './rank-setup.ts';
import { Crash } from './worker-call.ts';

/** What the worker has for a rank. */
export interface RankSeat {
  readonly clock: Clock;
  /** The job in the worker's own memory. */
  readonly job: LoadedJob | undefined;
  /** null where no memory is shared. */
  readonly shared: { readonly instance: Instance; readonly thread: number } | null;
}

/** A rank that has not ended. */
export interface RunningRank {
  readonly end: Promise<RankEnd>;
  /** Ends its waits; only over ports, since it hears no message otherwise. */
  stop(): void;
}

/** So that the launch does not wait for it. Rejects where there is none of this id. */
export async function loadProgram(id: string): Promise<void> {
  await rankPrograms.load(id);
}

export function startRank(setup: RankSetup, seat: RankSeat): RunningRank {
  const { rank } = setup;
  if (setup.transport.kind === 'ports') {
    const transport = new PortTransport(rank, setup.transport.ports);
    const end = endOf(setup, seat, transport, followPromises).finally(() => transport.close());
    return { end, stop: () => transport.stop() };
  }
  if (!seat.shared)
    throw new Error('ranks were launched in shared memory on a worker that has none: launch them over ports');
  const { instance, thread } = seat.shared;
  const { plan, spins } = setup.transport;
  const transport = segmentTransport({ sync: instance.sync, memory: instance.memory, plan, rank, thread, spins });
  return { end: endOf(setup, seat, transport, followBlocking), stop() {} };
}

type Follow = <T>(script: Script<T>) => T | Promise<T>;

async function endOf(setup: RankSetup, seat: RankSeat, transport: Transport, follow: Follow): Promise<RankEnd> {
  try {
    const program = await rankPrograms.load(setup.program);
    const prepared = await program.prepare?.(setup.args, loadTasks);
    const comm = new Communicator(transport);
    const value = toBytes(await follow(program.body(worldOf({ comm, transport, setup, seat, prepared }))));
    return transfer({ kind: 'returned', value, traffic: comm.traffic } as const, [value.buffer]);
  } catch (error) {
    // Nobody is left to answer.
    if (error instanceof Crash) return new Promise(() => {});
    return badEnd(error, transport);
  }
}

interface WorldParts {
  readonly comm: Communicator;
  readonly transport: Transport;
  readonly setup: RankSetup;
  readonly seat: RankSeat;
  readonly prepared: unknown;
}

function worldOf({ comm, transport, setup, seat, prepared }: WorldParts): RankWorld {
  const { clock, job } = seat;
  return {
    comm,
    args: setup.args,
    clock,
    prepared,
    read: (url) => transport.reading(() => readAnew(url, `rank-${clock.now()}-${setup.rank}`)),
    readFile: readThreadFile,
    sleep: (ms) => sleeping(transport, clock, ms),
    job: job ? jobOf(job, clock) : null,
    crash() {
      self.close();
      throw new Crash();
    },
  };
}

/** Also where a message comes meanwhile, which nobody asked for yet. */
function* sleeping(transport: Transport, clock: Clock, ms: Milliseconds): Script<void> {
  yield* transport.checkpoint();
  const until = clock.now() + ms;
  for (let left = ms; left > 0; left = until - clock.now()) yield* transport.pause(left);
}

function jobOf(job: LoadedJob, clock: Clock): RankJob {
  return {
    itemBytes: job.setup.itemBytes,
    sliceItems: job.setup.sliceItems,
    run: (start, end) => computeNoting(job, { start, end }, clock, () => true),
    counters: (count) => ownCounters(job, count),
    inParts: (times, step) => countNoting(times, step, clock, () => true),
    bytesOf: (start, end) => copiedOut(job, { start, end }),
    compute: (start, end) => compute(job, { task: 0, start, end }, clock),
    runStep(step, first, last) {
      const start = clock.now();
      runTask(job, { start: first, end: last }, step);
      return { start, end: clock.now() };
    },
    leftBy: (step, start, end) => copiedOut(job, { start, end }, step),
    give: (step, start, bytes) => give(job, step, { at: start * job.setup.itemBytes, bytes }),
  };
}

function badEnd(error: unknown, { waiting }: Transport): RankEnd {
  if (error instanceof WaitStopped) return { kind: 'stopped', waiting };
  if (error instanceof RankAbort) return { kind: 'aborted', code: error.code };
  if (!(error instanceof Error)) return { kind: 'threw', name: 'Error', message: String(error), stack: '' };
  return { kind: 'threw', name: error.name, message: error.message, stack: error.stack ?? '' };
}
