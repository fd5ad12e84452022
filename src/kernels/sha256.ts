/**
 * Descriptor of `assembly/kernels/sha256.ts`: the messages with their padding, the digests that NIST published, and a check
 * against SHA-256 in plain TypeScript. Two items carry published messages. Every other message is a first block of its own, of
 * which the input has the chaining value, and a body that it shares with each 128th item before and after it.
 */
import type { Bytes } from '../base/units.ts';
import { prng } from '../base/prng.ts';
import type { Kernel } from './index.ts';

const TINY = 96;
/** 0.8 s in one thread; input and output are 10 of the 12 MiB that a job may have. */
const MAX = 65_536;

/** The layout that the kernel's header states. */
const LANES = 4;
const BLOCK: Bytes = 64;
const DIGEST: Bytes = 32;
const WORDS = DIGEST / 4;
const ITEM_BYTES = LANES * DIGEST;
const ENTRIES_AT = 256;
const ENTRY_BYTES = 16;

const BODIES = 128;
const BODY_BLOCKS = 32;
const BODY_BYTES = LANES * BODY_BLOCKS * BLOCK;
/** The byte that ends a message, and its length in bits. */
const LEAST_PADDING: Bytes = 9;
const SAMPLES = 12;
const SEED = 1804;

interface Published {
  readonly message: string;
  readonly digest: string;
}

/** The first item's messages are padded to one block, the second's to two. */
const PUBLISHED: readonly (readonly Published[])[] = [
  [
    { message: 'abc', digest: 'ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad' },
    { message: '', digest: 'e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855' },
    { message: '\xbd', digest: '68325720aabd7c82f30f554b313d0570c95accbb7dc4b5aae11204c08ffe732b' },
    { message: '\xc9\x8c\x8e\x55', digest: '7abc22c0ae5af26ce93dbb94433a0e0b2e119d014f8e7f65bd56c61ccccd9504' },
  ],
  [
    {
      message: 'abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq',
      digest: '248d6a61d20638b8e5c026930c3e6039a33ce45964ff2167f6ecedd419db06c1',
    },
    {
      message:
        'abcdefghbcdefghicdefghijdefghijkefghijklfghijklmghijklmnhijklmnoijklmnopjklmnopqklmnopqrlmnopqrsmnopqrstnopqrstu',
      digest: 'cf5b16a778af8380036ce59e7b0492370b249b11e8f07a51afac45037afee9d1',
    },
    { message: '\0'.repeat(56), digest: 'd4817aa5497628e7c77e6b606107042bbba3130888c5f47a375e6179be789fbb' },
    { message: '\0'.repeat(64), digest: 'f5a5fd42d16a20302798ef6ed309979b43003d2320d9f0e8ea9831a92759fb4b' },
  ],
];

function firstPrimes(count: number): number[] {
  const found: number[] = [];
  for (let candidate = 2; found.length < count; candidate++) {
    if (found.every((prime) => candidate % prime !== 0)) found.push(candidate);
  }
  return found;
}

/** FIPS 180-4: the first 32 bits of the fraction of a prime's square root (5.3.3) or cube root (4.2.2). */
const fraction = (root: number): number => Math.floor((root - Math.floor(root)) * 2 ** 32);

const CONSTANTS = Uint32Array.from(firstPrimes(64), (prime) => fraction(Math.cbrt(prime)));
const FIRST_VALUE = Uint32Array.from(firstPrimes(8), (prime) => fraction(Math.sqrt(prime)));

const rotate = (word: number, by: number): number => (word >>> by) | (word << (32 - by));

/** One step of the hash, FIPS 180-4 section 6.2.2: what `value` becomes with the block at `at`. */
function compress(value: Uint32Array, from: DataView, at: number): void {
  const schedule = new Uint32Array(64);
  for (let t = 0; t < 16; t++) schedule[t] = from.getUint32(at + 4 * t);
  const word = (t: number): number => schedule[t] ?? NaN;
  for (let t = 16; t < 64; t++) {
    const sigma0 = rotate(word(t - 15), 7) ^ rotate(word(t - 15), 18) ^ (word(t - 15) >>> 3);
    const sigma1 = rotate(word(t - 2), 17) ^ rotate(word(t - 2), 19) ^ (word(t - 2) >>> 10);
    schedule[t] = sigma1 + word(t - 7) + sigma0 + word(t - 16);
  }
  let [a = 0, b = 0, c = 0, d = 0, e = 0, f = 0, g = 0, h = 0] = value;
  for (let t = 0; t < 64; t++) {
    const choice = (e & f) ^ (~e & g);
    const majority = (a & b) ^ (a & c) ^ (b & c);
    const sum1 = rotate(e, 6) ^ rotate(e, 11) ^ rotate(e, 25);
    const sum0 = rotate(a, 2) ^ rotate(a, 13) ^ rotate(a, 22);
    const first = (h + sum1 + choice + (CONSTANTS[t] ?? NaN) + word(t)) | 0;
    h = g;
    g = f;
    f = e;
    e = (d + first) | 0;
    d = c;
    c = b;
    b = a;
    a = (first + sum0 + majority) | 0;
  }
  for (const [index, more] of [a, b, c, d, e, f, g, h].entries()) value[index] = (value[index] ?? NaN) + more;
}

const viewOf = (bytes: Uint8Array): DataView => new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);

/** Ends the message in `place`, whose first `length` bytes it has, as FIPS 180-4 (5.1.1) says; `before`: bytes hashed already. */
function pad(place: Uint8Array, length: Bytes, before: Bytes): void {
  place.fill(0, length);
  place[length] = 0x80;
  viewOf(place).setUint32(place.length - 4, 8 * (before + length));
}

/** Of the published messages, padded. */
const SHORT_BYTES: Bytes = LANES * BLOCK * (1 + 2);

/** How many bodies there are, and how often they are gone through. */
const bodiesOf = (size: number): number => Math.min(BODIES, Math.max(0, size - PUBLISHED.length));
const turnsOf = (size: number): number => Math.ceil((size - PUBLISHED.length) / BODIES);

/** Where the chaining values begin: the standard's, then those of each turn, four at a time. Then the messages, then the bodies. */
const valuesAt = (size: number): Bytes => ENTRIES_AT + ENTRY_BYTES * size;
const messagesAt = (size: number): Bytes => valuesAt(size) + ITEM_BYTES * (1 + turnsOf(size));
const bodiesAt = (size: number): Bytes => messagesAt(size) + SHORT_BYTES;

const bytesHashed = (size: number): Bytes => SHORT_BYTES + (size - PUBLISHED.length) * BODY_BYTES;

/** The standard's own, and from the fifth on those after a block that holds their number. */
function fillValues(values: DataView): void {
  const first = viewOf(new Uint8Array(BLOCK));
  for (let number = 0; number * DIGEST < values.byteLength; number++) {
    const value = FIRST_VALUE.slice();
    first.setUint32(0, number);
    if (number >= LANES) compress(value, first, 0);
    for (const [index, word] of value.entries()) values.setUint32(number * DIGEST + 4 * index, word);
  }
}

function fillMessages(input: Uint8Array, size: number): void {
  let at = messagesAt(size);
  for (const [item, messages] of PUBLISHED.entries()) {
    for (const { message } of messages) {
      const place = input.subarray(at, (at += BLOCK * (item + 1)));
      for (let byte = 0; byte < message.length; byte++) place[byte] = message.charCodeAt(byte);
      pad(place, message.length, 0);
    }
  }
}

function fillBodies(bodies: Uint8Array): void {
  const random = prng(SEED);
  const words = new Uint32Array(bodies.buffer, bodies.byteOffset, bodies.length / 4);
  for (let word = 0; word < words.length; word++) words[word] = random.next() * 2 ** 32;
  for (let at = 0; at < bodies.length; at += BODY_BLOCKS * BLOCK) {
    const place = bodies.subarray(at, at + BODY_BLOCKS * BLOCK);
    pad(place, place.length - LEAST_PADDING - random.below(BLOCK - LEAST_PADDING), BLOCK);
  }
}

/** What the kernel reads of an item: where its chaining values and messages lie, and the blocks of each message. */
function entryOf(item: number, size: number): [values: Bytes, messages: Bytes, blocks: number] {
  if (item < PUBLISHED.length) return [valuesAt(size), messagesAt(size) + item * LANES * BLOCK, item + 1];
  const turn = Math.floor((item - PUBLISHED.length) / BODIES);
  const body = (item - PUBLISHED.length) % BODIES;
  return [valuesAt(size) + ITEM_BYTES * (1 + turn), bodiesAt(size) + body * BODY_BYTES, BODY_BLOCKS];
}

const hex = (bytes: Uint8Array): string => Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('');

const digestOf = (output: Uint8Array, item: number, lane: number): string =>
  hex(output.subarray(item * ITEM_BYTES + lane * DIGEST, item * ITEM_BYTES + (lane + 1) * DIGEST));

/** The digest that the input asks for, from the chaining value on. */
function expectedDigest(input: DataView, item: number, lane: number): string {
  const entry = ENTRIES_AT + item * ENTRY_BYTES;
  const [values, messages, blocks] = [0, 4, 8].map((at) => input.getUint32(entry + at, true)) as [
    number,
    number,
    number,
  ];
  const value = Uint32Array.from({ length: WORDS }, (_, word) => input.getUint32(values + lane * DIGEST + 4 * word));
  const message = messages + lane * blocks * BLOCK;
  for (let block = 0; block < blocks; block++) compress(value, input, message + block * BLOCK);
  return Array.from(value, (word) => word.toString(16).padStart(8, '0')).join('');
}

/** Items computed again: the first, the last, and some between. */
function sampledFault(output: Uint8Array, input: Uint8Array, size: number): string | undefined {
  const view = viewOf(input);
  for (let sample = 0; sample < SAMPLES; sample++) {
    const item = Math.floor((sample * (size - 1)) / (SAMPLES - 1));
    for (let lane = 0; lane < LANES; lane++) {
      const [got, expected] = [digestOf(output, item, lane), expectedDigest(view, item, lane)];
      if (got !== expected) return `digest ${lane} of item ${item} is ${got}, expected ${expected}`;
    }
  }
  return undefined;
}

/** No two messages are the same, so no two digests are; 64 bits of each are looked at. */
function repeatedFault(output: Uint8Array): string | undefined {
  const words = new Uint32Array(output.buffer, output.byteOffset, output.length / 4);
  const digests = output.length / DIGEST;
  const places = new Uint32Array(2 ** Math.ceil(Math.log2(2 * digests)));
  for (let digest = 1; digest <= digests; digest++) {
    const at = (digest - 1) * WORDS;
    let place = (words[at] ?? NaN) % places.length;
    for (; places[place]; place = (place + 1) % places.length) {
      const other = ((places[place] ?? NaN) - 1) * WORDS;
      if (words[other] !== words[at] || words[other + 1] !== words[at + 1]) continue;
      const [item, first] = [at, other].map((word) => Math.floor((word * 4) / ITEM_BYTES));
      return `item ${item} repeats a digest of item ${first}`;
    }
    places[place] = digest;
  }
  return undefined;
}

function publishedFault(output: Uint8Array): string | undefined {
  for (const [item, messages] of PUBLISHED.entries()) {
    for (const [lane, { message, digest }] of messages.entries()) {
      const got = digestOf(output, item, lane);
      if (got !== digest) return `the digest of ${JSON.stringify(message)} is ${got}, published is ${digest}`;
    }
  }
  return undefined;
}

export default {
  id: 'sha256',
  title: 'SHA-256 of four messages at once',
  sizeName: 'groups of four messages',
  computes: 'The SHA-256 digests of messages of two kilobytes, four side by side.',
  teaches: 'Integer units that one thread keeps busy leave little for a second thread on the same core.',
  version: 1,
  naturalItems: 1,
  tinySize: TINY,
  maxSize: MAX,
  published: [
    {
      size: PUBLISHED.length,
      statement: 'SHA-256 of "abc" is ba7816bf…f20015ad; seven more published messages, the empty one among them.',
      source: 'NIST, FIPS 180-4 examples SHA256.pdf and SHA2_Additional.pdf (Cryptographic Standards: Example Values)',
      fault: publishedFault,
    },
  ],
  builds: 'same bytes',
  items: (size) => size,
  itemBytes: () => ITEM_BYTES,
  inputBytes: (size) => bodiesAt(size) + bodiesOf(size) * BODY_BYTES,
  scratchBytes: () => 16 + ITEM_BYTES + 64 * 16,
  work: (size) => ({ amount: bytesHashed(size), unit: 'bytes hashed' }),
  fillInput(input, size) {
    const entries = new Uint32Array(input.buffer, input.byteOffset + ENTRIES_AT, size * 4).fill(0);
    for (let item = 0; item < size; item++) entries.set(entryOf(item, size), item * 4);
    new Uint32Array(input.buffer, input.byteOffset, CONSTANTS.length).set(CONSTANTS);
    fillValues(viewOf(input.subarray(valuesAt(size), messagesAt(size))));
    fillMessages(input, size);
    fillBodies(input.subarray(bodiesAt(size)));
  },
  scale: (size, factor) => Math.min(MAX, Math.max(TINY, Math.round(size * factor))),
  fault: (output, input, size) => sampledFault(output, input, size) ?? repeatedFault(output),
} satisfies Kernel;
