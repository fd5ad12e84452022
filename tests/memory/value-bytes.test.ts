/** Values survive their bytes as they survive a structured clone, which is the reference. */
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { fromBytes, toBytes } from '../../src/memory/value-bytes.ts';

const again = (value: unknown): unknown => fromBytes(toBytes(value).slice());

const anything = fc.anything({
  withBigInt: true,
  withDate: true,
  withMap: true,
  withSet: true,
  withTypedArray: true,
  withUnicodeString: true,
});

test('anything comes back as from a structured clone', () => {
  fc.assert(
    fc.property(anything, (value) => {
      expect(again(value)).toEqual(structuredClone(value));
    }),
    { numRuns: 500 },
  );
});

test('the same object twice is one object afterwards, also where it holds itself', () => {
  const inner = { name: 'inner' };
  const outer: Record<string, unknown> = { one: inner, two: inner };
  outer['self'] = outer;
  const copy = again(outer) as Record<string, unknown>;
  expect(copy['one']).toBe(copy['two']);
  expect(copy['self']).toBe(copy);
  expect(copy['one']).not.toBe(inner);
});

test('a key called __proto__ is a key', () => {
  const copy = again(JSON.parse('{"__proto__": 1}')) as object;
  expect(Object.getPrototypeOf(copy)).toBe(Object.prototype);
  expect(Object.keys(copy)).toEqual(['__proto__']);
});

test('errors keep class, message, stack and cause', () => {
  const error = new RangeError('too far', { cause: new TypeError('first') });
  const copy = again(error) as RangeError;
  expect(copy).toBeInstanceOf(RangeError);
  expect(copy.message).toBe('too far');
  expect(copy.stack).toBe(error.stack);
  expect(copy.cause).toBeInstanceOf(TypeError);
});

test('a view keeps its kind and only its own bytes', () => {
  const view = new Float64Array(new Float64Array([1, 2, 3, 4]).buffer, 8, 2);
  const copy = again(view) as Float64Array;
  expect(copy).toEqual(new Float64Array([2, 3]));
  expect(copy.buffer.byteLength).toBe(16);
});

test.each([[() => {}], [Symbol('s')], [Promise.resolve()], [new WeakMap()], [{ deep: [() => {}] }]])(
  '%s throws what postMessage throws',
  (value) => {
    const thrown = (() => {
      try {
        return toBytes(value);
      } catch (error) {
        return error;
      }
    })();
    expect(thrown).toBeInstanceOf(DOMException);
    expect((thrown as DOMException).name).toBe('DataCloneError');
  },
);
