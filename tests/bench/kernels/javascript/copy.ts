/** STREAM's copy in plain JavaScript, the rival of assembly/kernels/copy.ts: c = a over blocks, and sums of every eighth element. */
const BLOCK = 8192;

export default function copy(
  start: number,
  end: number,
  out: Uint8Array,
  input: Uint8Array,
  scratch: Uint8Array,
  size: number,
): void {
  const blocks = 2 * Math.min(80, size >> 4);
  const given = new Float64Array(input.buffer, input.byteOffset);
  const c = new Float64Array(scratch.buffer, scratch.byteOffset, BLOCK);
  const sums = new Float64Array(out.buffer, out.byteOffset);
  for (let item = start; item < end; item++) {
    const block = item % blocks;
    const a = given.subarray(block * BLOCK, (block + 1) * BLOCK);
    sums.fill(0, item * 8, item * 8 + 8);
    for (let j = 0; j < BLOCK; j++) {
      const value = a[j]!;
      c[j] = value;
      sums[item * 8 + (j & 7)]! += value;
    }
  }
}
