/**
 * One tab of this site measures at a time: two at once would measure each other. The turn is a Web Lock, which the browser takes back from a tab
 * that was closed, reloaded or crashed. Where there are no Web Locks, tabs know nothing of each other. Begin-run.ts takes it; starts nothing itself.
 */
import type { Milliseconds } from '../base/units.ts';

const NAME = 'overlap-measuring';
/** A page that was left in the midst of a run gives its turn back within that. */
const PATIENCE_MS: Milliseconds = 1_500;

const ELSEWHERE =
  'Another tab of Overlap is at a run, and two at once would measure each other: stop that one, or close its tab, then start again.';

/**
 * Resolves to what gives the turn back. Rejects with a sentence where another tab has it and keeps it, and with the signal's reason where the
 * wish is taken back.
 */
export async function takeTurn(signal?: AbortSignal, patienceMs = PATIENCE_MS): Promise<() => void> {
  if (!('locks' in navigator)) return () => undefined;
  const waiting = new AbortController();
  const giveUp = (): void => waiting.abort();
  const late = setTimeout(giveUp, patienceMs);
  signal?.addEventListener('abort', giveUp);
  try {
    return await granted(waiting.signal);
  } catch {
    signal?.throwIfAborted();
    if (waiting.signal.aborted) throw new Error(ELSEWHERE);
    // Refused, as in an opaque origin.
    return () => undefined;
  } finally {
    clearTimeout(late);
    signal?.removeEventListener('abort', giveUp);
  }
}

/** Left for another page, a page may be put aside with all its locks, to be shown again by the Back button: then nobody waits for it. */
function granted(signal: AbortSignal): Promise<() => void> {
  return new Promise((resolve, reject) => {
    const hold = (): Promise<void> =>
      new Promise((end) => {
        const giveBack = (): void => {
          removeEventListener('pagehide', giveBack);
          end();
        };
        addEventListener('pagehide', giveBack);
        resolve(giveBack);
      });
    navigator.locks.request(NAME, { signal }, hold).catch(reject);
  });
}
