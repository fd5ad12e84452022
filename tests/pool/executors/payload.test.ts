/** Which arrays of a call are moved, and which should have been shared. */
import { expect, test } from 'vitest';
import { BadArgument } from '../../../src/sync/errors.ts';
import { buffersIn, demandShared, movableIn } from '../../../src/runtime/payload.ts';
import { sharedBuffer } from '../../../src/sync/sharing.ts';

test('buffers are found in lists, objects, maps and sets, each once, in circles too', () => {
  const [one, two, three, four] = [8, 16, 24, 32].map((bytes) => new ArrayBuffer(bytes));
  const given: unknown[] = [one, { at: [new Uint8Array(two as ArrayBuffer), new DataView(two as ArrayBuffer)] }];
  given.push(new Map<unknown, unknown>([[three, new Set([four, given])]]), null, 'text', 7);
  expect([...buffersIn(given)]).toEqual([one, two, three, four]);
});

test('objects of a class are not looked into: a clone would lose them', () => {
  class Holder {
    readonly buffer = new ArrayBuffer(8);
  }
  expect(buffersIn([new Holder(), new Date(0), () => new ArrayBuffer(8)]).size).toBe(0);
});

test('shared memory is not moved', () => {
  const own = new Float64Array(2);
  expect(movableIn([new Uint8Array(sharedBuffer(8)), own])).toEqual([own.buffer]);
});

test('where all is to be shared, an array that would be copied is refused', () => {
  expect(() => demandShared([1, 'text', { array: new Uint8Array(sharedBuffer(8)) }])).not.toThrow();
  expect(() => demandShared([{ array: new Uint8Array(8) }])).toThrow(BadArgument);
});
