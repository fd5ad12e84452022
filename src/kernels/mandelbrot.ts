/**
 * Descriptor of `assembly/kernels/mandelbrot.ts`: sizes, and two checks. At any size a sample of pixels is
 * computed again in TypeScript, whose doubles round as WebAssembly's do; at one size the whole bitmap is compared,
 * by its MD5, with the published one.
 */
import type { Kernel } from './index.ts';

const TINY = 256;
/** The longest row then costs about 45 µs. */
const MAX = 2800;
const SAMPLES_A_ROW = 8;

/** Whether c = (cr, ci) is still within |z| ≤ 2 after 50 steps. The order of operations decides single pixels. */
function stays(cr: number, ci: number): boolean {
  let zr = 0;
  let zi = 0;
  for (let step = 0; step < 50; step++) {
    const next = zr * zr - zi * zi + cr;
    zi = (zr + zr) * zi + ci;
    zr = next;
    if (zr * zr + zi * zi > 4) return false;
  }
  return true;
}

/** How far from the border the rounding of a fused operation may decide: some hundred times that of c itself. */
const DOUBT = 2 ** -45;
/** Of all pixels, at most one in so many may differ between builds. In fact none of 150 million did at sizes from 200 to 2800. */
const ONE_IN = 20_000;

/** Whether the definition itself answers otherwise a hair away from c. */
function isOnBorder(cr: number, ci: number): boolean {
  const answer = stays(cr, ci);
  return [-DOUBT, 0, DOUBT].some((dr) => [-DOUBT, 0, DOUBT].some((di) => stays(cr + dr, ci + di) !== answer));
}

function pixel(output: Uint8Array, x: number, y: number, size: number): number {
  return ((output[y * Math.ceil(size / 8) + (x >> 3)] ?? 0) >> (7 - (x & 7))) & 1;
}

function disagreement(output: Uint8Array, other: Uint8Array, size: number): string | undefined {
  let pixels = 0;
  for (const [at, byte] of output.entries()) {
    if (byte === other[at]) continue;
    const y = Math.floor(at / Math.ceil(size / 8));
    const from = (at % Math.ceil(size / 8)) * 8;
    for (let x = from; x < from + 8; x++) {
      if (pixel(output, x, y, size) === pixel(other, x, y, size)) continue;
      if (!isOnBorder((x * 2) / size - 1.5, (y * 2) / size - 1))
        return `pixel ${x} of row ${y} differs, far from the border`;
      pixels++;
    }
  }
  return pixels > (size * size) / ONE_IN ? `${pixels} of ${size * size} pixels differ` : undefined;
}

/** One pixel of every eighth of every row, at a place that changes from row to row, against the definition; padding. */
function sampleFault(output: Uint8Array, size: number): string | undefined {
  const rowBytes = Math.ceil(size / 8);
  const step = 2 / size;
  for (let y = 0; y < size; y++) {
    for (let part = 0; part < SAMPLES_A_ROW; part++) {
      const share = (part + ((y * 0.618 + part * 0.382) % 1)) / SAMPLES_A_ROW;
      const x = Math.floor(share * size);
      const got = pixel(output, x, y, size);
      const [cr, ci] = [x * step - 1.5, y * step - 1];
      const expected = stays(cr, ci) ? 1 : 0;
      if (got !== expected && !isOnBorder(cr, ci)) return `pixel ${x} of row ${y} is ${got}, expected ${expected}`;
    }
    const padding = (output[(y + 1) * rowBytes - 1] ?? 0) & ((1 << (rowBytes * 8 - size)) - 1);
    if (padding !== 0) return `row ${y} ends in padding bits ${padding.toString(2)}, expected zeros`;
  }
  return undefined;
}

/** MD5 as RFC 1321 defines it, in hexadecimal: browsers have no MD5 of their own. Not for secrets. */
export function md5(bytes: Uint8Array): string {
  const turns = [7, 12, 17, 22, 5, 9, 14, 20, 4, 11, 16, 23, 6, 10, 15, 21];
  const sines = Uint32Array.from({ length: 64 }, (_, step) => Math.abs(Math.sin(step + 1)) * 2 ** 32);
  const padded = new Uint8Array(Math.ceil((bytes.length + 9) / 64) * 64);
  padded.set(bytes);
  padded[bytes.length] = 0x80;
  const view = new DataView(padded.buffer);
  view.setBigUint64(padded.length - 8, BigInt(bytes.length) * 8n, true);
  const state = Uint32Array.of(0x67452301, 0xefcdab89, 0x98badcfe, 0x10325476);
  for (let block = 0; block < padded.length; block += 64) {
    let [a = 0, b = 0, c = 0, d = 0] = state;
    for (let step = 0; step < 64; step++) {
      const round = step >> 4;
      const mixed = [(b & c) | (~b & d), (d & b) | (~d & c), b ^ c ^ d, c ^ (b | ~d)][round] ?? 0;
      const word = [step, 5 * step + 1, 3 * step + 5, 7 * step][round] ?? 0;
      const sum = (a + mixed + (sines[step] ?? 0) + view.getUint32(block + (word % 16) * 4, true)) | 0;
      const turn = turns[round * 4 + (step % 4)] ?? 0;
      [a, d, c, b] = [d, c, b, (b + ((sum << turn) | (sum >>> (32 - turn)))) | 0];
    }
    [a, b, c, d].forEach((word, index) => (state[index] = (state[index] ?? 0) + word));
  }
  return Array.from(new Uint8Array(state.buffer), (byte) => byte.toString(16).padStart(2, '0')).join('');
}

const MD5_504 = '15c00e9a39837854b019d7d1c4c04d30';

export default {
  id: 'mandelbrot',
  title: 'Mandelbrot set',
  sizeName: 'pixels along a side',
  computes: 'Iterates z ← z² + c for every pixel of the plane and keeps those that have not run away after 50 steps.',
  teaches: 'Rows cost very different times, so equal shares of rows leave some threads waiting for the rest.',
  version: 1,
  tinySize: TINY,
  maxSize: MAX,
  naturalItems: 1,
  builds: {
    statement:
      'A pixel may differ whose c lies within 2⁻⁴⁵ of where the answer changes, one in 20 000 at most: fused operations round once instead of twice.',
    fault: disagreement,
  },
  published: [
    {
      size: 504,
      statement: `The bitmap of 504 × 504 pixels has the MD5 ${MD5_504}.`,
      source:
        'hanabi1224/Programming-Language-Benchmarks, bench/algorithm/mandelbrot/500_out (the Benchmarks Game’s task; programs in a dozen languages agree)',
      fault(output) {
        const got = md5(output);
        return got === MD5_504 ? undefined : `the bitmap's MD5 is ${got}, published is ${MD5_504}`;
      },
    },
  ],
  items: (size) => size,
  itemBytes: (size) => Math.ceil(size / 8),
  inputBytes: () => 0,
  scratchBytes: () => 96,
  work: (size) => ({ amount: size * size, unit: 'pixels' }),
  fillInput() {},
  /** Work grows with the pixels; whole bytes, so that no bit of a row is computed in vain. */
  scale: (size, factor) => Math.min(MAX, Math.max(TINY, Math.round((size * Math.sqrt(factor)) / 8) * 8)),
  fault: (output, _input, size) => sampleFault(output, size),
} satisfies Kernel;
