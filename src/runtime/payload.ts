/**
 * The arrays in what a call is given or gives: those that are moved instead of copied, and those that should have stood in shared memory.
 * Looks into lists, plain objects, maps and sets, as a structured clone does, and no further.
 */
import { BadArgument } from '../sync/errors.ts';
import { isShared } from '../sync/sharing.ts';

function insideOf(value: object): Iterable<unknown> {
  if (value instanceof Map) return [...(value as Map<unknown, unknown>)].flat();
  if (Array.isArray(value) || value instanceof Set) return value as Iterable<unknown>;
  const prototype: unknown = Object.getPrototypeOf(value);
  return prototype === Object.prototype || prototype === null ? Object.values(value as Record<string, unknown>) : [];
}

/** Each once. */
export function buffersIn(value: unknown): Set<ArrayBufferLike> {
  const buffers = new Set<ArrayBufferLike>();
  const seen = new Set<unknown>();
  const look = (inner: unknown): void => {
    if (typeof inner !== 'object' || inner === null || seen.has(inner)) return;
    seen.add(inner);
    if (ArrayBuffer.isView(inner)) buffers.add(inner.buffer);
    else if (inner instanceof ArrayBuffer || isShared(inner as ArrayBufferLike)) buffers.add(inner as ArrayBufferLike);
    else for (const next of insideOf(inner)) look(next);
  };
  look(value);
  return buffers;
}

/** What `postMessage` may move; shared memory is not moved and need not be. */
export function movableIn(value: unknown): ArrayBuffer[] {
  return [...buffersIn(value)].filter((buffer): buffer is ArrayBuffer => buffer instanceof ArrayBuffer);
}

/** Throws `BadArgument` for an array that would be copied. */
export function demandShared(value: unknown): void {
  if (movableIn(value).length === 0) return;
  throw new BadArgument(
    'an array that was to be shared stands in memory of one side only: make it over sharedBuffer (src/sync/sharing.ts), or say clone or transfer',
  );
}
