/**
 * Results on the device: kept, listed, changed, removed and brought back, in IndexedDB. Every wait has an end, and every failure is a
 * `StoreFault` with a sentence. Writes nothing by itself; who keeps runs is `ui/keep-run.ts`. Brings idb along, so it is imported when first needed.
 */
import type { IDBPTransaction } from 'idb';
import { wallDate } from '../../base/clock.ts';
import type { Milliseconds } from '../../base/units.ts';
import { beyondBound } from './bound.ts';
import { tellChange, watchChanges } from './changes.ts';
import { type DatabasePlace, type KeptDatabase, type KeptSchema, openDatabase, THE_PLACE } from './database.ts';
import { damagedHead, inOrder, readHead, storedHead } from './head.ts';
import { inTime } from './in-time.ts';
import type { Keepable, Kept, KeptHead, Removed, ResultStore } from './kept.ts';
import { OddKeys } from './odd-keys.ts';
import { brokenOff, runsUnderWay, withLife } from './run-life.ts';
import { isClosed, StoreFault, storeFault } from './store-fault.ts';

/** Longest wait for one piece of work: a thousand documents on a slow disk take a second. */
const WORK_MS: Milliseconds = 20_000;

const BOTH = ['heads', 'documents'] as const;
type Both<Mode extends IDBTransactionMode> = IDBPTransaction<KeptSchema, typeof BOTH, Mode>;
type Entry = Removed['entries'][number];

let shared: DeviceStore | undefined;

/** One connection a page, whoever asks; another place is for tests. Rejects with a `StoreFault`; asked again, it tries again. */
export async function openStore(place: DatabasePlace = THE_PLACE): Promise<ResultStore> {
  const store = place === THE_PLACE ? (shared ??= new DeviceStore(place)) : new DeviceStore(place);
  await store.ready();
  return store;
}

class DeviceStore implements ResultStore {
  readonly #place: DatabasePlace;
  #opened: Promise<KeptDatabase> | null = null;
  readonly #odd = new OddKeys();

  constructor(place: DatabasePlace) {
    this.#place = place;
  }

  async ready(): Promise<void> {
    await this.#database();
  }

  list(): Promise<readonly KeptHead[]> {
    return this.#work('readonly', async (transaction) => {
      const heads = transaction.objectStore('heads');
      const [keys, records, documents, underWay] = await Promise.all([
        heads.getAllKeys(),
        heads.getAll(),
        transaction.objectStore('documents').getAllKeys(),
        runsUnderWay(),
      ]);
      const now = wallDate();
      const behind = new Set(documents.map((key) => this.#odd.idOf(key)));
      const found = keys.map((key, at): KeptHead => {
        const id = this.#odd.idOf(key);
        const isSound = behind.delete(id) && !this.#odd.isOdd(id);
        const head = isSound ? readHead(records[at], id) : null;
        return head ? withLife(head, underWay, now) : damagedHead(id);
      });
      // Documents without a head take room, too.
      return inOrder([...found, ...[...behind].map(damagedHead)]);
    });
  }

  get(id: string): Promise<Kept | null> {
    return this.#work('readonly', async (transaction) => {
      const key = this.#odd.keyOf(id) as string;
      const [record, document, underWay] = await Promise.all([
        transaction.objectStore('heads').get(key),
        transaction.objectStore('documents').get(key),
        runsUnderWay(),
      ]);
      if (record === undefined && document === undefined) return null;
      const head = document === undefined || this.#odd.isOdd(id) ? null : readHead(record, id);
      if (!head) return { ...damagedHead(id), document: document ?? null };
      const now = withLife(head, underWay, wallDate());
      return { ...now, document: now.cutOff ? brokenOff(document) : document };
    });
  }

  async put(kept: Keepable): Promise<void> {
    await this.#work('readwrite', (transaction) => write(transaction, kept));
    tellChange(this.#place.name);
  }

  async advance(kept: Keepable): Promise<void> {
    const isFirst = await this.#work('readwrite', async (transaction) => {
      const before = readHead(await transaction.objectStore('heads').get(kept.id), kept.id);
      await write(transaction, before ? { ...kept, name: before.name, note: before.note } : kept);
      return before === null;
    });
    if (kept.state !== 'running') await this.#keepWithinBound();
    // Others would read the whole list while something is being timed.
    if (isFirst || kept.state !== 'running') tellChange(this.#place.name);
  }

  async change(id: string, changed: { readonly name?: string; readonly note?: string }): Promise<void> {
    await this.#work('readwrite', async (transaction) => {
      const heads = transaction.objectStore('heads');
      const head = readHead(await heads.get(id), id);
      if (head) await heads.put(storedHead({ ...head, ...changed, document: null } as Keepable, head.writtenAt));
    });
    tellChange(this.#place.name);
  }

  async remove(ids: readonly string[]): Promise<Removed> {
    const entries = await this.#work('readwrite', (transaction) =>
      taken(
        transaction,
        ids.map((id) => this.#odd.keyOf(id)),
      ),
    );
    tellChange(this.#place.name);
    return { count: entries.length, entries };
  }

  async clear(): Promise<Removed> {
    const heads = await this.list();
    return this.remove(heads.flatMap(({ id, state }) => (state === 'running' ? [] : [id])));
  }

  async restore({ entries }: Removed): Promise<void> {
    await this.#work('readwrite', async (transaction) => {
      const writes = entries.flatMap(({ key, head, document }) => [
        ...(head === undefined ? [] : [() => transaction.objectStore('heads').put(head)]),
        ...(document === undefined ? [] : [() => transaction.objectStore('documents').put(document, key as string)]),
      ]);
      await together(writes);
    });
    tellChange(this.#place.name);
  }

  watch(listener: () => void): () => void {
    return watchChanges(this.#place.name, listener);
  }

  /** In one transaction, so that a run that is named meanwhile stays. What cannot be done now is done after the next run. */
  async #keepWithinBound(): Promise<void> {
    const { most } = this.#place;
    const underWay = await runsUnderWay();
    await this.#work('readwrite', async (transaction) => {
      const store = transaction.objectStore('heads');
      if ((await store.count()) <= most) return;
      const [keys, records] = await Promise.all([store.getAllKeys(), store.getAll()]);
      const sound = keys.flatMap((key, at) => {
        const id = this.#odd.idOf(key);
        return this.#odd.isOdd(id) ? [] : (readHead(records[at], id) ?? []);
      });
      const heads = sound.map((head) => withLife(head, underWay, wallDate()));
      const documents = transaction.objectStore('documents');
      const ids = beyondBound(inOrder(heads), most);
      await together(ids.flatMap((id) => [() => store.delete(id), () => documents.delete(id)]));
    }).catch(() => undefined);
  }

  #database(): Promise<KeptDatabase> {
    if (this.#opened) return this.#opened;
    const opened: Promise<KeptDatabase> = openDatabase(this.#place, () => this.#forget(opened));
    this.#opened = opened;
    opened.catch(() => this.#forget(opened));
    return opened;
  }

  #forget(opened: Promise<KeptDatabase>): void {
    if (this.#opened === opened) this.#opened = null;
  }

  /** In one transaction, all or nothing. A connection that was closed under it is opened anew, once. */
  async #work<Mode extends 'readonly' | 'readwrite', Value>(
    mode: Mode,
    work: (transaction: Both<Mode>) => Promise<Value>,
  ): Promise<Value> {
    const opened = this.#database();
    try {
      return await transacted(await opened, mode, work);
    } catch (error) {
      if (!isClosed(error)) throw storeFault(error);
      this.#forget(opened);
    }
    try {
      return await transacted(await this.#database(), mode, work);
    } catch (error) {
      throw storeFault(error);
    }
  }
}

async function transacted<Mode extends 'readonly' | 'readwrite', Value>(
  database: KeptDatabase,
  mode: Mode,
  work: (transaction: Both<Mode>) => Promise<Value>,
): Promise<Value> {
  // Relaxed: survives a crash of the page, not of the machine, and does not wait for the disk while something is timed.
  const transaction = database.transaction(BOTH, mode, { durability: 'relaxed' });
  // Of an aborted transaction the reason is its `error`; the requests in it say no more than that it was aborted.
  const ended = transaction.done.catch((error: unknown) => Promise.reject(reasonOf(transaction, error)));
  const whole = work(transaction).then(
    async (value) => {
      await ended;
      return value;
    },
    async (error: unknown) => {
      abort(transaction);
      await transaction.done.catch(() => undefined);
      throw reasonOf(transaction, error);
    },
  );
  ended.catch(() => undefined);
  try {
    return await inTime(whole, WORK_MS, () => new StoreFault('slow'));
  } catch (error) {
    abort(transaction);
    throw error;
  }
}

function reasonOf<Mode extends IDBTransactionMode>({ error: reason }: Both<Mode>, error: unknown): Error {
  return reason ?? (error instanceof Error ? error : new Error(String(error)));
}

function abort<Mode extends IDBTransactionMode>(transaction: Both<Mode>): void {
  try {
    transaction.abort();
  } catch {
    // It has ended already.
  }
}

async function write(transaction: Both<'readwrite'>, kept: Keepable): Promise<void> {
  await together([
    () => transaction.objectStore('heads').put(storedHead(kept, wallDate())),
    () => transaction.objectStore('documents').put(kept.document, kept.id),
  ]);
}

/** A request that throws at once must not leave the promises of those before it to nobody. */
async function together(requests: readonly (() => Promise<unknown>)[]): Promise<void> {
  await Promise.all(requests.map(async (request) => request()));
}

/** Read and deleted; those that are not there are passed over. */
async function taken(transaction: Both<'readwrite'>, keys: readonly IDBValidKey[]): Promise<Entry[]> {
  const heads = transaction.objectStore('heads');
  const documents = transaction.objectStore('documents');
  const found = await Promise.all(
    keys.map(async (given): Promise<Entry[]> => {
      const key = given as string;
      const [head, document] = await Promise.all([heads.get(key), documents.get(key)]);
      if (head === undefined && document === undefined) return [];
      await Promise.all([heads.delete(key), documents.delete(key)]);
      return [{ key, head, document }];
    }),
  );
  return found.flat();
}
