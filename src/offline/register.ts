/**
 * The page's part of working offline: registers the service worker, reloads once where that brings shared memory, and tells of a newer
 * version. The worker itself is service-worker.ts. Knows no element; who shows the news hands in a function.
 *
 * A page that is not isolated, on a first visit to a host without headers:
 * | the worker                | this visit                                                     |
 * | takes over, nothing begun | one reload: the page comes back isolated                        |
 * | takes over, visitor at it | is told that a reload brings shared memory                      |
 * | never takes over          | stays in `messages` mode (private window, storage refused, http)|
 * | took over, still not isolated after the reload | no second reload: the mark in the tab's storage forbids it |
 */
import { scriptAddress } from '../base/trusted-urls.ts';

export type OfflineNews = 'newer version' | 'shared memory';

export interface OfflineOptions {
  /** Called when there is something that a reload would bring; `act` brings it. */
  onNews(news: OfflineNews, act: () => void): void;
  /** Something goes on that a reload would end, though nobody has touched the page: a run begun from the console. */
  isBusy(): boolean;
}

/** In sessionStorage: this tab has been reloaded for isolation. */
const RELOADED = 'overlap-reloaded-for-isolation';
const SCRIPT = './service-worker.js';

/** Storage may be forbidden: then there is no mark, and so no reload. */
function mark(): boolean {
  try {
    if (sessionStorage.getItem(RELOADED) !== null) return false;
    sessionStorage.setItem(RELOADED, 'yes');
    return true;
  } catch {
    return false;
  }
}

function unmark(): void {
  try {
    sessionStorage.removeItem(RELOADED);
  } catch {
    // Nothing was marked either.
  }
}

/** Isolation is a matter of the top page: a frame gets it from the page around it. */
function couldBeIsolated(): boolean {
  return !globalThis.crossOriginIsolated && globalThis.top === globalThis.self;
}

function followIsolation({ onNews, isBusy }: OfflineOptions): void {
  if (globalThis.crossOriginIsolated) return unmark();
  if (!couldBeIsolated()) return;
  const controlled = (): void => {
    if (!mark()) return;
    if (navigator.userActivation?.hasBeenActive === false && !isBusy()) location.reload();
    else onNews('shared memory', () => location.reload());
  };
  if (navigator.serviceWorker.controller) controlled();
  else navigator.serviceWorker.addEventListener('controllerchange', controlled, { once: true });
}

function tellOfUpdate(registration: ServiceWorkerRegistration, { onNews }: OfflineOptions): void {
  const { waiting } = registration;
  // Without a controller it is the first version, which waits for nobody.
  if (!waiting || !navigator.serviceWorker.controller) return;
  onNews('newer version', () => {
    navigator.serviceWorker.addEventListener('controllerchange', () => location.reload(), { once: true });
    waiting.postMessage('take over');
  });
}

function followUpdates(registration: ServiceWorkerRegistration, options: OfflineOptions): void {
  const followInstalling = (): void => {
    const fresh = registration.installing;
    fresh?.addEventListener('statechange', () => {
      if (fresh.state === 'installed') tellOfUpdate(registration, options);
    });
  };
  tellOfUpdate(registration, options);
  // It may have been found before anybody looked.
  followInstalling();
  registration.addEventListener('updatefound', followInstalling);
}

/** Resolves when the worker is registered, or cannot be; never rejects: without it the site works as long as there is a network. */
export async function workOffline(options: OfflineOptions): Promise<void> {
  if (!('serviceWorker' in navigator)) return;
  followIsolation(options);
  try {
    const registration = await navigator.serviceWorker.register(scriptAddress(SCRIPT), { scope: './' });
    followUpdates(registration, options);
    registration.active?.postMessage('look after');
  } catch {
    // A private window, a policy, a full disk: the page says what it lacks by itself.
  }
}
