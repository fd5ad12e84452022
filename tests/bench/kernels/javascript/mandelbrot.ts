/** The Mandelbrot set in plain JavaScript, the rival of assembly/kernels/mandelbrot.ts: the same pixels, one after another. */
function stays(cr: number, ci: number): number {
  let zr = cr;
  let zi = ci;
  for (let left = 49; left > 0; left--) {
    const real = zr * zr;
    const imaginary = zi * zi;
    if (real + imaginary > 4) return 0;
    zi = 2 * zr * zi + ci;
    zr = real - imaginary + cr;
  }
  return zr * zr + zi * zi <= 4 ? 1 : 0;
}

export default function mandelbrot(
  start: number,
  end: number,
  out: Uint8Array,
  _input: Uint8Array,
  _scratch: Uint8Array,
  size: number,
): void {
  const rowBytes = Math.ceil(size / 8);
  const step = 2 / size;
  for (let y = start; y < end; y++) {
    const ci = y * step - 1;
    for (let byte = 0; byte < rowBytes; byte++) {
      let bits = 0;
      for (let x = 8 * byte; x < 8 * byte + 8; x++) bits = (bits << 1) | stays(x * step - 1.5, ci);
      out[y * rowBytes + byte] = bits;
    }
  }
}
