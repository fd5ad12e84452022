/** Caches that refuse, hosts that answer otherwise than they should: the site opens as long as there is a network, and keeps nothing broken. */
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { basic, goodAnswer, PAGE, WorkerWorld } from './worker-world.ts';

let world: WorkerWorld;

beforeEach(async () => {
  world = new WorkerWorld();
  await world.load('one');
});
afterEach(() => vi.unstubAllGlobals());

const full = (): DOMException => new DOMException('no room', 'QuotaExceededError');
const denied = (): DOMException => new DOMException('denied', 'SecurityError');
const textOf = async (address: string, mode?: RequestMode): Promise<string | undefined> =>
  (await world.request(address, mode))?.text();

describe('a version is kept whole or not at all', () => {
  test('and then answers without a network', async () => {
    await world.happen('install');
    world.host = () => Promise.reject(new TypeError('no network'));
    expect(await textOf('', 'navigate')).toBe(PAGE);
    expect(await textOf('index.html?x=1', 'navigate')).toBe(PAGE);
    expect(await textOf('assets/two.js')).toBe(`${PAGE}assets/two.js`);
  });

  test('storage that fills up half-way leaves no half of it behind', async () => {
    world.caches.refusals.put = (address) => (address.endsWith('two.js') ? full() : null);
    await expect(world.happen('install')).rejects.toThrowError('no room');
    expect([...world.caches.named.keys()]).toEqual([]);
  });

  test('so does a file that the host does not have', async () => {
    world.host = (address) =>
      address.endsWith('two.js') ? basic(new Response('', { status: 404 })) : goodAnswer(address);
    await expect(world.happen('install')).rejects.toThrowError(/two\.js.*404/);
    expect([...world.caches.named.keys()]).toEqual([]);
  });

  test('what is kept already of the same version is not thrown away by a second try that fails', async () => {
    await world.happen('install');
    world.host = () => Promise.reject(new TypeError('no network'));
    await expect(world.happen('install')).rejects.toThrowError('no network');
    expect(await textOf('assets/one.js')).toBe(`${PAGE}assets/one.js`);
  });

  test('caches that cannot be opened fail the installation, nothing else', async () => {
    world.caches.refusals.open = denied();
    await expect(world.happen('install')).rejects.toThrowError('denied');
  });

  test.each([
    [
      'a page in the place of a script',
      () => basic(new Response('<p>Sign in', { headers: { 'content-type': 'text/html' } })),
    ],
    ['an answer that cannot be looked into', () => basic(new Response(null), { type: 'opaque', status: 0, ok: false })],
    ['an answer of another host', () => basic(goodAnswer(`${PAGE}x.js`), { redirected: true, type: 'cors' })],
  ])('%s is not kept', async (_, odd) => {
    world.host = (address) => (address.endsWith('two.js') ? odd() : goodAnswer(address));
    await expect(world.happen('install')).rejects.toThrowError(/two\.js/);
    expect([...world.caches.named.keys()]).toEqual([]);
  });
});

describe('with a version installed', () => {
  beforeEach(() => world.happen('install'));

  test('caches that refuse later send everybody to the network', async () => {
    world.caches.refusals.open = denied();
    const answer = await world.request('', 'navigate');
    expect(await answer?.text()).toBe(PAGE);
    expect(answer?.headers.get('cross-origin-opener-policy')).toBe('same-origin');
  });

  test('a cache that somebody has deleted is filled again when a page asks to look after it', async () => {
    world.caches.named.clear();
    expect(await textOf('', 'navigate')).toBe(PAGE);
    expect([...world.caches.named.keys()]).toEqual([]);
    await world.happen('message', 'look after');
    world.host = () => Promise.reject(new TypeError('no network'));
    for (const address of ['', 'assets/one.js', 'assets/two.js']) expect(await textOf(address)).toBe(PAGE + address);
  });

  test('where it cannot be filled again, the page is answered all the same', async () => {
    world.caches.named.clear();
    world.caches.refusals.put = full;
    await world.happen('message', 'look after');
    expect(await textOf('', 'navigate')).toBe(PAGE);
    expect(await textOf('assets/one.js')).toBe(`${PAGE}assets/one.js`);
    expect([...world.caches.named.keys()]).toEqual([]);
  });

  test('looked after while all is there, nothing is fetched', async () => {
    world.asked.length = 0;
    await world.happen('message', 'look after');
    expect(world.asked).toEqual([]);
  });

  test('a file that the version does not hold comes from the network, and is not kept', async () => {
    expect(await textOf('other.js')).toBe(`${PAGE}other.js`);
    world.host = () => Promise.reject(new TypeError('no network'));
    await expect(world.request('other.js')).rejects.toThrowError('no network');
  });

  test('a redirection by the host is handed on as it is', async () => {
    const led = basic(new Response(null), { type: 'opaqueredirect', status: 0, ok: false });
    world.host = () => led;
    expect(await world.request('old-address', 'navigate')).toBe(led);
  });
});

test('the version before is not dropped in favour of one that never was whole', async () => {
  await world.happen('install');
  await world.load('two');
  world.caches.refusals.put = (address) => (address.endsWith('two.js') ? full() : null);
  await expect(world.happen('install')).rejects.toThrowError('no room');
  world.caches.refusals.put = null;
  await world.load('three');
  await world.happen('install');
  await world.happen('activate');
  expect([...world.caches.named.keys()]).toEqual(['overlap one', 'overlap three']);
});
