/** Storage that is forbidden, full, blocked or silent: every wait ends, and each is told in a sentence. */
import { deleteDB } from 'idb';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { UPGRADE_STEPS } from '../../../src/results/store/database.ts';
import { openStore } from '../../../src/results/store/store.ts';
import { freshPlace, keepable } from './keepables.ts';

afterEach(() => vi.restoreAllMocks());

describe('storage', () => {
  it('that the browser forbids is said to be forbidden', async () => {
    for (const name of ['SecurityError', 'InvalidStateError']) {
      vi.spyOn(IDBFactory.prototype, 'open').mockImplementationOnce(() => {
        throw new DOMException('denied', name);
      });
      await expect(openStore(freshPlace())).rejects.toMatchObject({
        trouble: 'forbidden',
        message: expect.stringMatching(/no storage.*Measuring goes on/) as string,
      });
    }
  });

  it('that is full says so, keeps what was there, and works again when there is room', async () => {
    const where = freshPlace();
    const store = await openStore(where);
    await store.put(keepable(1));
    const full = vi.spyOn(IDBObjectStore.prototype, 'put').mockImplementation(() => {
      throw new DOMException('no room', 'QuotaExceededError');
    });
    await expect(store.put(keepable(2))).rejects.toMatchObject({
      trouble: 'full',
      message: expect.stringMatching(/full.*delete older results/) as string,
    });
    full.mockRestore();
    expect(await store.list()).toHaveLength(1);
    await store.put(keepable(2));
    expect(await store.list()).toHaveLength(2);
    await deleteDB(where.name);
  });

  it('that fills up when all is written leaves nothing half done', async () => {
    const where = freshPlace();
    const store = await openStore(where);
    const real = IDBObjectStore.prototype.put;
    vi.spyOn(IDBObjectStore.prototype, 'put').mockImplementation(function (this: IDBObjectStore, ...given) {
      // The head goes in, its document does not.
      if (this.name === 'documents') throw new DOMException('no room', 'QuotaExceededError');
      return real.apply(this, given as [unknown]);
    });
    await expect(store.put(keepable(1))).rejects.toMatchObject({ trouble: 'full' });
    vi.restoreAllMocks();
    expect(await store.list()).toEqual([]);
    await deleteDB(where.name);
  });

  it('that never answers is given up, and is not held open when it answers after all', async () => {
    const where = { ...freshPlace(), openMs: 50 };
    let late: IDBOpenDBRequest | undefined;
    const real = IDBFactory.prototype.open;
    vi.spyOn(IDBFactory.prototype, 'open').mockImplementation(function (this: IDBFactory, ...given) {
      const request = real.apply(this, given);
      const listen = request.addEventListener.bind(request);
      // Its answer is held back until the test has seen the page give up.
      request.addEventListener = (type: string, listener: EventListenerOrEventListenerObject) => {
        if (type === 'upgradeneeded') return listen(type, listener);
        listen(type, (event) => void held.then(() => (listener as EventListener)(event)));
      };
      late = request;
      return request;
    });
    let answer = (): void => undefined;
    const held = new Promise<void>((resolve) => (answer = resolve));
    await expect(openStore(where)).rejects.toMatchObject({ trouble: 'slow' });
    answer();
    vi.restoreAllMocks();
    await expect.poll(() => late?.readyState).toBe('done');
    // Only a closed connection lets a database be deleted without a word to anybody.
    let isBlocked = false;
    await deleteDB(where.name, { blocked: () => (isBlocked = true) });
    expect(isBlocked).toBe(false);
  });

  it('that another tab holds in an older form is said to be held, and opens once it is let go', async () => {
    const where = freshPlace();
    const stubborn = await new Promise<IDBDatabase>((resolve, reject) => {
      const request = indexedDB.open(where.name, 1);
      request.onupgradeneeded = () => {
        request.result.createObjectStore('heads', { keyPath: 'id' });
        request.result.createObjectStore('documents');
      };
      request.onsuccess = () => resolve(request.result);
      request.onerror = () => reject(new Error('no database'));
    });
    const newer = { ...where, steps: [...UPGRADE_STEPS, () => undefined], openMs: 200 };
    await expect(openStore(newer)).rejects.toMatchObject({
      trouble: 'blocked',
      message: expect.stringMatching(/another tab/i) as string,
    });
    stubborn.close();
    expect(await (await openStore({ ...newer, openMs: 5_000 })).list()).toEqual([]);
    await deleteDB(where.name);
  });
});
