/**
 * Bytes as text that may stand in an address without being escaped: base64url without padding (RFC 4648, section 5). One text a list of
 * bytes: what has padding, other characters or stray bits at its end is refused.
 */
import { damaged } from './misread.ts';

const ALPHABET = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_';
/** Of a character. */
export const BITS = 6;
const VALUES: ReadonlyMap<string, number> = new Map([...ALPHABET].map((character, value) => [character, value]));

/** Null where the character stands for nothing. */
export function valueOf(character: string): number | null {
  return VALUES.get(character) ?? null;
}

export function base64url(bytes: Uint8Array): string {
  let text = '';
  let held = 0;
  let bits = 0;
  for (const byte of bytes) {
    held = (held << 8) | byte;
    for (bits += 8; bits >= BITS; bits -= BITS) text += ALPHABET[(held >> (bits - BITS)) & 63];
    held &= 63;
  }
  return bits > 0 ? text + ALPHABET[(held << (BITS - bits)) & 63] : text;
}

/** Throws `Misread`. */
export function bytesOf(text: string): Uint8Array<ArrayBuffer> {
  const bytes = new Uint8Array(bytesIn(text.length));
  let held = 0;
  let bits = 0;
  let place = 0;
  for (const character of text) {
    const value = VALUES.get(character);
    if (value === undefined) throw damaged();
    held = ((held << BITS) | value) & 0xfff;
    bits += BITS;
    if (bits < 8) continue;
    bits -= 8;
    bytes[place++] = (held >> bits) & 0xff;
  }
  if (bits >= BITS || (held & ((1 << bits) - 1)) !== 0) throw damaged();
  return bytes;
}

/** How many whole bytes a text of so many characters holds. */
export function bytesIn(characters: number): number {
  return Math.floor((Math.max(0, characters) * BITS) / 8);
}
