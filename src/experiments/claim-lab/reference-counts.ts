/**
 * References counted by threads of the lab's pool, and nothing else done: how fast, and whether the counts are right afterwards. One window
 * of fixed time after the other, each on fresh objects. Which thread counts how is told to the workers (runtime/references.ts).
 */
import type { Milliseconds } from '../../base/units.ts';
import type { Region } from '../../memory/layout.ts';
import { OBJECT } from '../../memory/structures.ts';
import { pacerOf, type PaceRecord } from '../../measure/cores/pace.ts';
import type { Pool } from '../../pool/pool.ts';
import { REFERENCES, type ReferencesSetup } from '../../runtime/references.ts';
import type { ClaimLab } from './claim-lab.ts';

export interface CountingAsked {
  readonly counting: ReferencesSetup['counting'];
  readonly underGil?: true;
  /** All threads use one object, or each one that it owns. */
  readonly objects: 'shared' | 'own';
  readonly workers: number;
  readonly ms: Milliseconds;
  /** Of the same strain before it, which is not counted; time for every worker to wake where nobody says otherwise. */
  readonly leadMs?: Milliseconds;
}

export interface Counted {
  /** References taken and given back a millisecond, by all threads together. */
  readonly rate: number;
  /** What each did; an item is `REFERENCES` taken and given back. */
  readonly records: readonly PaceRecord[];
  /** References of each object in the end; it began with `AT_FIRST`, and all that was taken was given back. */
  readonly left: readonly number[];
}

/** The one that the owner holds all the time. */
export const AT_FIRST = 1;

/** Time for every worker to wake. */
const LEAD_MS: Milliseconds = 2;
/** An object each on a line of its own, and none on the line that a processor may fetch along with it. */
const APART = 2 * OBJECT.BYTES;

/** Rejects with `Stopped`, or with the pool's faults. To be called within `attended` or `rounds`. */
export async function countReferences(
  { pool, signal, stage }: Pick<ClaimLab, 'pool' | 'signal' | 'stage'>,
  asked: CountingAsked,
): Promise<Counted> {
  await stage.grow(asked.workers);
  const objects = freshObjects(pool, asked);
  await pool.listen();
  const { counting, underGil = false } = asked;
  const told = pool.lanes(asked.workers).map(({ api }, place) => {
    const object = objects[place % objects.length] ?? 0;
    return api.prepareReferences({ counting, object, holdsGil: underGil });
  });
  await pool.guard(Promise.all(told));
  if (underGil) pool.resetGil();
  const everyone = Array.from({ length: asked.workers }, (_, worker) => worker);
  const records = await pacerOf(pool, signal, 'counting').window(everyone, asked.ms, asked.leadMs ?? LEAD_MS);
  const rate = records.reduce((sum, { items, elapsedMs }) => sum + (items * REFERENCES) / Math.max(elapsedMs, 0.01), 0);
  const { sync } = pool.roster;
  const of = counting === 'biased' ? sync.biasedReferencesOf : sync.referencesOf;
  return { rate, records, left: objects.map((object) => of(object)) };
}

/** Addresses, in the part of the memory that programs have while they are played. */
function freshObjects(pool: Pool, { objects, workers }: CountingAsked): number[] {
  const { sync } = pool.roster;
  const plan = pool.shared?.plan;
  const region: Region = plan?.program ?? { at: 0, bytes: 0 };
  const owners = pool.lanes(objects === 'own' ? workers : 1);
  return owners.map(({ index }, place) => {
    const object = region.at + place * APART;
    sync.initObject(object, plan?.lanes[index]?.thread.at ?? 0);
    return object;
  });
}
