/** Digests beside those of Node's own SHA-256, a message of a million letters by chaining, and what the check at any size notices. */
import { createHash } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { prng } from '../../src/base/prng.ts';
import type { Kernel } from '../../src/kernels/index.ts';
import descriptor from '../../src/kernels/sha256.ts';
import { rig, type Rig } from './rig.ts';

const sha256: Kernel = descriptor;
const SIZE = 300;
const ENTRIES_AT = 256;
const BODY_BLOCKS = 32;

const hex = (bytes: Uint8Array): string => Buffer.from(bytes).toString('hex');
const viewOf = (bytes: Uint8Array): DataView => new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
const digest = (bench: Rig, item: number, lane: number): string =>
  hex(bench.output.subarray(item * 128 + lane * 32, item * 128 + (lane + 1) * 32));
const published = (message: Uint8Array | string): string => createHash('sha256').update(message).digest('hex');

/** Where the input has an item's chaining values and messages. */
function entryOf(bench: Rig, item: number): [values: number, messages: number] {
  const view = viewOf(bench.input);
  return [0, 4].map((at) => view.getUint32(ENTRIES_AT + item * 16 + at, true)) as [number, number];
}

/** A padded message whose first `before` bytes are hashed already. */
function padded(message: Uint8Array, before: number, bytes: number): Uint8Array {
  const place = new Uint8Array(bytes);
  place.set(message.subarray(before));
  place[message.length - before] = 0x80;
  viewOf(place).setUint32(bytes - 4, message.length * 8);
  return place;
}

describe('sha256', () => {
  it.each([2, 129, 130, 131, 299])(
    'hashes a first block with its number and then the body, all padded, as Node does: item %i',
    async (item) => {
      const bench = await rig(sha256, SIZE);
      bench.call(item, item + 1);
      const [, messages] = entryOf(bench, item);
      for (let lane = 0; lane < 4; lane++) {
        const body = bench.input.subarray(messages + lane * BODY_BLOCKS * 64, messages + (lane + 1) * BODY_BLOCKS * 64);
        const length = viewOf(body).getUint32(body.length - 4) / 8 - 64;
        expect(length).toBeGreaterThan((BODY_BLOCKS - 1) * 64 - 9);
        const first = new Uint8Array(64);
        viewOf(first).setUint32(0, 4 * (1 + Math.floor((item - 2) / 128)) + lane);
        expect(digest(bench, item, lane)).toBe(published(Buffer.concat([first, body.subarray(0, length)])));
      }
    },
  );

  it('hashes random messages of any length that fills its blocks as Node does', async () => {
    const bench = await rig(sha256, SIZE);
    const random = prng(5);
    const [values] = entryOf(bench, 0);
    const [, messages] = entryOf(bench, 2);
    for (const blocks of [1, 2, 3, 7, 31]) {
      const given = Array.from({ length: 4 }, () =>
        Uint8Array.from({ length: Math.max(0, blocks * 64 - 9 - random.below(64)) }, () => random.below(256)),
      );
      given.forEach((message, lane) => bench.input.set(padded(message, 0, blocks * 64), messages + lane * blocks * 64));
      new Uint32Array(bench.input.buffer, bench.input.byteOffset + ENTRIES_AT + 32, 3).set([values, messages, blocks]);
      bench.call(2, 3);
      given.forEach((message, lane) => expect(digest(bench, 2, lane), `${blocks} blocks`).toBe(published(message)));
    }
  });

  it.each(['simd', 'scalar'] as const)(
    'hashes a million times "a" as NIST publishes it, each call going on where the last one ended: %s build',
    async (build) => {
      const bench = await rig(sha256, SIZE, build);
      const [values, messages] = entryOf(bench, 2);
      const letters = new Uint8Array(1e6).fill(0x61);
      const entry = new Uint32Array(bench.input.buffer, bench.input.byteOffset + ENTRIES_AT + 32, 3);
      const [first] = entryOf(bench, 0);
      bench.input.copyWithin(values, first, first + 128);
      const whole = padded(letters, 0, Math.ceil((letters.length + 9) / 64) * 64);
      for (let at = 0; at < whole.length; at += BODY_BLOCKS * 64) {
        const part = whole.subarray(at, at + BODY_BLOCKS * 64);
        entry[2] = part.length / 64;
        for (let lane = 0; lane < 4; lane++) bench.input.set(part, messages + lane * part.length);
        bench.call(2, 3);
        bench.input.set(bench.output.subarray(2 * 128, 3 * 128), values);
      }
      for (let lane = 0; lane < 4; lane++) {
        expect(digest(bench, 2, lane)).toBe('cdc76e5c9914fb9281a1c7e284d73e67f1809a48a497200e046d39ccc7112cd0');
      }
    },
  );

  it('hashes no message twice, at its largest size either', async () => {
    const bench = await rig(sha256, sha256.maxSize);
    const seen = new Set<string>();
    for (let item = 0; item < bench.items; item++) seen.add(entryOf(bench, item).join());
    expect(seen.size).toBe(bench.items);
    const last = entryOf(bench, bench.items - 1);
    expect(Math.max(...last)).toBeLessThan(bench.input.length);
    const values = entryOf(bench, 2)[0];
    const chaining = new Set<string>();
    for (let at = values; at < last[0] + 128; at += 32) chaining.add(hex(bench.input.subarray(at, at + 32)));
    expect(chaining.size).toBe((last[0] + 128 - values) / 32);
  });

  it('notices a bit of the first and the last item, and an item anywhere that repeats another', async () => {
    const bench = await rig(sha256, SIZE);
    const good = bench.whole();
    for (const byte of [5, good.length - 1]) {
      const wrong = good.slice();
      wrong[byte] = (wrong[byte] ?? 0) ^ 1;
      expect(sha256.fault(wrong, bench.input, SIZE)).toMatch(/digest \d of item \d+ is/);
    }
    const repeated = good.slice();
    repeated.copyWithin(100 * 128 + 64, 200 * 128 + 64, 200 * 128 + 96);
    expect(sha256.fault(repeated, bench.input, SIZE)).toMatch(/item 200 repeats a digest of item 100/);
  });
});
