/**
 * The envelope of both forms of a link: a byte with the version of the form, the body, and two bytes by which a mistyped link is told
 * from a whole one (CRC-16/XMODEM: polynomial 0x1021). Every version keeps this envelope, so that a link of a newer lab is known for one.
 * Says nothing of what the body holds.
 */
import { base64url, bytesIn, bytesOf } from './base64url.ts';
import { damaged, Misread, newer, TOO_LONG } from './misread.ts';

export interface Form {
  /** Of the form; raised when a reader of the older one would misread the body. */
  readonly version: number;
  /** Starts the checksum, so that a payload is of one form only. */
  readonly mark: number;
  /** Characters that are looked at at all. */
  readonly longest: number;
}

/** Bytes around the body: version and checksum. */
export const AROUND = 3;

/** Bytes of body for which a payload of so many characters has room. */
export function bodyRoom(form: Form, characters: number): number {
  return bytesIn(Math.min(characters, form.longest)) - AROUND;
}

export function framed(form: Form, body: Uint8Array): string {
  const bytes = new Uint8Array(body.length + AROUND);
  bytes[0] = form.version;
  bytes.set(body, 1);
  const check = checksum(bytes.subarray(0, -2), form.mark);
  bytes.set([check >> 8, check & 0xff], bytes.length - 2);
  return base64url(bytes);
}

/** The body. Throws `Misread`. */
export function unframed(form: Form, text: string): Uint8Array<ArrayBuffer> {
  if (text.length > form.longest) throw new Misread(TOO_LONG);
  const bytes = bytesOf(text);
  const [version] = bytes;
  if (version === undefined || !isChecked(form, bytes)) throw damaged();
  if (version > form.version) throw newer();
  if (version !== form.version) throw damaged();
  return bytes.slice(1, -2);
}

function isChecked(form: Form, bytes: Uint8Array): boolean {
  const told = ((bytes.at(-2) ?? 0) << 8) | (bytes.at(-1) ?? 0);
  return bytes.length > AROUND && checksum(bytes.subarray(0, -2), form.mark) === told;
}

function checksum(bytes: Uint8Array, start: number): number {
  return bytes.reduce(nextChecksum, start);
}

/** The checksum with one more byte. */
export function nextChecksum(before: number, byte: number): number {
  let sum = before ^ (byte << 8);
  for (let bit = 0; bit < 8; bit++) sum = sum & 0x8000 ? ((sum << 1) ^ 0x1021) & 0xffff : (sum << 1) & 0xffff;
  return sum;
}
