/**
 * The site's one service worker: keeps every file of a version on the device, so that the site opens without a network, and adds the isolation
 * headers where the host sends none (without them a browser hands out no shared memory; the idea is coi-serviceworker's). Built as one
 * plain script without imports; the list of files is written into it by precache-plugin.ts. The page's part is register.ts.
 *
 * One cache a version:
 * | event    | caches                                                   | old tabs                                             |
 * | install  | the version's own is filled, whole or not at all         | go on with theirs                                    |
 * | a page asks to look after it | filled again where it was deleted (other sites of this origin do that) | go on              |
 * | waiting  | both are there                                           | are told; go on until the visitor says so            |
 * | take-over| both are there                                           | ask the new worker, which finds their files in the old cache |
 * | activate | all but this and the one before it are deleted           | two versions back: their files come from the network |
 *
 * Storage that refuses (forbidden, full) is no fault of a page: what cannot be had from a cache comes from the network.
 */
export {};

declare const self: ServiceWorkerGlobalScope;
/** Put in place by the build: a hash over all files, and their addresses relative to this script. */
declare const __OVERLAP_FILES__: { readonly version: string; readonly files: readonly string[] };

const { version, files } = __OVERLAP_FILES__;
const PREFIX = 'overlap ';
const OWN = PREFIX + version;
/** This version's cache and the one before it. */
const KEPT_CACHES = 2;
/** The page under whatever name a host gives it: asked for as a folder, since hosts redirect `index.html` there. */
const PAGE = new URL('./', self.location.href).href;

/** HTML Living Standard, §7.1.3 and §7.1.4; Fetch Standard, §3.7. */
const ISOLATION: readonly (readonly [name: string, value: string])[] = [
  ['Cross-Origin-Opener-Policy', 'same-origin'],
  ['Cross-Origin-Embedder-Policy', 'require-corp'],
  ['Cross-Origin-Resource-Policy', 'same-origin'],
];

/** The same answer with the headers; built anew, since a navigation refuses one that was redirected. What may not be looked into stays as it is. */
function isolated(response: Response): Response {
  // An opaque answer, and a redirection of a navigation: a status of 0 makes no new response.
  if (response.status === 0) return response;
  const headers = new Headers(response.headers);
  for (const [name, value] of ISOLATION) headers.set(name, value);
  const { status, statusText } = response;
  return new Response(response.body, { status, statusText, headers });
}

/** A host without a file may answer with its page, a network before its sign-in with that: neither is the file. */
function whyNot(file: string, { ok, status, type, headers }: Response): string | null {
  if (type !== 'basic') return 'the answer came from elsewhere';
  if (!ok) return `the host answered ${status}`;
  const isText = headers.get('content-type')?.startsWith('text/html') ?? false;
  return isText && !/(?:\/|\.html)$/.test(file) ? 'the host answered with a page' : null;
}

async function take(cache: Cache, file: string): Promise<void> {
  const address = new URL(file, PAGE).href;
  const response = await fetch(address, { cache: 'no-cache' });
  const reason = whyNot(file, response);
  if (reason !== null) throw new Error(`${file}: ${reason}`);
  await cache.put(address, isolated(response));
}

/** Rejects where a file is missing or finds no room: a version that is not whole is not kept, and the one before it stays. */
async function fill(): Promise<void> {
  const wasThere = await caches.has(OWN);
  const cache = await caches.open(OWN);
  const taken = await Promise.allSettled(files.map((file) => take(cache, file)));
  const failed = taken.find(({ status }) => status === 'rejected');
  if (!failed) return;
  // Half a version takes room, and would later count as the one before.
  if (!wasThere) await caches.delete(OWN);
  throw (failed as PromiseRejectedResult).reason;
}

/** Never rejects: without it the site works as long as there is a network. */
async function lookAfter(): Promise<void> {
  try {
    if (!(await caches.has(OWN))) await fill();
  } catch {
    // Refused, full, or no network: tried again at the next visit.
  }
}

async function dropOldCaches(): Promise<void> {
  const names = (await caches.keys()).filter((name) => name.startsWith(PREFIX) && name !== OWN);
  const dropped = names.slice(0, Math.max(0, names.length - (KEPT_CACHES - 1)));
  await Promise.all(dropped.map((name) => caches.delete(name)));
}

/** The page itself, however it is addressed; what a fragment says is not part of a request. */
function isPage({ mode, url }: Request): boolean {
  if (mode !== 'navigate') return false;
  const { origin, pathname } = new URL(url);
  return new URL('./', origin + pathname).href === PAGE && /\/(?:index\.html)?$/.test(pathname);
}

/** From this version's cache, else from any. Never makes a cache: an empty one would pass for a version. */
async function kept(address: string): Promise<Response | undefined> {
  try {
    return (await caches.match(address, { cacheName: OWN })) ?? (await caches.match(address));
  } catch {
    return undefined;
  }
}

async function answer(request: Request): Promise<Response> {
  return (await kept(isPage(request) ? PAGE : request.url)) ?? isolated(await fetch(request));
}

self.addEventListener('install', (event) => event.waitUntil(fill()));
self.addEventListener('activate', (event) =>
  event.waitUntil(Promise.all([dropOldCaches(), self.clients.claim()]).then(() => undefined)),
);
self.addEventListener('message', (event) => {
  if (event.data === 'take over') void self.skipWaiting();
  if (event.data === 'look after') event.waitUntil(lookAfter());
});
self.addEventListener('fetch', (event) => {
  const { request } = event;
  if (request.method !== 'GET' || !request.url.startsWith(PAGE)) return;
  // An opaque answer to a range request would be cut; this site has none.
  event.respondWith(answer(request));
});
