/** The other half of value-writer.ts: bytes as the value they were made of. */
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

const ERRORS = { Error, EvalError, RangeError, ReferenceError, SyntaxError, TypeError, URIError } as const;

class Reader {
  readonly #view: DataView;
  #at = 0;
  readonly #met: object[] = [];
  static readonly #text = new TextDecoder('utf-8', { ignoreBOM: true });

  constructor(readonly bytes: Uint8Array<ArrayBuffer>) {
    this.#view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  }

  value(): unknown {
    const tag = this.#tag();
    switch (tag) {
      case UNDEFINED:
        return undefined;
      case NULL:
        return null;
      case FALSE:
      case TRUE:
        return tag === TRUE;
      case NUMBER:
        return this.#number();
      case STRING:
        return this.#string();
      case BIGINT:
        return BigInt(this.#string());
      case AGAIN:
        return this.#met[this.#count()];
      default:
        return this.#object(tag);
    }
  }

  #object(tag: number): object {
    switch (tag) {
      case ARRAY:
        return this.#filled<unknown[]>([], (list) => list.push(this.value()));
      case OBJECT:
        return this.#filled<Record<string, unknown>>({}, (object) => this.#entry(object));
      case MAP:
        return this.#filled(new Map(), (map) => map.set(this.value(), this.value()));
      case SET:
        return this.#filled(new Set(), (set) => set.add(this.value()));
      case DATE:
        return this.#kept(new Date(this.#number()));
      case BUFFER:
        return this.#kept(this.#raw());
      case VIEW:
        return this.#someView();
      case ERROR:
        return this.#error();
      default:
        throw new RangeError(`these bytes hold no value: ${tag} is no tag`);
    }
  }

  /** Known before its parts are read, since they may lead back to it. */
  #kept<T extends object>(object: T): T {
    this.#met.push(object);
    return object;
  }

  #filled<T extends object>(object: T, fill: (object: T) => void): T {
    this.#kept(object);
    for (let left = this.#count(); left > 0; left--) fill(object);
    return object;
  }

  #entry(object: Record<string, unknown>): void {
    const key = this.#string();
    // Defined, not assigned: "__proto__" is a key like any other.
    Object.defineProperty(object, key, { value: this.value(), writable: true, enumerable: true, configurable: true });
  }

  #someView(): object {
    const kind = VIEWS[this.#tag()];
    if (!kind) throw new RangeError('these bytes hold no value: a view of no kind');
    return this.#kept(new kind(this.#raw()));
  }

  #error(): Error {
    const [name, message, stack] = [this.#string(), this.#string(), this.#string()];
    const make = Object.hasOwn(ERRORS, name) ? ERRORS[name as keyof typeof ERRORS] : Error;
    const error = this.#kept(new make(message));
    error.stack = stack;
    const cause = this.value();
    if (cause !== undefined) error.cause = cause;
    return error;
  }

  #tag(): number {
    return this.#view.getUint8(this.#at++);
  }

  #count(): number {
    this.#at += 4;
    return this.#view.getUint32(this.#at - 4, true);
  }

  #number(): number {
    this.#at += 8;
    return this.#view.getFloat64(this.#at - 8, true);
  }

  #string(): string {
    const length = this.#count();
    this.#at += length;
    return Reader.#text.decode(this.bytes.subarray(this.#at - length, this.#at));
  }

  #raw(): ArrayBuffer {
    const length = this.#count();
    this.#at += length;
    return this.bytes.slice(this.#at - length, this.#at).buffer;
  }
}

/** `bytes` is a copy that belongs to the caller. Throws RangeError for bytes that `toBytes` did not make. */
export function fromBytes(bytes: Uint8Array<ArrayBuffer>): unknown {
  return new Reader(bytes).value();
}
