/**
 * How messages stand in a ring: a head, then the payload, filled up to a multiple of the head's size, so that heads never wrap and
 * elements stand on their boundary.
 *
 *   head    tag, payload bytes, round, payload's place in PAYLOADS; 32 bits each
 */
import { PAYLOADS } from './elements.ts';
import type { Envelope } from './transport.ts';

export const HEAD_BYTES = 16;

export const padded = (bytes: number): number => Math.ceil(bytes / HEAD_BYTES) * HEAD_BYTES;

/** `at`: an address. */
export function writeHead(
  words: Int32Array,
  at: number,
  { tag, bytes, round, payload }: Omit<Envelope, 'source'>,
): void {
  const word = at / 4;
  words[word] = tag;
  words[word + 1] = bytes;
  words[word + 2] = round;
  words[word + 3] = PAYLOADS.indexOf(payload);
}

export function readHead(words: Int32Array, at: number, source: number): Envelope {
  const word = at / 4;
  return {
    source,
    tag: words[word] ?? 0,
    payload: PAYLOADS[words[word + 3] ?? 0] ?? 'value',
    bytes: words[word + 1] ?? 0,
    round: words[word + 2] ?? 0,
  };
}
