/**
 * The runs of one condition: sets it up, measures as often as asked, and keeps what was found with the state of the
 * machine around it. A run that the host disturbed is taken again, and counted as repeated; nothing is dropped silently.
 */
import { NotHere } from './cgroups.ts';
import { Closing, Interrupted } from './closing.ts';
import type { Condition } from './conditions.ts';
import { measureCores, PlacedBrowser } from './browser.ts';
import { foundIn, type Found } from './judge.ts';
import { loadWhile, quiet, type Load } from './machine.ts';
import { openRoom, type Room } from './places.ts';
import { threadOfWorker } from './worker-threads.ts';

export interface Run {
  readonly seed: number;
  /** Null where there is no answer; `fault` says why. */
  readonly found: Found | null;
  readonly fault: string | null;
  /** The machine did nothing else before the run. */
  readonly quiet: boolean;
  readonly load: Load | null;
  /** How long a quota held the browser back meanwhile, in milliseconds; null where there is none. */
  readonly heldBackMs: number | null;
  /** Times this run was thrown away and taken again, since the host took too much of its time. */
  readonly repeated: number;
}

export type Outcome =
  { readonly kind: 'ran'; readonly runs: readonly Run[] } | { readonly kind: 'skipped'; readonly reason: string };

export interface Ground {
  readonly browser: string;
  readonly url: string;
  readonly processors: number;
  readonly waitMs: number;
  readonly closing: Closing;
  say(line: string): void;
}

/** Above this, the host took time that no limit of ours took. */
const MOST_STEAL = 0.02;
const MOST_REPEATS = 2;
/** The page starts its workers at once. */
const THREAD_MS = 20_000;
/** The first worker is the one measured alone; the second is the one to slow. */
const SLOWED = 2;

interface Placed {
  readonly room: Room;
  readonly browser: PlacedBrowser;
}

/** A browser in its place, kept from run to run, made anew after a fault. */
class Keeper {
  readonly #ground: Ground;
  readonly #condition: Condition;
  #scope = new Closing();
  #placed: Placed | null = null;

  constructor(ground: Ground, condition: Condition) {
    this.#ground = ground;
    this.#condition = condition;
    ground.closing.add(() => this.close());
  }

  async placed(): Promise<Placed> {
    if (this.#placed) return this.#placed;
    if (this.#ground.closing.isOver) throw new Interrupted();
    const room = await openRoom(this.#condition.place, this.#ground.browser, this.#scope);
    const browser = await PlacedBrowser.start(room.executable, this.#ground.url, this.#scope);
    return (this.#placed = { room, browser });
  }

  async close(): Promise<void> {
    const scope = this.#scope;
    this.#scope = new Closing();
    this.#placed = null;
    await scope.all();
  }
}

async function slowWorker({ room, browser }: Placed): Promise<void> {
  if (!room.slow) return;
  const thread = await threadOfWorker(browser.pid, SLOWED, THREAD_MS);
  if (thread === null) throw new Error(`no thread of a second worker was found in ${THREAD_MS / 1000} s`);
  await room.slow(thread);
}

/** A quota below what the threads can use; without its effect there is no truth to hold the answer against. */
function mustHold({ place }: Condition, processors: number): boolean {
  return place.kind === 'slow-worker' || (place.kind === 'quota' && place.percent < 100 * processors);
}

async function once(ground: Ground, condition: Condition, placed: Placed, seed: number): Promise<Run> {
  // The load that belongs to the condition is no disturbance.
  const own = condition.place.kind === 'hog' ? 1 / ground.processors : 0;
  const { room, browser } = placed;
  return browser.page(async (page) => {
    const isQuiet = await quiet(ground.waitMs, own);
    const before = (await room.heldBackMs?.()) ?? 0;
    const { value, load } = await loadWhile(async () => {
      const [report] = await Promise.all([measureCores(page, seed), slowWorker(placed)]);
      return report;
    });
    const heldBackMs = room.heldBackMs && (await room.heldBackMs()) - before;
    if (heldBackMs === 0 && mustHold(condition, ground.processors)) throw new Error('the quota held nothing back');
    return { seed, found: foundIn(value), fault: null, quiet: isQuiet, load, heldBackMs, repeated: 0 };
  });
}

async function undisturbed(ground: Ground, condition: Condition, keeper: Keeper, seed: number): Promise<Run> {
  for (let repeated = 0; ; repeated++) {
    const run = await once(ground, condition, await keeper.placed(), seed);
    if (repeated === MOST_REPEATS || (run.load?.steal ?? 0) <= MOST_STEAL) return { ...run, repeated };
  }
}

const shown = (found: Found | null): string => {
  if (found?.failure) return `the run failed: ${found.failure}`;
  const { effective, proven, warnings } = found ?? {};
  const number = effective
    ? `${effective.estimate.toFixed(3)} (${effective.low.toFixed(3)} – ${effective.high.toFixed(3)})`
    : 'no number';
  return `${number}, proven ${proven ?? 'unknown'}, doubts: ${warnings?.join(', ') || 'none'}`;
};

/** All runs. A run without an answer is a run that missed, with its reason; what cannot be set up is skipped. */
export async function conduct(ground: Ground, condition: Condition, runs: number, seed: number): Promise<Outcome> {
  const keeper = new Keeper(ground, condition);
  const taken: Run[] = [];
  try {
    while (taken.length < runs) {
      const own = (seed + taken.length) >>> 0;
      const run = await undisturbed(ground, condition, keeper, own).catch(async (error: unknown): Promise<Run> => {
        if (error instanceof NotHere || ground.closing.isOver) throw error;
        await keeper.close();
        const fault = (error as Error).message.split('\n')[0] ?? 'unknown';
        return { seed: own, found: null, fault, quiet: false, load: null, heldBackMs: null, repeated: 0 };
      });
      taken.push(run);
      ground.say(`${condition.name} ${taken.length}/${runs}: ${run.fault ?? shown(run.found)}`);
    }
    return { kind: 'ran', runs: taken };
  } catch (error) {
    if (error instanceof NotHere) return { kind: 'skipped', reason: error.message };
    throw error;
  } finally {
    await keeper.close();
  }
}
