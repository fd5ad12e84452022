/**
 * `mandelbrot` without vectors, pixel by pixel: the definition as ../mandelbrot.ts states it, in the same order of operations.
 */
export function mandelbrot(start: u32, end: u32, out: usize, input: usize, scratch: usize, size: u32): void {
  const rowBytes = (size + 7) >> 3;
  const step = 2.0 / <f64>size;
  for (let y = start; y < end; ++y) {
    const ci = <f64>y * step - 1.0;
    for (let byte: u32 = 0; byte < rowBytes; ++byte) {
      let bits: u32 = 0;
      for (let x = byte << 3; x < (byte + 1) << 3; ++x) bits = (bits << 1) | stays(<f64>x * step - 1.5, ci);
      store<u8>(out + y * rowBytes + byte, bits);
    }
  }
}

/** 1 while |z| ≤ 2 after 50 steps of z ← z² + c, of which z = c is the first. */
function stays(cr: f64, ci: f64): u32 {
  let zr = cr;
  let zi = ci;
  for (let left = 49; left; --left) {
    const real = zr * zr;
    const imaginary = zi * zi;
    if (real + imaginary > 4.0) return 0;
    zi = (zr + zr) * zi + ci;
    zr = real - imaginary + cr;
  }
  return u32(zr * zr + zi * zi <= 4.0);
}
