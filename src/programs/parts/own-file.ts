/** The file that a task reads: its length and what stands in it. Page and worker write it before a play and compare it when it is written. */
import type { Bytes } from '../../base/units.ts';

/** 64 KiB: several pages of the system's memory, and small enough for one a thread. */
export const FILE_BYTES: Bytes = 65_536;

/** Every byte is told by its place, so that a piece in the wrong place is noticed. */
export function fileContent(): Uint8Array<ArrayBuffer> {
  return Uint8Array.from({ length: FILE_BYTES }, (_, place) => (place * 31 + (place >> 8)) & 0xff);
}

/** True where `bytes` are what was to be written. */
export function isFileContent(bytes: Uint8Array): boolean {
  const content = fileContent();
  return bytes.length === content.length && content.every((byte, place) => byte === bytes[place]);
}
