/**
 * A worker's part in a program that is played: takes one task after another, runs its body to the end, and hands its result over. Blocks while
 * it lasts; everything it needs was loaded before.
 */
import { clockFrom } from '../base/clock.ts';
import { Refused } from '../base/refused.ts';
import { unreachable } from '../base/unreachable.ts';
import { ProgramRecords } from '../memory/program-records.ts';
import type { Body, Program } from '../programs/index.ts';
import { blockingThread } from '../sync/blocking-thread.ts';
import { BadArgument, WaitStopped } from '../sync/errors.ts';
import { Gil } from '../sync/gil.ts';
import { WordCounters } from '../sync/word-counters.ts';
import type { Thread } from '../sync/thread.ts';
import { recorder } from '../trace/recorder.ts';
import type { LaneSetup, PlayMessage } from './api.ts';
import type { Instance } from './instance.ts';
import type { LoadedJob } from './job.ts';
import { loadProgram } from './load-program.ts';
import { ProgramBoard } from './program-board.ts';
import { computeFreely, computeHolding, computeIsolated, computeReleasing, counter } from './program-compute.ts';
import type { Compute } from './program-compute.ts';
import { Operations, type RunningTask } from './program-operations.ts';
import type { CountsReferences, PlaySetup } from './program-setup.ts';
import { FreeThread, GilThread, type RunningThread } from './program-thread.ts';
import { LaneTrace } from './program-trace.ts';
import { readAnew } from './read-anew.ts';
import { readThreadFile } from './thread-file.ts';
import { asThrown } from './thrown.ts';

const MAIN = 0;
const NO_TASK = -1;

export interface ProgramSeat {
  readonly setup: LaneSetup;
  readonly instance: Instance;
  /** The work that is loaded, in the pool's memory and in the worker's own. */
  readonly jobs: { readonly shared: LoadedJob | undefined; readonly isolated: LoadedJob | undefined };
}

/** What carries out the order to play. Rejects where the program cannot be loaded. */
export async function programLane(play: PlaySetup, seat: ProgramSeat): Promise<() => void> {
  const program = await loadProgram(play.program);
  return () => new ProgramLane(play, program, seat).serve();
}

/** A body that threw: the play is over, and the page has been told why. */
class BodyThrew extends Error {
  override readonly name = 'BodyThrew';
}

class ProgramLane {
  readonly #play: PlaySetup;
  readonly #seat: ProgramSeat;
  readonly #bodies: readonly Program['bodies'][string][];
  readonly #records: ProgramRecords;
  readonly #board: ProgramBoard;
  readonly #trace: LaneTrace;
  readonly #running: RunningThread;
  readonly #operations: Operations;

  constructor(play: PlaySetup, program: Program, seat: ProgramSeat) {
    const { lane, plan, policy } = play;
    const { instance, setup } = seat;
    const pool = setup.shared?.plan;
    const own = pool?.lanes[setup.lane];
    if (!pool || !own) throw new RangeError(`lane ${setup.lane} has no place in shared memory`);
    const { buffer } = instance.memory;
    const clock = clockFrom(setup.origin);
    const thread = blockingThread(instance.sync, own.thread.at);
    this.#play = play;
    this.#seat = seat;
    this.#bodies = Object.values(program.bodies);
    const records = (this.#records = new ProgramRecords(buffer, plan));
    const board = (this.#board = new ProgramBoard({ thread, records, lane, clock, schedule: play.schedule }));
    this.#trace = new LaneTrace(lane, clock, records, recorder(buffer, play.spans));
    const holdsGil = policy.kind === 'gil' || policy.kind === 'gil-released';
    this.#running = holdsGil
      ? new GilThread(new Gil(thread, pool.gil.at), this.#trace)
      : new FreeThread(thread, this.#trace);
    const names = Object.keys(program.bodies);
    this.#operations = new Operations({
      ...{ thread, board, records, lane, running: this.#running, never: pool.calls.never.at },
      compute: this.#compute(thread),
      watch: this.#trace.watch,
      bodyNumber: (name) => numberIn(names, name),
      read: () => readAnew(play.readUrl, `${setup.origin}-${clock.now()}-${lane}`),
      readFile: readThreadFile,
    });
  }

  /** Until the last task has ended, or the page says stop. */
  serve(): void {
    const { lane } = this.#play;
    try {
      if (lane === MAIN) this.#main();
      else this.#others();
      this.#trace.leave('idle');
    } catch (error) {
      // On its way to the page: until then the others wait for one that still seems to run.
      if (error instanceof BodyThrew) return;
      if (!(error instanceof WaitStopped)) throw error;
    }
    this.#records.setActivity(lane, 'left');
  }

  #main(): void {
    this.#records.origin = this.#trace.now();
    this.#run(MAIN, this.#play.args);
  }

  #others(): void {
    for (let task; (task = this.#board.take()) !== null;) this.#run(task, this.#records.argsOf(task));
  }

  #run(task: number, args: readonly number[]): void {
    const records = this.#records;
    const running = this.#running;
    running.begin(task);
    records.beginTask(task, this.#play.lane, this.#trace.now());
    const cells = this.#play.policy.kind === 'isolated' ? records.ownCells(task) : records.cells;
    const { memory, sync } = this.#seat.instance;
    const counters = new WordCounters(sync, memory, records.countersOf(task));
    this.#board.end(task, this.#resultOf({ task, cells, counters }, args));
    // Closes the stretch before another can have the GIL.
    this.#trace.enter('queued', NO_TASK);
    running.end();
  }

  #resultOf(by: RunningTask, args: readonly number[]): number {
    try {
      const body = this.#bodies[this.#records.bodyOf(by.task)];
      if (!body) throw new RangeError('page and worker know different bodies: reload the page');
      return this.#follow(body(...args), by);
    } catch (error) {
      if (error instanceof WaitStopped) throw error;
      this.#post({ kind: 'play-fault', task: by.task, thrown: asThrown(error) });
      this.#running.end();
      throw new BodyThrew();
    }
  }

  /** What an operation throws is thrown where the body asked for it, but a stop: nobody may catch that. */
  #follow(body: Body, by: RunningTask): number {
    let step = body.next();
    while (!step.done) {
      const { value: operation } = step;
      let answer: () => IteratorResult<typeof operation, number>;
      try {
        const value = this.#operations.carryOut(operation, by);
        answer = () => body.next(value);
      } catch (error) {
        if (error instanceof WaitStopped || error instanceof Refused) throw error;
        answer = () => body.throw(error);
      }
      this.#running.look();
      step = answer();
    }
    return step.value;
  }

  #compute(thread: Thread<'blocking'>): Compute {
    const { policy } = this.#play;
    const { shared, isolated } = this.#seat.jobs;
    const running = this.#running;
    if (!shared) return refuse('no work is loaded: load some on the stage');
    const { watch } = this.#trace;
    switch (policy.kind) {
      case 'free':
        return computeFreely(shared, running, watch, this.#counter(policy, thread));
      case 'gil':
        return computeHolding(shared, running, watch, this.#counter(policy, thread));
      case 'gil-released':
        return computeReleasing(shared, running, watch, policy.heldFraction);
      case 'isolated':
        if (!isolated) return refuse('the work is not in memory of its own: load it isolated');
        return this.#computeIsolated(isolated, shared, policy.payload);
      default:
        return unreachable(policy);
    }
  }

  #counter({ counting, references }: CountsReferences, thread: Thread<'blocking'>): (() => void) | null {
    return counter(counting, thread, this.#play.plan.object, references);
  }

  #computeIsolated(
    job: LoadedJob,
    { memory, plan }: LoadedJob,
    payload: Extract<PlaySetup['policy'], { kind: 'isolated' }>['payload'],
  ): Compute {
    const shared = new Uint8Array(memory.buffer, plan.output.at, plan.output.bytes);
    const post = (start: number, bytes: Uint8Array<ArrayBuffer>, moved: Transferable[]): void => {
      // Before it is sent: the page waits for as many as were noted.
      this.#records.notePosted(this.#play.lane);
      this.#post({ kind: 'play-bytes', start, bytes }, moved);
    };
    return computeIsolated(job, this.#running, this.#trace.watch, { payload, shared, post });
  }

  #post(message: PlayMessage, moved: Transferable[] = []): void {
    this.#seat.setup.port.postMessage(message, moved);
  }
}

function refuse(why: string): Compute {
  return () => {
    throw new Refused(`the program computes, but ${why}`);
  };
}

function numberIn(names: readonly string[], name: string): number {
  const number = names.indexOf(name);
  if (number === -1) throw new BadArgument(`the program has no body "${name}": it has ${names.join(', ')}`);
  return number;
}
