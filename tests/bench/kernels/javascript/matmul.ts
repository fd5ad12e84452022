/** The matrix product in plain JavaScript, the rival of assembly/kernels/matmul.ts: from the same panels, eight sums at a time. */
export default function matmul(
  start: number,
  end: number,
  out: Uint8Array,
  input: Uint8Array,
  _scratch: Uint8Array,
  size: number,
): void {
  const given = new Float32Array(input.buffer, input.byteOffset, 2 * size * size);
  const product = new Float32Array(out.buffer, out.byteOffset, size * size);
  const sums = new Float64Array(8);
  for (let j = 0; j < size; j += 8) {
    const panel = size * size + j * size;
    for (let i = start; i < end; i++) {
      sums.fill(0);
      for (let k = 0; k < size; k++) {
        const value = given[i * size + k]!;
        const row = panel + 8 * k;
        for (let column = 0; column < 8; column++) sums[column]! += value * given[row + column]!;
      }
      product.set(sums, i * size + j);
    }
  }
}
