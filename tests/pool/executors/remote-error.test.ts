/** Errors on their way from a worker: packed there, cloned, unpacked on the page. */
import { expect, test } from 'vitest';
import { RemoteError, RemoteTraceback } from '../../../src/pool/executor-errors.ts';
import { thrownOf } from '../../../src/pool/remote-error.ts';
import { asThrown } from '../../../src/runtime/thrown.ts';
import { BadArgument } from '../../../src/sync/errors.ts';

const sent = (thrown: unknown): unknown => thrownOf(structuredClone(asThrown(thrown)));

test.each([Error, EvalError, RangeError, ReferenceError, SyntaxError, TypeError, URIError, WebAssembly.RuntimeError])(
  'a built-in %o arrives with its class and message',
  (kind) => {
    const error = sent(new kind('what was wrong')) as Error;
    expect(Object.getPrototypeOf(error)).toBe(kind.prototype);
    expect(error.message).toBe('what was wrong');
  },
);

test('one of a class of its own arrives as a RemoteError with the name of that', () => {
  class OfTheWorker extends TypeError {}
  expect(sent(new BadArgument('no'))).toBeInstanceOf(RemoteError);
  expect(sent(new BadArgument('no'))).toMatchObject({ className: 'BadArgument', message: 'no' });
  // One that does not call itself otherwise than its base arrives as that.
  expect(sent(new OfTheWorker('no'))).toBeInstanceOf(TypeError);
  class Nameless extends Error {}
  expect(sent(new Nameless('no'))).toMatchObject({ className: 'Nameless' });
});

test('an error of the browser keeps what it calls itself', () => {
  const error = sent(new DOMException('gone', 'NotFoundError'));
  expect(error).toBeInstanceOf(DOMException);
  expect(error).toMatchObject({ name: 'NotFoundError', message: 'gone', code: DOMException.NOT_FOUND_ERR });
});

test('an AggregateError keeps its errors', () => {
  const error = sent(new AggregateError([new RangeError('one'), 'other'], 'both')) as AggregateError;
  expect(error).toBeInstanceOf(AggregateError);
  expect(error.errors[0]).toBeInstanceOf(RangeError);
  expect(error.errors[1]).toBe('other');
});

test('properties are kept, but for those that no clone can carry', () => {
  const error = Object.assign(new Error('with'), { code: 7, list: [1, new Map([[1, 2]])], method: () => {} });
  Object.defineProperty(error, 'trap', {
    enumerable: true,
    get: () => {
      throw new Error('do not look');
    },
  });
  const got = sent(error) as Error;
  expect(got).toMatchObject({ code: 7, list: [1, new Map([[1, 2]])] });
  expect(Object.keys(got).sort()).toEqual(['code', 'list']);
});

test('its cause is the stack of the worker, whose cause is what the error came from', () => {
  const error = new TypeError('last', { cause: new RangeError('first') });
  error.stack = 'TypeError: last\n    at somewhere in the worker';
  const { cause } = sent(error) as TypeError;
  expect(cause).toBeInstanceOf(RemoteTraceback);
  expect((cause as Error).stack).toContain('at somewhere in the worker');
  expect((cause as Error).cause).toBeInstanceOf(RangeError);
  expect(((cause as Error).cause as Error).cause).toBeInstanceOf(RemoteTraceback);
});

test('causes that go round in a circle come to an end', () => {
  const error = new Error('round');
  error.cause = error;
  let depth = 0;
  for (let at = sent(error); at instanceof Error; at = at.cause) depth += 1;
  expect(depth).toBeLessThan(20);
});

test('what is no error arrives as it was; what cannot be cloned by its text', () => {
  for (const value of [null, undefined, 0, '', 'text', { code: 1 }, [1]]) expect(sent(value)).toEqual(value);
  expect(sent(Symbol('mark'))).toMatchObject({ className: 'symbol', message: 'Symbol(mark)' });
});
