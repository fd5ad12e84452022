/** Results in a real IndexedDB: kept, listed, changed, removed, brought back, by two who look at once, and whatever a hand has done to them. */
import { deleteDB, openDB } from 'idb';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { openDatabase, UPGRADE_STEPS, type DatabasePlace } from '../../../src/results/store/database.ts';
import { NAME_LIMIT } from '../../../src/results/store/kept.ts';
import { brokenOff, liveRun } from '../../../src/results/store/run-life.ts';
import { openStore } from '../../../src/results/store/store.ts';
import { freshPlace, keepable } from './keepables.ts';

const used: DatabasePlace[] = [];
const place = (): DatabasePlace => {
  const made = freshPlace();
  used.push(made);
  return made;
};

afterEach(async () => {
  for (const { name } of used.splice(0)) await deleteDB(name);
});

/** Puts what this lab never would. */
async function byHand(name: string, heads: readonly object[], documents: readonly [unknown, IDBValidKey][] = []) {
  const database = await openDB(name);
  for (const head of heads) await database.put('heads', head);
  for (const [document, key] of documents) await database.put('documents', document, key);
  database.close();
}

describe('a store', () => {
  it('lists the newest first, without documents, and hands out the whole of each', async () => {
    const store = await openStore(place());
    for (const n of [2, 1, 3]) await store.put(keepable(n));
    const list = await store.list();
    expect(list.map(({ id }) => id)).toEqual(['run-3', 'run-2', 'run-1']);
    expect(list[0]).toMatchObject({ state: 'whole', cutOff: false, answer: 'Answer 3.', name: '', note: '' });
    expect(list.some((head) => 'document' in head)).toBe(false);
    expect((await store.get('run-2'))?.document).toEqual(keepable(2).document);
    expect(await store.get('nobody')).toBeNull();
  });

  it('keeps a name and a note, cut to what they may be, and leaves them alone when the run goes on', async () => {
    const store = await openStore(place());
    await store.advance(keepable(1, { state: 'running' }));
    await store.change('run-1', { name: 'n'.repeat(NAME_LIMIT + 5) });
    await store.change('run-1', { note: 'on battery' });
    await store.advance(keepable(1, { answer: 'Another.' }));
    const kept = await store.get('run-1');
    expect(kept).toMatchObject({ note: 'on battery', answer: 'Another.', state: 'whole' });
    expect(kept?.name).toHaveLength(NAME_LIMIT);
    await store.change('nobody', { name: 'x' });
    expect(await store.list()).toHaveLength(1);
  });

  it('hands back what it removes, and brings it back as it was', async () => {
    const store = await openStore(place());
    for (const n of [1, 2, 3]) await store.put(keepable(n, { name: `name ${n}` }));
    const before = await Promise.all([1, 2, 3].map((n) => store.get(`run-${n}`)));
    const removed = await store.remove(['run-1', 'run-3', 'nobody']);
    expect(removed.count).toBe(2);
    expect((await store.list()).map(({ id }) => id)).toEqual(['run-2']);
    expect(await store.get('run-1')).toBeNull();
    await store.restore(removed);
    expect(await Promise.all([1, 2, 3].map((n) => store.get(`run-${n}`)))).toEqual(before);
  });

  it('clears everything but a run that is under way, and brings all back', async () => {
    const store = await openStore(place());
    const end = liveRun('run-2');
    await store.put(keepable(1));
    await store.put(keepable(2, { state: 'running' }));
    await store.put(keepable(3));
    const removed = await store.clear();
    expect((await store.list()).map(({ id, state }) => [id, state])).toEqual([['run-2', 'running']]);
    await store.restore(removed);
    expect(await store.list()).toHaveLength(3);
    end();
  });

  it('tells everybody who watches of a change, also over another connection, until they watch no more', async () => {
    const where = place();
    const [one, other] = [await openStore(where), await openStore(where)];
    let told = 0;
    const end = other.watch(() => (told += 1));
    await one.put(keepable(1));
    expect(told).toBe(1);
    await one.advance(keepable(2, { state: 'running' }));
    expect(told).toBe(2);
    await one.advance(keepable(2, { state: 'running' }));
    expect(told, 'in the middle of a run nobody is made to read the list').toBe(2);
    await one.advance(keepable(2));
    expect(told).toBe(3);
    expect((await other.list()).map(({ id }) => id)).toEqual(['run-2', 'run-1']);
    end();
    await one.put(keepable(3));
    expect(told).toBe(3);
  });

  it('hears of changes in another tab', async () => {
    const where = place();
    const store = await openStore(where);
    let told = 0;
    store.watch(() => (told += 1));
    const elsewhere = new BroadcastChannel(`${where.name}-history`);
    elsewhere.postMessage('changed');
    await expect.poll(() => told).toBe(1);
    elsewhere.close();
  });
});

describe('a store with as many runs as it keeps', () => {
  it('lets the oldest without a name or a note go when the next is over, and not while that goes on', async () => {
    const store = await openStore({ ...place(), most: 2 });
    const end = liveRun('run-1');
    await store.put(keepable(1, { state: 'running' }));
    for (const n of [2, 3, 4]) await store.put(keepable(n));
    await store.put(keepable(5, { state: 'partial' }));
    await store.put(keepable(6, { id: 'received-6' }));
    await store.change('run-2', { name: 'the quiet one' });
    await store.change('run-3', { note: 'on battery' });
    const ids = async () => (await store.list()).map(({ id }) => id);
    await store.advance(keepable(7, { state: 'running' }));
    expect(await ids()).toHaveLength(7);
    await store.advance(keepable(7));
    expect(await ids()).toEqual(['run-7', 'received-6', 'run-5', 'run-3', 'run-2', 'run-1']);
    expect(await store.get('run-4'), 'its document is gone as well').toBeNull();
    end();
  });

  it('keeps the new one though the old ones cannot be deleted, and deletes them the next time', async () => {
    const store = await openStore({ ...place(), most: 1 });
    await store.advance(keepable(1));
    const refused = vi.spyOn(IDBObjectStore.prototype, 'delete').mockImplementation(() => {
      throw new DOMException('no', 'UnknownError');
    });
    await store.advance(keepable(2));
    expect(await store.list()).toHaveLength(2);
    refused.mockRestore();
    await store.advance(keepable(3));
    expect((await store.list()).map(({ id }) => id)).toEqual(['run-3']);
  });

  it('counts no damaged entry and deletes none', async () => {
    const where = { ...place(), most: 1 };
    const store = await openStore(where);
    await byHand(where.name, [
      { id: 'no-date', format: 'overlap-result/1', state: 'whole' },
      { ...keepable(9), id: 7 },
    ]);
    for (const n of [1, 2]) await store.advance(keepable(n));
    expect((await store.list()).map(({ state }) => state)).toEqual(['whole', 'damaged', 'damaged']);
  });
});

describe('a run whose page is gone', () => {
  it('was cut off: its entry is partial, and its document one of a run that broke off', async () => {
    const store = await openStore(place());
    const end = liveRun('run-1');
    await store.advance(keepable(1, { state: 'running', document: { schema: 'x', state: 'running', found: 7 } }));
    expect(await store.get('run-1')).toMatchObject({ state: 'running', cutOff: false });
    end();
    // The browser gives the lock back a turn later.
    await expect.poll(async () => (await store.list())[0]?.cutOff).toBe(true);
    const kept = await store.get('run-1');
    expect(kept).toMatchObject({ state: 'partial', document: { state: 'failed', found: 7 } });
    expect(kept?.document).toEqual(brokenOff({ schema: 'x', state: 'running', found: 7 }));
  });
});

describe('damage', () => {
  it('is shown, never breaks the list, and can be deleted and brought back', async () => {
    const where = place();
    const store = await openStore(where);
    await store.put(keepable(1));
    await byHand(
      where.name,
      [
        { id: 'no-date', format: 'overlap-result/1', state: 'whole' },
        { ...keepable(8), id: 'of-a-newer-lab', state: 'glowing' },
        { ...keepable(9), id: 'long', name: 'x'.repeat(10_000) },
        { id: 7 },
        { id: [1, 'two'] },
        { id: '__proto__', savedAt: { toString: 'no' } },
        { ...keepable(5), writtenAt: keepable(5).savedAt, name: '', note: '', id: 'without-document' },
      ],
      [[{ schema: 'alone' }, 'without-head']],
    );
    const list = await store.list();
    expect(list[0]).toMatchObject({ id: 'run-1', state: 'whole' });
    const damaged = list.slice(1);
    expect(damaged.map(({ state }) => state)).toEqual(Array.from({ length: 8 }, () => 'damaged'));
    expect(new Set(list.map(({ id }) => id)).size).toBe(9);
    for (const { id } of damaged) expect((await store.get(id))?.state).toBe('damaged');
    const removed = await store.remove(damaged.map(({ id }) => id));
    expect(removed.count).toBe(8);
    expect(await store.list()).toHaveLength(1);
    await store.restore(removed);
    expect(await store.list()).toHaveLength(9);
  });

  it('under keys that no address can carry is told apart key by key, though all else of it is sound', async () => {
    const where = place();
    const store = await openStore(where);
    await store.put(keepable(1));
    const { savedAt, ...rest } = keepable(2);
    const keys = [
      1,
      Infinity,
      -Infinity,
      'damaged:1',
      'damaged:0',
      [Infinity],
      [-Infinity],
      new Date(0),
      '\ud800',
      'a b&c',
      '',
    ];
    const binary = [new Uint8Array([1]), new Uint8Array([2])];
    const odd: IDBValidKey[] = [...keys, ...binary, 'x'.repeat(65)];
    const heads = odd.map((id) => ({ ...rest, savedAt, writtenAt: savedAt, name: '', note: '', id }));
    await byHand(
      where.name,
      heads,
      odd.map((key) => [{}, key]),
    );
    const list = await store.list();
    expect(list.map(({ id }) => id).filter((id) => /^[\w-]+$/.test(id))).toEqual(['run-1']);
    expect(new Set(list.map(({ id }) => id)).size).toBe(odd.length + 1);
    expect((await store.list()).map(({ id }) => id)).toEqual(list.map(({ id }) => id));
    const removed = await store.clear();
    expect(removed.count).toBe(odd.length + 1);
    expect(await store.list()).toEqual([]);
    await store.restore(removed);
    expect(await store.list()).toHaveLength(odd.length + 1);
  });

  it('of the whole database, deleted under the page, leaves an empty history that works', async () => {
    const where = place();
    const store = await openStore(where);
    await store.put(keepable(1));
    await deleteDB(where.name);
    expect(await store.list()).toEqual([]);
    await store.put(keepable(2));
    expect(await store.list()).toHaveLength(1);
  });
});

describe('the form of the database', () => {
  const addsAStore = [...UPGRADE_STEPS, () => undefined];

  it('is brought up to date with everything that is in it, though another tab has the old one open', async () => {
    const where = place();
    const old = await openStore(where);
    await old.put(keepable(1, { name: 'kept' }));
    const young = await openStore({ ...where, steps: addsAStore });
    expect((await young.list()).map(({ name }) => name)).toEqual(['kept']);
    await expect(old.list(), 'the old page cannot read the new form').rejects.toMatchObject({ trouble: 'newer' });
  });

  it('of a newer lab is left alone, and that is said', async () => {
    const where = place();
    const database = await openDatabase({ ...where, steps: addsAStore }, () => undefined);
    database.close();
    await expect(openStore(where)).rejects.toThrow(/newer version/);
  });
});
