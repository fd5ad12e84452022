/** What a play on the page's thread needs of the page itself: time, files, turns, and whoever drives the loop. Replaced in tests. */
import { nextTurn } from '../../base/turn.ts';
import type { Milliseconds } from '../../base/units.ts';
import { runOnPage, type PageRunOptions } from '../../loop/on-page.ts';
import type { EventLoop } from '../../loop/event-loop.ts';
import type { LoopFuture } from '../../loop/loop-future.ts';
import { writePageFile, type PageFile } from './page-file.ts';
import { readSiteFile } from './site-file.ts';

export interface Outside {
  /** Rejects with the signal's reason where it is given before. */
  sleep(ms: Milliseconds, signal: AbortSignal): Promise<void>;
  /** The length in bytes of a file of this site. Rejects where it cannot be had, or with the signal's reason. */
  read(signal: AbortSignal): Promise<number>;
  /** A file on this device, to be read by the play and removed. Rejects with `CannotPlay`, or with the signal's reason. */
  writeFile(signal: AbortSignal): Promise<PageFile>;
  /** Events of the page are heard, and it may paint. */
  pageTurn(): Promise<void>;
  /** Gives the loop turns until `ended` is done. */
  drive(loop: EventLoop, ended: LoopFuture<void>, options: PageRunOptions): Promise<void>;
}

function slept(ms: Milliseconds, signal: AbortSignal): Promise<void> {
  return new Promise((resolve, reject) => {
    if (signal.aborted) return reject(signal.reason as Error);
    const timer = setTimeout(done, Math.max(0, ms));
    const given = (): void => {
      clearTimeout(timer);
      reject(signal.reason as Error);
    };
    signal.addEventListener('abort', given, { once: true });
    function done(): void {
      signal.removeEventListener('abort', given);
      resolve();
    }
  });
}

export const PAGE: Outside = {
  sleep: slept,
  read: readSiteFile,
  writeFile: writePageFile,
  pageTurn: nextTurn,
  drive: runOnPage,
};
