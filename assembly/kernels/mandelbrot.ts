/**
 * The Mandelbrot set as a packed bitmap: a pixel is set while |z| ≤ 2 after 50 steps of z ← z² + c.
 * Source: the Benchmarks Game's task "mandelbrot", view [−1.5, 0.5] × [−1, 1], and its order of operations where
 * nothing is fused.
 * Item: one row, ⌈size/8⌉ bytes, first pixel in the highest bit, padding zero.
 * Cost: 7 to 35 µs a row of 2000 pixels, no memory traffic: a row through the set costs five times an empty one.
 * Teaches: equal shares of rows are not equal shares of work.
 * Builds: fused operations move single pixels of large bitmaps; see src/kernels/mandelbrot.ts.
 * Scratch: the real parts of twelve pixels, two at a time.
 */
import { madd2, nmadd2 } from './lib/madd';

export function mandelbrot(start: u32, end: u32, out: usize, input: usize, scratch: usize, size: u32): void {
  const rowBytes = (size + 7) >> 3;
  const step = 2.0 / <f64>size;
  for (let y = start; y < end; ++y) row(out + y * rowBytes, rowBytes, <f64>y * step - 1.0, step, scratch);
}

/** Three bytes at a time. What is beyond the last needs no mask: right of the view, at cr ≥ 0.5, nothing belongs to the set. */
function row(out: usize, bytes: u32, ci: f64, step: f64, scratch: usize): void {
  const end = out + bytes;
  for (let x = 0.0; out < end; x += 24.0) {
    let bits = twelvePixels(x, ci, step, scratch) << 12;
    if (out + 1 < end) bits |= twelvePixels(x + 12.0, ci, step, scratch);
    store<u8>(out++, bits >> 16);
    if (out < end) store<u8>(out++, bits >> 8);
    if (out < end) store<u8>(out++, bits);
  }
}

/** Squared distance from the origin. */
function norm(zr: v128, zi: v128): v128 {
  return f64x2.add(f64x2.mul(zr, zr), f64x2.mul(zi, zi));
}

/** Where operations are fused, what waits for zi alone comes first: a step then takes the time of one fused operation less. */
function nextReal(zr: v128, zi: v128, cr: v128): v128 {
  if (ASC_FEATURE_RELAXED_SIMD) return madd2(zr, zr, nmadd2(zi, zi, cr));
  else return f64x2.add(f64x2.sub(f64x2.mul(zr, zr), f64x2.mul(zi, zi)), cr);
}

function nextImaginary(zr: v128, zi: v128, ci: v128): v128 {
  return madd2(zr, f64x2.add(zi, zi), ci);
}

/**
 * Six vectors of two pixels hide the time that a step takes. Their z fill the registers; c comes from the scratch, as a
 * loaded copy that the fused operation may overwrite. The left pixel of a pair sits in the *upper* lane, so that
 * `bitmask` gives the bits in the order of the bitmap.
 * z starts at c, the first of the 50 steps; the other 49 are seven times seven, with a way out in between.
 * Asking every seventh time is enough: a z that is farther out than 2 and than c never comes back.
 */
function twelvePixels(x: f64, imaginary: f64, step: f64, c: usize): u32 {
  const ci = f64x2.splat(imaginary);
  let r0 = real(x, step),
    r1 = real(x + 2.0, step),
    r2 = real(x + 4.0, step),
    r3 = real(x + 6.0, step),
    r4 = real(x + 8.0, step),
    r5 = real(x + 10.0, step);
  v128.store(c, r0);
  v128.store(c, r1, 16);
  v128.store(c, r2, 32);
  v128.store(c, r3, 48);
  v128.store(c, r4, 64);
  v128.store(c, r5, 80);
  let i0 = ci,
    i1 = ci,
    i2 = ci,
    i3 = ci,
    i4 = ci,
    i5 = ci;
  let bits: u32 = 0;
  let rounds = 7;
  do {
    let steps = 7;
    do {
      let s = nextReal(r0, i0, v128.load(c));
      i0 = nextImaginary(r0, i0, ci);
      r0 = s;
      s = nextReal(r1, i1, v128.load(c, 16));
      i1 = nextImaginary(r1, i1, ci);
      r1 = s;
      s = nextReal(r2, i2, v128.load(c, 32));
      i2 = nextImaginary(r2, i2, ci);
      r2 = s;
      s = nextReal(r3, i3, v128.load(c, 48));
      i3 = nextImaginary(r3, i3, ci);
      r3 = s;
      s = nextReal(r4, i4, v128.load(c, 64));
      i4 = nextImaginary(r4, i4, ci);
      r4 = s;
      s = nextReal(r5, i5, v128.load(c, 80));
      i5 = nextImaginary(r5, i5, ci);
      r5 = s;
    } while (--steps);
    bits = (inside(r0, i0) << 10) | (inside(r1, i1) << 8) | (inside(r2, i2) << 6);
    bits |= (inside(r3, i3) << 4) | (inside(r4, i4) << 2) | inside(r5, i5);
  } while (bits && --rounds);
  return bits;
}

function real(x: f64, step: f64): v128 {
  return f64x2.sub(f64x2.mul(f64x2(x + 1.0, x), f64x2.splat(step)), f64x2.splat(1.5));
}

function inside(zr: v128, zi: v128): u32 {
  return i64x2.bitmask(f64x2.le(norm(zr, zi), f64x2.splat(4.0)));
}
