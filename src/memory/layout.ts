/**
 * Hands out addresses in a memory that is sized once and never grown. Addresses only go up; nothing is
 * given back: a plan is made once for a memory's life.
 */
import type { Bytes } from '../base/units.ts';

/** A structure in memory says how many bytes it takes and on which boundary it starts. */
export interface Structure {
  readonly BYTES: Bytes;
  /** A power of two. */
  readonly ALIGN: Bytes;
}

export interface Region {
  readonly at: number;
  readonly bytes: Bytes;
}

export class MemoryTooSmall extends Error {
  override readonly name = 'MemoryTooSmall';
  constructor(
    readonly wanted: Bytes,
    readonly left: Bytes,
    what: string,
  ) {
    super(`no room for ${what}: ${wanted} bytes wanted, ${left} left; measure smaller work or fewer workers`);
  }
}

/** One cache line: hot words of different writers are kept this far apart. */
export const LINE: Bytes = 64;

export interface Layout {
  /** Throws `MemoryTooSmall`. */
  take(what: string, bytes: Bytes, align?: Bytes): Region;
  /** What is left, from the next line on. */
  rest(): Region;
}

/** Address 0 is never handed out, so that 0 can mean "none". */
export function layout(total: Bytes): Layout {
  let next = LINE;
  const alignedTo = (align: Bytes): number => Math.ceil(next / align) * align;
  return {
    take(what, bytes, align = LINE) {
      const at = alignedTo(align);
      if (at + bytes > total) throw new MemoryTooSmall(bytes, total - at, what);
      next = at + bytes;
      return { at, bytes };
    },
    rest() {
      const at = alignedTo(LINE);
      return { at, bytes: total - at };
    },
  };
}

/** One structure as a region. */
export function place(into: Layout, what: string, structure: Structure): Region {
  return into.take(what, structure.BYTES, structure.ALIGN);
}
