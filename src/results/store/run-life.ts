/**
 * Whether the page that runs a run still lives. It holds a Web Lock for as long as the run lasts, which the browser gives back whatever becomes
 * of the page: closed, reloaded, crashed. Where there are no Web Locks a run that wrote nothing for an hour counts as dead.
 */
import type { Milliseconds } from '../../base/units.ts';
import type { StoredHead } from './head.ts';
import type { KeptHead } from './kept.ts';

const PREFIX = 'overlap-run-';
/** The longest run is ten minutes of pace; one that is paused writes nothing. */
const SILENCE_MS: Milliseconds = 3_600_000;

const hasLocks = (): boolean => typeof navigator !== 'undefined' && 'locks' in navigator;

/** Resolves, at once, to what ends the life of the run. */
export function liveRun(id: string): () => void {
  let end = (): void => undefined;
  const ended = new Promise<void>((resolve) => (end = resolve));
  // Where the lock is refused (an opaque origin) the run is told dead too early, which its next writing puts right.
  if (hasLocks()) navigator.locks.request(PREFIX + id, () => ended).catch(() => undefined);
  return end;
}

/** Ids of the runs that some tab is at. Null where that cannot be told. */
export async function runsUnderWay(): Promise<ReadonlySet<string> | null> {
  if (!hasLocks()) return null;
  try {
    const { held = [] } = await navigator.locks.query();
    return new Set(held.flatMap(({ name = '' }) => (name.startsWith(PREFIX) ? [name.slice(PREFIX.length)] : [])));
  } catch {
    return null;
  }
}

/** The head as it is now: a run that is written down as running and whose page is gone was cut off. Pure. */
export function withLife(head: StoredHead, underWay: ReadonlySet<string> | null, now: string): KeptHead {
  if (head.state !== 'running') return { ...head, cutOff: false };
  const silence = Date.parse(now) - Date.parse(head.writtenAt);
  const lives = underWay ? underWay.has(head.id) : silence < SILENCE_MS;
  return lives ? { ...head, cutOff: false } : { ...head, state: 'partial', cutOff: true };
}

export const CUT_OFF = 'The page was closed or crashed; what it had found by then is kept.';

/** The document of a run that was cut off, as of one that broke off: what it had found stands, and it runs no more. Pure. */
export function brokenOff(document: unknown): unknown {
  if (typeof document !== 'object' || document === null || !('state' in document)) return document;
  if (document.state !== 'running') return document;
  const ending = 'ending' in document ? { ending: 'failed' } : {};
  return { ...document, state: 'failed', failure: CUT_OFF, ...ending };
}
