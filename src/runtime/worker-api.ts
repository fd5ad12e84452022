/**
 * The control plane on the worker's side: becomes ready, loads jobs, serves, ends. Owns this thread's instance. What only an executor
 * or ranks need is loaded when they ask for it: a worker that measures starts with a third of the code.
 */
import { clockFrom, type Clock } from '../base/clock.ts';
import { answerTasks } from './isolated-lane.ts';
import type { SyncHost } from '../sync/sync-exports.ts';
import type { BatchMessage, LaneSetup, LifeSign, SignalledMessage, WorkerApi } from './api.ts';
import type { CallService } from './call-service.ts';
import { instantiate, type Instance } from './instance.ts';
import type { LoadedJob } from './job.ts';
import { loadAt, privateLoader, type PrivateLoader } from './load-job.ts';
import type { AnswerCall } from './message-call-service.ts';
import type { RankSeat, RunningRank } from './rank-run.ts';
import { sharedLane, type SharedLane } from './shared-lane.ts';

interface Ready {
  readonly setup: LaneSetup;
  readonly lifeSign: LifeSign;
  readonly loadPrivate: PrivateLoader;
  readonly shared: { readonly instance: Instance; readonly lane: SharedLane } | null;
}

/** Holds the lock as long as this thread lives; resolves when it is held. */
function holdForLife(name: string): Promise<void> {
  return new Promise((held, refused) => {
    const forever = (): Promise<never> => {
      held();
      return new Promise(() => {});
    };
    navigator.locks.request(name, forever).catch(refused);
  });
}

/** Inside a page of another site, or where site data is blocked, the browser has Web Locks and refuses each. */
async function signOf({ lifeLock }: LaneSetup): Promise<LifeSign> {
  if (lifeLock === null) return 'none';
  return holdForLife(lifeLock).then(
    () => 'lock',
    () => 'none',
  );
}

/** What the locks ask of this worker: its clock, and a message where the page cannot watch a word. */
function hostOf({ port, announceByMessage }: LaneSetup, clock: Clock): SyncHost {
  const announce = (thread: number): void => {
    if (announceByMessage) port.postMessage({ kind: 'signalled', thread } satisfies SignalledMessage);
  };
  return { now: () => clock.now(), announce };
}

async function becomeReady(
  setup: LaneSetup,
  isolated: () => LoadedJob | undefined,
  onCall: AnswerCall,
): Promise<Ready> {
  const clock = clockFrom(setup.origin);
  answerTasks(setup.port, isolated, clock, onCall);
  const lifeSign = await signOf(setup);
  const loadPrivate = privateLoader(setup.module, setup.shared !== null);
  if (!setup.shared) return { setup, lifeSign, loadPrivate, shared: null };
  const instance = await instantiate(setup.module, setup.shared.memory, hostOf(setup, clock));
  const lane = sharedLane(setup.lane, instance, setup.shared.plan, clock);
  lane.sign();
  return { setup, lifeSign, loadPrivate, shared: { instance, lane } };
}

/** The instance over shared memory and this worker's record in it. */
function ownThread({ setup, shared }: Ready): RankSeat['shared'] {
  const own = setup.shared?.plan.lanes[setup.lane];
  return shared && own ? { instance: shared.instance, thread: own.thread.at } : null;
}

export class NotReady extends Error {
  override readonly name = 'NotReady';
  constructor(asked: string, before = 'hello') {
    super(`the worker was asked to ${asked} before it was told ${before}`);
  }
}

export function workerApi(): WorkerApi {
  let ready: Ready | undefined;
  let sharedJob: LoadedJob | undefined;
  let isolatedJob: LoadedJob | undefined;
  let calls: CallService | undefined;
  let answerCall: AnswerCall = () => {
    throw new NotReady('answer a call', 'answerCalls');
  };
  /** From the order on: a stop that comes while the code is loading is not lost. */
  let rank: Promise<RunningRank> | undefined;
  return {
    async hello(setup) {
      ready = await becomeReady(
        setup,
        () => isolatedJob,
        (request) => answerCall(request),
      );
      return ready.lifeSign;
    },
    async load(job, where, isolated) {
      if (!ready) throw new NotReady('load a job');
      const { setup, loadPrivate, shared } = ready;
      const own = setup.shared?.plan.lanes[setup.lane];
      if (shared && where && own) {
        sharedJob = await loadAt(job, shared.instance, { ...where, scratch: own.scratch, counters: null });
        shared.lane.work(sharedJob);
      }
      isolatedJob = isolated ? await loadPrivate(job) : undefined;
    },
    serve() {
      if (!ready?.shared) throw new NotReady('serve in shared memory');
      const { port, announceByMessage } = ready.setup;
      ready.shared.lane.serve((batch) => {
        if (announceByMessage) port.postMessage({ kind: 'batch', batch } satisfies BatchMessage);
      });
    },
    async prepareCalls(setup) {
      if (!ready?.shared) throw new NotReady('take calls in shared memory');
      const { callService } = await import('./call-service.ts');
      calls = await callService(setup, ready.setup, { ...ready.shared, job: () => sharedJob });
      return calls.failure;
    },
    takeCalls() {
      if (!calls) throw new NotReady('take calls', 'prepareCalls');
      return calls.serve();
    },
    async answerCalls(calls) {
      if (!ready) throw new NotReady('answer calls');
      const { setup, shared } = ready;
      const { messageCallService } = await import('./message-call-service.ts');
      const service = await messageCallService(calls, {
        setup,
        instance: shared?.instance ?? null,
        job: () => isolatedJob,
      });
      if (service.failed === null) answerCall = service.answer;
      return { failed: service.failed };
    },
    async preparePlay(play) {
      if (!ready?.shared) throw new NotReady('play in shared memory');
      const { setup, shared } = ready;
      const { programLane } = await import('./program-lane.ts');
      const jobs = { shared: shared.lane.job, isolated: isolatedJob };
      shared.lane.plays(await programLane(play, { setup, instance: shared.instance, jobs }));
    },
    async prepareTraffic(traffic) {
      if (!ready?.shared) throw new NotReady('move shared memory');
      const { setup, shared } = ready;
      const steps = traffic && (await (await import('./traffic.ts')).trafficSteps(traffic, setup.module));
      shared.lane.moves(steps ?? undefined);
    },
    async prepareReferences(references) {
      if (!ready?.shared) throw new NotReady('count references in shared memory');
      const { setup, shared } = ready;
      const { referencesLoop } = await import('./references.ts');
      shared.lane.counts(referencesLoop(references, { setup, instance: shared.instance }));
    },
    async prepareHistogram(histogram) {
      if (!ready?.shared) throw new NotReady('count in shared memory');
      const { setup, shared } = ready;
      const { histogramLoop } = await import('./histogram.ts');
      shared.lane.counts(histogramLoop(histogram, { setup, instance: shared.instance }));
    },
    async openFile(folder, name) {
      const { openThreadFile } = await import('./thread-file.ts');
      await openThreadFile(folder, name);
    },
    async closeFile(folder) {
      const { closeThreadFile } = await import('./thread-file.ts');
      closeThreadFile(folder);
    },
    async loadRank(program) {
      const { loadProgram } = await import('./rank-run.ts');
      await loadProgram(program);
    },
    async runRank(setup) {
      if (!ready) throw new NotReady('run a rank');
      const seat = { clock: clockFrom(ready.setup.origin), job: isolatedJob, shared: ownThread(ready) };
      rank = import('./rank-run.ts').then(({ startRank }) => startRank(setup, seat));
      return (await rank).end;
    },
    stopRank() {
      // Where it could not be started, `runRank` says so.
      rank?.then((running) => running.stop()).catch(() => {});
    },
    ping() {},
    bye() {
      self.close();
    },
  };
}
