/**
 * The site's one service worker: keeps every file of a version on the device, so that the site opens without a network, and adds the isolation
 * headers where the host sends none (without them a browser hands out no shared memory; the idea is coi-serviceworker's). Built as one
 * plain script without imports; the list of files is written into it by precache-plugin.ts. The page's part is register.ts.
 *
 * One cache a version:
 * | event    | caches                                                   | old tabs                                             |
 * | install  | the version's own is filled, whole or not at all         | go on with theirs                                    |
 * | waiting  | both are there                                           | are told; go on until the visitor says so            |
 * | take-over| both are there                                           | ask the new worker, which finds their files in the old cache |
 * | activate | all but this and the one before it are deleted           | two versions back: their files come from the network |
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

/** The same answer with the headers; built anew, since a navigation refuses one that was redirected. */
function isolated(response: Response): Response {
  const headers = new Headers(response.headers);
  for (const [name, value] of ISOLATION) headers.set(name, value);
  const { status, statusText } = response;
  return new Response(response.body, { status, statusText, headers });
}

/** Rejects where a file is missing: a version that is not whole is not installed, and the one before it stays. */
async function fill(): Promise<void> {
  const cache = await caches.open(OWN);
  const take = async (file: string): Promise<void> => {
    const address = new URL(file, PAGE).href;
    const response = await fetch(address, { cache: 'no-cache' });
    if (!response.ok) throw new Error(`${file}: the host answered ${response.status}`);
    await cache.put(address, isolated(response));
  };
  await Promise.all(files.map(take));
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

async function answer(request: Request): Promise<Response> {
  const address = isPage(request) ? PAGE : request.url;
  const cached = (await (await caches.open(OWN)).match(address)) ?? (await caches.match(address));
  return cached ?? isolated(await fetch(request));
}

self.addEventListener('install', (event) => event.waitUntil(fill()));
self.addEventListener('activate', (event) =>
  event.waitUntil(Promise.all([dropOldCaches(), self.clients.claim()]).then(() => undefined)),
);
self.addEventListener('message', ({ data }) => {
  if (data === 'take over') void self.skipWaiting();
});
self.addEventListener('fetch', (event) => {
  const { request } = event;
  if (request.method !== 'GET' || !request.url.startsWith(PAGE)) return;
  // An opaque answer to a range request would be cut; this site has none.
  event.respondWith(answer(request));
});
