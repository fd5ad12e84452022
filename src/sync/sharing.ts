/** What page and workers share without sending it. */
import { HAS_SHARED_MEMORY } from '../base/shared-memory.ts';
import type { Bytes } from '../base/units.ts';

/**
 * Whether it is worth trying to share memory here. Only a reason to try: a page without isolation may have the
 * constructor, an isolated one may lack it, and the worker's mark in the memory decides.
 */
export const WORTH_SHARING = globalThis.crossOriginIsolated === true && HAS_SHARED_MEMORY;

/** Something needs memory that page and workers share, and there is none. */
export class NeedsSharedMemory extends Error {
  override readonly name = 'NeedsSharedMemory';
  constructor(what: string) {
    super(
      `${what} needs memory that page and workers share, and there is none: the page has to be cross-origin isolated`,
    );
  }
}

/** Memory that is not copied when it is sent: both sides see the same bytes. Throws `NeedsSharedMemory`. */
export function sharedBuffer(bytes: Bytes): ArrayBufferLike {
  if (!WORTH_SHARING) throw new NeedsSharedMemory('an array that both sides see');
  return new SharedArrayBuffer(bytes);
}

export function isShared(buffer: ArrayBufferLike): boolean {
  return typeof SharedArrayBuffer !== 'undefined' && buffer instanceof SharedArrayBuffer;
}
