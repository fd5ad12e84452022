/** STREAM's scale in plain JavaScript, the rival of assembly/kernels/scale.ts: b = 3·c over blocks, and sums of every eighth element. */
const BLOCK = 8192;

export default function scale(
  start: number,
  end: number,
  out: Uint8Array,
  input: Uint8Array,
  scratch: Uint8Array,
  size: number,
): void {
  const blocks = 2 * Math.min(80, size >> 4);
  const given = new Float64Array(input.buffer, input.byteOffset);
  const b = new Float64Array(scratch.buffer, scratch.byteOffset, BLOCK);
  const sums = new Float64Array(out.buffer, out.byteOffset);
  for (let item = start; item < end; item++) {
    const block = item % blocks;
    const c = given.subarray(block * BLOCK, (block + 1) * BLOCK);
    sums.fill(0, item * 8, item * 8 + 8);
    for (let j = 0; j < BLOCK; j++) {
      const value = 3 * c[j]!;
      b[j] = value;
      sums[item * 8 + (j & 7)]! += value;
    }
  }
}
