/**
 * Workers killed at random while they wait, hold the GIL, run, or do nothing: everything that waits for them is told at
 * once, the next generation works in memory of its own, and nothing hangs. Killed from outside, as a crash would: by the
 * browser's own `terminate()`, of which the pool is told by nobody else. Seeded: a failing round can be repeated.
 */
import { afterEach, expect, inject, test, vi } from 'vitest';
import { prng, type Prng } from '../../src/base/prng.ts';
import { nextTurn } from '../../src/base/turn.ts';
import { models } from '../../src/models/index.ts';
import type { Stage } from '../../src/models/stage.ts';
import { WorkerLost } from '../../src/pool/errors.ts';
import type { Pool } from '../../src/pool/pool.ts';
import { kernels } from '../../src/kernels/index.ts';
import { WaitStopped } from '../../src/sync/errors.ts';
import { Event } from '../../src/sync/event.ts';
import { EVENT } from '../../src/memory/structures.ts';
import { openRig, type Rig } from '../models/rig.ts';

const SEED = 20_261_125;
/** All of them in `npm run soak`. */
const ROUNDS = inject('repeats') > 1 ? 200 : 80;
const SETTLED_MS = 250;
const TEST_MS = 300_000;
/** One thread needs some 100 ms for it, so that a kill falls into a run. */
const LONG_SIZE = 4_096;

/** Workers made by the page under test. */
const made: Worker[] = [];
const RealWorker = globalThis.Worker;

class WatchedWorker extends RealWorker {
  constructor(url: string | URL, options?: WorkerOptions) {
    super(url, options);
    made.push(this);
  }
}

afterEach(() => {
  vi.unstubAllGlobals();
  made.length = 0;
});

const signal = (): AbortSignal => new AbortController().signal;

/** What the workers are in the middle of when one is killed. Each answers with a promise that is pending by then. */
const ACTIVITIES: Readonly<Record<string, (stage: Stage, pool: Pool) => Promise<unknown>>> = {
  async 'parked at their mailboxes'(_, pool) {
    await pool.serve(pool.size);
    return pool.guard(new Promise(() => {}));
  },
  'listening for messages': (_, pool) => pool.guard(new Promise(() => {})),
  'running, memory shared': (stage, pool) => running('free-threads', stage, pool),
  'running, waiting for and holding the GIL': (stage, pool) => running('gil-threads', stage, pool),
  'running, memory their own': (stage, pool) => running('processes', stage, pool),
};

async function running(model: string, stage: Stage, pool: Pool): Promise<unknown> {
  const loaded = await models.load(model);
  await loaded.prepare(stage, pool.size);
  return loaded.run(stage, pool.size, signal());
}

/** A wait of the page in the pool's memory, for something that nobody will do. */
function waitOfPage({ shared, roster }: Pool): Promise<boolean> {
  const at = (shared?.plan.work.at ?? 0) + (shared?.plan.work.bytes ?? 0) - EVENT.BYTES;
  roster.sync.initEvent(at);
  return new Event(roster.pageThread(), at).wait();
}

async function longRig(workers: number): Promise<Rig> {
  const rig = await openRig(workers, 'ep', 40);
  const kernel = await kernels.load('ep');
  await rig.stage.load({ kernel, program: 'crunch', size: LONG_SIZE, chunkItems: 16, isolated: true });
  return rig;
}

/** The right bytes under a model that uses every worker: this generation works. */
async function works({ stage, pool }: Rig, expected: Uint8Array): Promise<boolean> {
  const threads = await models.load('free-threads');
  await threads.prepare(stage, pool.size);
  const { output } = await threads.run(stage, pool.size, signal());
  return output.length === expected.length && output.every((byte, index) => byte === expected[index]);
}

interface Round {
  readonly activity: string;
  readonly victim: number;
  readonly inTheMiddle: boolean;
  readonly settledMs: number;
}

async function killOne(rig: Rig, random: Prng): Promise<Round> {
  const { stage, pool } = rig;
  const names = Object.keys(ACTIVITIES);
  const activity = names[random.below(names.length)] ?? '';
  const victim = random.below(pool.size);
  const busy = ACTIVITIES[activity]?.(stage, pool) ?? Promise.reject(new Error(`no activity "${activity}"`));
  let over = false;
  const note = (): void => void (over = true);
  busy.then(note, note);
  const waiting = waitOfPage(pool);
  const outcomes = Promise.allSettled([busy, waiting, pool.guard(new Promise(() => {}))]);
  for (let turns = random.below(60); turns > 0; turns--) await nextTurn();
  // A fast machine may have done the work by now; then there is nothing to reject, and the rest is as ever.
  const wasOver = over;
  const killed = performance.now();
  made.at(-pool.size + victim)?.terminate();
  const [run, wait, guarded] = await outcomes;
  const settledMs = performance.now() - killed;
  if (!wasOver) expect(run).toMatchObject({ status: 'rejected', reason: expect.any(WorkerLost) as WorkerLost });
  expect(wait).toMatchObject({ status: 'rejected', reason: expect.any(WaitStopped) as WaitStopped });
  expect(guarded).toMatchObject({ status: 'rejected', reason: pool.loss });
  expect(pool.loss?.lane).toBe(victim);
  return { activity, victim, settledMs, inTheMiddle: !wasOver };
}

const lifeLocksHeld = async (): Promise<number> =>
  (await navigator.locks.query()).held?.filter(({ name }) => name?.startsWith('overlap')).length ?? 0;

test(
  `chaos: in ${ROUNDS} rounds a killed worker is known within ${SETTLED_MS} ms, and the next generation works`,
  async () => {
    vi.stubGlobal('Worker', WatchedWorker);
    const random = prng(SEED);
    const memories = new Set<WebAssembly.Memory>();
    const rounds: Round[] = [];
    let expected: Uint8Array | undefined;
    for (let round = 0; round < ROUNDS; round++) {
      const rig = await longRig(2 + random.below(3));
      const memory = rig.pool.shared?.memory;
      if (!memory) throw new Error('the pool shares no memory');
      expect(memories.has(memory)).toBe(false);
      memories.add(memory);
      expected ??= new Uint8Array((await (await models.load('main-thread')).run(rig.stage, 0, signal())).output);
      expect(await works(rig, expected), `seed ${SEED}, round ${round}`).toBe(true);
      rounds.push(await killOne(rig, random));
      await rig.pool.close();
      // Kept, they would keep their generation's memory.
      made.length = 0;
      expect(await lifeLocksHeld(), `seed ${SEED}, round ${round}: workers that live on`).toBe(0);
      // Only the last few are kept, or the browser runs out of addresses.
      if (memories.size > 8) memories.delete([...memories][0] as WebAssembly.Memory);
    }
    // Most kills have to interrupt something, or nothing is shown.
    expect(rounds.filter(({ inTheMiddle }) => inTheMiddle).length).toBeGreaterThan(ROUNDS / 2);
    const longest = rounds.reduce((worst, round) => (round.settledMs > worst.settledMs ? round : worst));
    console.log(
      `chaos, seed ${SEED}: ${summary(rounds)}; longest ${longest.settledMs.toFixed(1)} ms (${longest.activity})`,
    );
    expect(longest.settledMs, JSON.stringify(longest)).toBeLessThanOrEqual(SETTLED_MS);
  },
  TEST_MS,
);

function summary(rounds: readonly Round[]): string {
  const counts = Object.keys(ACTIVITIES).map((name) => {
    return `${rounds.filter(({ activity }) => activity === name).length} ${name}`;
  });
  const middle = rounds.filter(({ inTheMiddle }) => inTheMiddle).length;
  return `${rounds.length} rounds, ${middle} in the middle of something: ${counts.join(', ')}`;
}
