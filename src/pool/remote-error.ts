/**
 * Makes an error of the page of what a worker has thrown (src/runtime/thrown.ts): of the same class where it is built in, with the same
 * message and properties, and the worker's stack as its cause, since the page's own leads nowhere.
 * Source: CPython 3.13, Lib/concurrent/futures/process.py (`_ExceptionWithTraceback`).
 */
import { BUILT_IN, type Thrown } from '../runtime/thrown.ts';
import { RemoteError, RemoteTraceback } from './executor-errors.ts';

function errorOf(thrown: Extract<Thrown, { kind: 'error' }>): Error {
  const { className, message, domName, errors } = thrown;
  if (className === 'DOMException') return new DOMException(message, domName ?? 'Error');
  if (className === 'AggregateError') return new AggregateError(errors.map(thrownOf), message);
  if (Object.hasOwn(BUILT_IN, className)) return new BUILT_IN[className as keyof typeof BUILT_IN](message);
  return new RemoteError(className, message);
}

/** What to fail a future with. */
export function thrownOf(thrown: Thrown): unknown {
  if (thrown.kind === 'value') return thrown.value;
  const error = errorOf(thrown);
  const before = thrown.cause ? { cause: thrownOf(thrown.cause) } : undefined;
  Object.assign(error, thrown.properties);
  Object.defineProperty(error, 'cause', {
    value: new RemoteTraceback(thrown.stack, before),
    configurable: true,
    writable: true,
  });
  return error;
}
