/**
 * One window of a contention run: some threads count in one way, and what they got through and whether it is right is brought home. A count
 * that was promised to be right and is not is an error; a window in which threads were kept from running at once is taken again.
 */
import type { Milliseconds } from '../base/units.ts';
import type { HistogramForm, ReferenceForm, Way } from '../measure/contention/contention-report.ts';
import { wasHeldOff, type Take } from '../measure/contention/way-report.ts';
import type { PaceRecord } from '../measure/cores/pace.ts';
import { windowPace, type WindowPace } from '../measure/cores/window-pace.ts';
import type { Stage } from '../models/stage.ts';
import type { Pool } from '../pool/pool.ts';
import { KEYS_A_CALL } from '../runtime/histogram.ts';
import { REFERENCES } from '../runtime/references.ts';
import { AT_FIRST, countReferences, type CountingAsked } from './claim-lab/reference-counts.ts';
import { countHistogram, type HistogramAsked } from './count-histogram.ts';

/** Long against an item, which takes some hundred microseconds at worst, and short enough for many rounds. */
const WINDOW_MS: Milliseconds = 20;
/**
 * Time to wake, and time for a scheduler to part threads that it has put on one processor: Linux looks after them every few ticks, but moves
 * one at once only to a processor that is idle.
 */
const LEAST_LEAD_MS: Milliseconds = 2;
const MOST_LEAD_MS: Milliseconds = 64;
/** From items a millisecond to millions a second. */
const TO_MILLIONS = 1e-3;

export interface TakingGround {
  readonly pool: Pool;
  readonly stage: Stage;
  readonly signal: AbortSignal;
  /** The most threads that count. */
  readonly seats: number;
  readonly seed: number;
  /** Called with each window of several threads that do not wait for each other, also with one that is taken again. */
  onTake(take: Take): void;
}

/** A count that was promised to be right is wrong. */
export class WrongCount extends Error {
  override readonly name = 'WrongCount';
  constructor({ id }: Way, threads: number, off: number) {
    super(
      `${threads} threads that counted in the way “${id}” were off by ${off}, and that way promises to be exact: something in this browser or in the lab is broken`,
    );
  }
}

export class Taker {
  readonly #ground: TakingGround;
  #leadMs: Milliseconds = LEAST_LEAD_MS;

  constructor(ground: TakingGround) {
    this.#ground = ground;
  }

  /**
   * A window in which others kept a thread waiting is taken again, with a longer lead. Null where it was ended before it began. Rejects with
   * `Stopped`, `WrongCount`, or the pool's faults.
   */
  async take(way: Way, threads: number): Promise<Take | null> {
    const leadMs = threads > 1 ? this.#leadMs : LEAST_LEAD_MS;
    const take = await takeWay(this.#ground, way, threads, leadMs);
    if (!take || !this.#isHeldOff(take, way, threads)) return take;
    const again = await takeWay(this.#ground, way, threads, threads > 1 ? this.#leadMs : LEAST_LEAD_MS);
    if (again) this.#isHeldOff(again, way, threads);
    return again;
  }

  /** Threads that share a processor are parted by the scheduler after a while, and stay so for some time. */
  #isHeldOff(take: Take, way: Way, threads: number): boolean {
    if (way.waits) return false;
    const isHeldOff = wasHeldOff(take);
    if (threads > 1) {
      this.#ground.onTake(take);
      this.#leadMs = isHeldOff ? Math.min(MOST_LEAD_MS, 4 * this.#leadMs) : Math.max(LEAST_LEAD_MS, this.#leadMs / 2);
    }
    return isHeldOff;
  }
}

async function takeWay(ground: TakingGround, way: Way, threads: number, leadMs: Milliseconds): Promise<Take | null> {
  const objects = way.shares === 'one' ? 'shared' : 'own';
  const { records, itemSize, made, off } =
    way.subject === 'histogram'
      ? await takeHistogram(ground, way.form, { threads, leadMs })
      : await takeReferences(ground, way.form, { objects, workers: threads, leadMs });
  // One thread alone loses nothing in any way.
  if (off !== 0 && (way.exact || threads === 1)) throw new WrongCount(way, threads, off);
  const pace = windowPace(records);
  return pace && { pace: inMillions(pace, itemSize), made, off };
}

type OfReferences = Pick<CountingAsked, 'objects' | 'workers' | 'leadMs'>;
type OfHistogram = Pick<HistogramAsked, 'threads' | 'leadMs'>;

interface Taken extends Pick<Take, 'made' | 'off'> {
  readonly records: readonly PaceRecord[];
  /** Keys, or references, in an item. */
  readonly itemSize: number;
}

async function takeHistogram(ground: TakingGround, form: HistogramForm, asked: OfHistogram): Promise<Taken> {
  const { pool, signal, seats, seed } = ground;
  const counted = await countHistogram(pool, signal, { form, ...asked, seats, ms: WINDOW_MS, seed });
  return { ...counted, itemSize: KEYS_A_CALL };
}

async function takeReferences(ground: TakingGround, counting: ReferenceForm, asked: OfReferences): Promise<Taken> {
  const { records, left } = await countReferences(ground, { counting, ...asked, ms: WINDOW_MS });
  const off = left.reduce((sum, references) => sum + Math.abs(references - AT_FIRST), 0);
  return { records, itemSize: REFERENCES, made: null, off };
}

function inMillions(pace: WindowPace, itemSize: number): WindowPace {
  const scale = itemSize * TO_MILLIONS;
  return { ...pace, workers: pace.workers.map((worker) => ({ ...worker, rate: worker.rate * scale })) };
}
