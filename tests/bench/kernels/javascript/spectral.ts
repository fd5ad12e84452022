/** `assembly/kernels/spectral.ts` in plain JavaScript, for the bench: the same items and steps. Measures nothing. */

const ROWS = 4;

const doubles = (bytes: Uint8Array): Float64Array =>
  new Float64Array(bytes.buffer, bytes.byteOffset, bytes.byteLength / 8);

function a(i: number, j: number): number {
  return 1 / (((i + j) * (i + j + 1)) / 2 + i + 1);
}

export default function spectral(
  start: number,
  end: number,
  out: Uint8Array,
  input: Uint8Array,
  _scratch: Uint8Array,
  size: number,
  step: number,
): void {
  const [to, vector] = [doubles(out), doubles(input)];
  for (let row = start * ROWS; row < end * ROWS; row++) {
    let sum = 0;
    if (step % 2 === 0) for (let column = 0; column < size; column++) sum += a(row, column) * vector[column]!;
    else for (let column = 0; column < size; column++) sum += a(column, row) * vector[column]!;
    to[row] = sum;
  }
}
