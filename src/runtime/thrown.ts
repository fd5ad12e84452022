/**
 * What a call has thrown, as data that survives a structured clone: that keeps of an error only the built-in class and the message, not its
 * own properties, and refuses some. src/pool/remote-error.ts makes an error of it again.
 */
export type Thrown =
  | {
      readonly kind: 'error';
      /** A name of BUILT_IN, or what the error calls itself. */
      readonly className: string;
      readonly message: string;
      /** The worker's stack. */
      readonly stack: string;
      /** What a DOMException calls itself. */
      readonly domName: string | null;
      /** Its own properties, as far as they can be cloned. */
      readonly properties: Readonly<Record<string, unknown>>;
      readonly cause: Thrown | null;
      /** Of an AggregateError. */
      readonly errors: readonly Thrown[];
    }
  /** No error, but thrown all the same. */
  | { readonly kind: 'value'; readonly value: unknown };

/** Where there is no WebAssembly nobody throws its errors. */
const { CompileError, LinkError, RuntimeError } =
  typeof WebAssembly === 'undefined' ? { CompileError: Error, LinkError: Error, RuntimeError: Error } : WebAssembly;

/** Errors that arrive as what they are. */
export const BUILT_IN = {
  Error,
  EvalError,
  RangeError,
  ReferenceError,
  SyntaxError,
  TypeError,
  URIError,
  CompileError,
  LinkError,
  RuntimeError,
} as const;

/** Told of otherwise. */
const TOLD = new Set(['name', 'message', 'stack', 'cause', 'errors']);
/** Causes of causes; a cycle ends here, too. */
const MOST_DEEP = 8;

function isBuiltIn(error: Error): boolean {
  const known: unknown = Object.getPrototypeOf(error);
  return Object.values(BUILT_IN).some(({ prototype }) => prototype === known);
}

function classNameOf(error: Error): string {
  if (error instanceof DOMException) return 'DOMException';
  if (error instanceof AggregateError) return 'AggregateError';
  const own: unknown = (error.constructor as { readonly name?: unknown } | undefined)?.name;
  if (isBuiltIn(error)) return String(own);
  return error.name !== 'Error' ? error.name : String(own);
}

/** Some error of the browser or of a library has a getter that throws: it tells nothing then. */
function cloned(read: () => unknown): { readonly value: unknown } | null {
  try {
    return { value: structuredClone(read()) };
  } catch {
    return null;
  }
}

function propertiesOf(error: object): Record<string, unknown> {
  const kept = Object.keys(error).flatMap((key): [string, unknown][] => {
    const found = TOLD.has(key) ? null : cloned(() => (error as Record<string, unknown>)[key]);
    return found ? [[key, found.value]] : [];
  });
  return Object.fromEntries(kept);
}

function valueOf(thrown: unknown): Thrown {
  const found = cloned(() => thrown);
  if (found) return { kind: 'value', value: found.value };
  const stack = `what was thrown cannot be cloned: it is a ${typeof thrown}`;
  const nothing = { domName: null, properties: {}, cause: null, errors: [] };
  return { kind: 'error', className: typeof thrown, message: String(thrown), stack, ...nothing };
}

export function asThrown(thrown: unknown, depth = 0): Thrown {
  if (!(thrown instanceof Error)) return valueOf(thrown);
  const isDeep = depth === MOST_DEEP;
  return {
    kind: 'error',
    className: classNameOf(thrown),
    message: thrown.message,
    stack: thrown.stack ?? String(thrown),
    domName: thrown instanceof DOMException ? thrown.name : null,
    properties: propertiesOf(thrown),
    cause: thrown.cause === undefined || isDeep ? null : asThrown(thrown.cause, depth + 1),
    errors: thrown instanceof AggregateError && !isDeep ? thrown.errors.map((error) => asThrown(error, depth + 1)) : [],
  };
}
