/** Jacobi's relaxation in plain JavaScript over typed arrays, the rival of assembly/kernels/heat.ts. Sums in the same order. */
export default function heat(
  start: number,
  end: number,
  out: Uint8Array,
  input: Uint8Array,
  _scratch: Uint8Array,
  size: number,
): void {
  const from = new Float64Array(input.buffer, input.byteOffset, size * size);
  const to = new Float64Array(out.buffer, out.byteOffset, size * size);
  for (let y = start; y < end; y++) {
    const row = y * size;
    if (y === 0 || y === size - 1) {
      to.set(from.subarray(row, row + size), row);
      continue;
    }
    to[row] = from[row]!;
    for (let at = row + 1; at < row + size - 1; at++) {
      to[at] = (from[at - size]! + from[at + size]! + (from[at - 1]! + from[at + 1]!)) * 0.25;
    }
    to[row + size - 1] = from[row + size - 1]!;
  }
}
