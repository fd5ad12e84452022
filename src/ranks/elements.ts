/** Arrays that travel as they are: their kinds, by name and by number, and views of them over raw memory. */
import { BadArgument } from '../sync/errors.ts';

const ARRAYS = {
  int8: Int8Array,
  uint8: Uint8Array,
  int16: Int16Array,
  uint16: Uint16Array,
  int32: Int32Array,
  uint32: Uint32Array,
  float32: Float32Array,
  float64: Float64Array,
} as const;

export type ElementKind = keyof typeof ARRAYS;
/** Over memory that may be shared. */
interface ElementsByKind {
  int8: Int8Array;
  uint8: Uint8Array;
  int16: Int16Array;
  uint16: Uint16Array;
  int32: Int32Array;
  uint32: Uint32Array;
  float32: Float32Array;
  float64: Float64Array;
}
export type ElementsOf<K extends ElementKind> = ElementsByKind[K];
export type Elements = ElementsOf<ElementKind>;

/** What a message carries: the elements of an array, or a pickled value. A message's head holds the place in this list. */
export const PAYLOADS = ['value', ...(Object.keys(ARRAYS) as ElementKind[])] as const;
export type Payload = 'value' | ElementKind;

/** Throws `BadArgument` for what is no such array. */
export function kindOf(array: unknown): ElementKind {
  for (const kind of Object.keys(ARRAYS) as ElementKind[]) if (array instanceof ARRAYS[kind]) return kind;
  throw new BadArgument(
    `an array message carries one of ${Object.keys(ARRAYS).join(', ')}: send other things as values`,
  );
}

export function elementBytes(kind: ElementKind): number {
  return ARRAYS[kind].BYTES_PER_ELEMENT;
}

/** `length` elements at an address, which has to be a multiple of their size. */
export function elementsAt(kind: ElementKind, buffer: ArrayBufferLike, at: number, length: number): Elements {
  // As ArrayBuffer: the constructors of the union accept no more than all of them do, though each takes shared memory as well.
  return new ARRAYS[kind](buffer as ArrayBuffer, at, length);
}

/** A new array with memory of its own. */
export function newElements(kind: ElementKind, length: number): Elements {
  return new ARRAYS[kind](length);
}

/** The bytes of an array, or of a part of it. */
export function bytesOf(array: Elements, from = 0, bytes = array.byteLength - from): Uint8Array {
  return new Uint8Array(array.buffer, array.byteOffset + from, bytes);
}

export function totalBytes(parts: readonly Elements[]): number {
  return parts.reduce((sum, part) => sum + part.byteLength, 0);
}
