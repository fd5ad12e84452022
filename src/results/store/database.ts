/**
 * The database on the device: its form, its versions, and opening it with an end to every wait. Heads lie apart from documents, so that a
 * list of a thousand reads no document. Knows nothing of what a head says.
 */
import { type DBSchema, type IDBPDatabase, type IDBPTransaction, openDB } from 'idb';
import type { Milliseconds } from '../../base/units.ts';
import { inTime } from './in-time.ts';
import { BOUND } from './kept.ts';
import { openingFault, StoreFault } from './store-fault.ts';

export interface KeptSchema extends DBSchema {
  /** Keyed by `id`, which lies in the head. */
  heads: { key: string; value: unknown };
  /** Under the id of its head. */
  documents: { key: string; value: unknown };
}

export type KeptDatabase = IDBPDatabase<KeptSchema>;
type UpgradeStep = (
  database: KeptDatabase,
  transaction: IDBPTransaction<KeptSchema, ('heads' | 'documents')[], 'versionchange'>,
) => void;

/** What makes version n of version n − 1, the first of nothing. Steps are added, never changed: databases of every version are out there. */
export const UPGRADE_STEPS: readonly UpgradeStep[] = [
  (database) => {
    database.createObjectStore('heads', { keyPath: 'id' });
    database.createObjectStore('documents');
  },
];

export interface DatabasePlace {
  readonly name: string;
  readonly steps: readonly UpgradeStep[];
  /** Longest wait for the browser's answer. */
  readonly openMs: Milliseconds;
  /** Runs without name and note that are kept. */
  readonly most: number;
}

export const THE_PLACE: DatabasePlace = { name: 'overlap', steps: UPGRADE_STEPS, openMs: 5_000, most: BOUND };

/**
 * Calls `onClosed` when the connection is no longer good: a newer version wants in, the site's data was cleared, the browser gave up.
 * Rejects with a `StoreFault`; a connection that comes too late is closed at once.
 */
export async function openDatabase(
  { name, steps, openMs }: DatabasePlace,
  onClosed: () => void,
): Promise<KeptDatabase> {
  let isBlocked = false;
  let isLate = false;
  const opening = begun(() =>
    openDB<KeptSchema>(name, steps.length, {
      upgrade(database, from, _to, transaction) {
        for (const step of steps.slice(from)) step(database, transaction);
      },
      blocked: () => (isBlocked = true),
      blocking(_from, _to, event) {
        (event.target as IDBDatabase).close();
        onClosed();
      },
      terminated: onClosed,
    }),
  );
  opening.then(
    (database) => isLate && database.close(),
    () => undefined,
  );
  try {
    return await inTime(opening, openMs, () => new StoreFault(isBlocked ? 'blocked' : 'slow'));
  } catch (error) {
    isLate = true;
    throw openingFault(error);
  }
}

/** Where storage is forbidden, the very word `indexedDB` may throw. */
async function begun<Value>(begin: () => Promise<Value>): Promise<Value> {
  if (typeof indexedDB === 'undefined') throw new StoreFault('forbidden');
  return begin();
}
