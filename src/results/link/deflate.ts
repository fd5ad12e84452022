/**
 * Deflating and inflating by the platform's own streams (RFC 1951, no header). Inflating ends at a cap, so that a few kilobytes that
 * stand for gigabytes cost no more than the cap.
 */
import { damaged } from './misread.ts';

export async function deflated(bytes: Uint8Array<ArrayBuffer>): Promise<Uint8Array<ArrayBuffer>> {
  const stream = new Blob([bytes]).stream().pipeThrough(new CompressionStream('deflate-raw'));
  return new Uint8Array(await new Response(stream).arrayBuffer());
}

/** Throws `Misread` for what is no deflated data and for more than `most` bytes of it. */
export async function inflated(bytes: Uint8Array<ArrayBuffer>, most: number): Promise<Uint8Array<ArrayBuffer>> {
  const reader = new Blob([bytes]).stream().pipeThrough(new DecompressionStream('deflate-raw')).getReader();
  const all = new Uint8Array(most);
  let length = 0;
  try {
    for (;;) {
      const { done, value } = await reader.read();
      if (done) return all.subarray(0, length);
      if (length + value.length > most) break;
      all.set(value, length);
      length += value.length;
    }
  } catch {
    // What the platform says of it differs from one to the other.
    throw damaged();
  }
  await reader.cancel();
  throw damaged();
}
