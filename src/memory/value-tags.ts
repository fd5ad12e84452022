/**
 * The numbers that tell what stands next among the bytes of a value (value-writer.ts, value-reader.ts).
 *
 *   value      := tag, body          number: 64-bit float          string, bigint: length in bytes, UTF-8
 *   again      := index of an object met before                    array, set: count, values        map: count, key and value …
 *   object     := count, string and value …                        buffer, view: kind, length in bytes, bytes
 *   error      := name, message, stack, cause
 */
export const UNDEFINED = 0;
export const NULL = 1;
export const FALSE = 2;
export const TRUE = 3;
export const NUMBER = 4;
export const STRING = 5;
export const BIGINT = 6;
export const AGAIN = 7;
export const ARRAY = 8;
export const OBJECT = 9;
export const MAP = 10;
export const SET = 11;
export const DATE = 12;
export const BUFFER = 13;
export const VIEW = 14;
export const ERROR = 15;

export type ViewMaker = new (buffer: ArrayBuffer) => ArrayBufferView;

export const VIEWS: readonly ViewMaker[] = [
  Uint8Array,
  Int8Array,
  Uint8ClampedArray,
  Uint16Array,
  Int16Array,
  Uint32Array,
  Int32Array,
  Float32Array,
  Float64Array,
  BigInt64Array,
  BigUint64Array,
  DataView,
];
