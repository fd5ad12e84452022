/**
 * News of a worker's death. `terminate()` fires no event and a crash may fire none, so each worker holds a Web
 * Lock for life: whoever gets it next knows. Where there are none (plain http) or each is refused (inside a page of another site), a
 * heartbeat stands in, unless memory is shared; without that no worker ever blocks, so silence means death.
 */
import type { Milliseconds } from '../base/units.ts';

export interface Watch {
  /** Resolves once the worker's thread is gone. */
  readonly gone: Promise<void>;
  end(): void;
}

/** Nothing tells: orders that are not carried out in time are all that shows a death. */
export function watchNothing(): Watch {
  return { gone: new Promise(() => {}), end: () => {} };
}

export const HAS_LOCKS = typeof navigator !== 'undefined' && 'locks' in navigator;

const BEAT_MS: Milliseconds = 1_000;
const SILENCE_MS: Milliseconds = 5_000;

let names = 0;

/** A lock name that no other worker of this or another page has. */
export function lifeLockName(origin: Milliseconds, lane: number): string {
  names += 1;
  return `overlap ${origin} ${names} ${lane}`;
}

/** Watches the lock `name`, which the worker holds already. */
export function watchLock(name: string): Watch {
  const ended = new AbortController();
  const gone = new Promise<void>((news) => {
    // After the page has given the lock back too, so that "gone" means nobody holds it.
    navigator.locks.request(name, { signal: ended.signal }, () => {}).then(news, () => {});
  });
  return { gone, end: () => ended.abort() };
}

/** Asks for a sign of life every second; five seconds of silence are a death. */
export function watchBeat(ping: () => Promise<void>): Watch {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const gone = new Promise<void>((news) => {
    const beat = (): void => {
      const silence = setTimeout(news, SILENCE_MS);
      ping().then(
        () => {
          clearTimeout(silence);
          timer = setTimeout(beat, BEAT_MS);
        },
        () => news(),
      );
    };
    beat();
  });
  return { gone, end: () => clearTimeout(timer) };
}
