/**
 * Values as bytes: what a structured clone carries, for a thread that hears no messages because it sleeps in shared memory. The same
 * value met twice is one value afterwards, cycles included. What cannot be cloned throws what `postMessage` throws; besides that
 * only regular expressions and objects of the browser (blobs, images, ports …) are missing.
 * Source: HTML standard, §2.7.3 StructuredSerializeInternal, for what is kept (own enumerable string keys, no prototype).
 */
import {
  UNDEFINED,
  NULL,
  FALSE,
  TRUE,
  NUMBER,
  STRING,
  BIGINT,
  AGAIN,
  ARRAY,
  OBJECT,
  MAP,
  SET,
  DATE,
  BUFFER,
  VIEW,
  ERROR,
  VIEWS,
} from './value-tags.ts';

const FIRST_BYTES = 256;
const MOST_BYTES_OF_A_CODE_UNIT = 3;

function uncloneable(value: unknown): DOMException {
  const what = typeof value === 'object' ? Object.prototype.toString.call(value) : `a ${typeof value}`;
  return new DOMException(`${what} cannot be cloned: give a call data only`, 'DataCloneError');
}

class Writer {
  #bytes = new Uint8Array(FIRST_BYTES);
  #view = new DataView(this.#bytes.buffer);
  #length = 0;
  readonly #met = new Map<object, number>();
  static readonly #text = new TextEncoder();

  written(): Uint8Array<ArrayBuffer> {
    return this.#bytes.subarray(0, this.#length);
  }

  value(value: unknown): void {
    switch (typeof value) {
      case 'undefined':
        return this.#tag(UNDEFINED);
      case 'boolean':
        return this.#tag(value ? TRUE : FALSE);
      case 'number':
        return (this.#tag(NUMBER), this.#number(value));
      case 'string':
        return (this.#tag(STRING), this.#string(value));
      case 'bigint':
        return (this.#tag(BIGINT), this.#string(value.toString()));
      case 'object':
        return value === null ? this.#tag(NULL) : this.#once(value);
      default:
        throw uncloneable(value);
    }
  }

  #once(value: object): void {
    const before = this.#met.get(value);
    if (before !== undefined) return (this.#tag(AGAIN), this.#count(before));
    this.#met.set(value, this.#met.size);
    this.#object(value);
  }

  #object(value: object): void {
    if (Array.isArray(value)) return this.#list(ARRAY, value.length, value);
    if (value instanceof Map) return this.#list(MAP, value.size, [...value].flat(1));
    if (value instanceof Set) return this.#list(SET, value.size, value);
    if (value instanceof Date) return (this.#tag(DATE), this.#number(value.getTime()));
    if (value instanceof ArrayBuffer) return (this.#tag(BUFFER), this.#raw(new Uint8Array(value)));
    if (ArrayBuffer.isView(value)) return this.#someView(value);
    if (value instanceof Error) return this.#error(value);
    if (Object.prototype.toString.call(value) !== '[object Object]') throw uncloneable(value);
    const entries = Object.entries(value);
    this.#tag(OBJECT);
    this.#count(entries.length);
    for (const [key, held] of entries) {
      this.#string(key);
      this.value(held);
    }
  }

  #list(tag: number, count: number, values: Iterable<unknown>): void {
    this.#tag(tag);
    this.#count(count);
    for (const value of values) this.value(value);
  }

  #someView(view: ArrayBufferView): void {
    this.#tag(VIEW);
    this.#tag(VIEWS.findIndex((kind) => view instanceof kind));
    this.#raw(new Uint8Array(view.buffer, view.byteOffset, view.byteLength));
  }

  #error(error: Error): void {
    this.#tag(ERROR);
    for (const part of [error.name, error.message, error.stack ?? '']) this.#string(part);
    this.value(error.cause);
  }

  #tag(tag: number): void {
    this.#room(1);
    this.#view.setUint8(this.#length++, tag);
  }

  #count(count: number): void {
    this.#room(4);
    this.#view.setUint32(this.#length, count, true);
    this.#length += 4;
  }

  #number(value: number): void {
    this.#room(8);
    this.#view.setFloat64(this.#length, value, true);
    this.#length += 8;
  }

  #string(text: string): void {
    this.#room(4 + MOST_BYTES_OF_A_CODE_UNIT * text.length);
    const at = this.#length + 4;
    const { written } = Writer.#text.encodeInto(text, this.#bytes.subarray(at));
    this.#view.setUint32(this.#length, written, true);
    this.#length = at + written;
  }

  #raw(bytes: Uint8Array): void {
    this.#count(bytes.length);
    this.#room(bytes.length);
    this.#bytes.set(bytes, this.#length);
    this.#length += bytes.length;
  }

  #room(bytes: number): void {
    if (this.#length + bytes <= this.#bytes.length) return;
    const larger = new Uint8Array(Math.max(2 * this.#bytes.length, this.#length + bytes));
    larger.set(this.#bytes);
    this.#bytes = larger;
    this.#view = new DataView(larger.buffer);
  }
}

/** Throws DOMException "DataCloneError" for what no structured clone carries. */
export function toBytes(value: unknown): Uint8Array<ArrayBuffer> {
  const writer = new Writer();
  writer.value(value);
  return writer.written();
}
