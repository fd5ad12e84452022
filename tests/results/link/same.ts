/** Equality for thousands of comparisons: quick where it holds, and the test runner's own difference where it does not. */
import { isDeepStrictEqual } from 'node:util';
import { expect } from 'vitest';

export function expectSame(got: unknown, expected: unknown): void {
  if (!isDeepStrictEqual(got, expected)) expect(got).toEqual(expected);
}
