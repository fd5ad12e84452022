/**
 * Spectral norm of the infinite matrix a(i, j) = 1 / ((i + j)(i + j + 1) / 2 + i + 1): the power method on its first rows and columns.
 * Source: the Benchmarks Game's task "spectral-norm" (Trefethen's Hundred-Dollar problem 3). A step multiplies a vector by A where its
 * number is even, by Aᵀ where it is odd; the game's ten rounds are 40 steps, and it starts from ones.
 * Item: four elements of the vector, f64.
 * Cost: 0.9 ns for each element of the vector that is read (1.3 µs an item at size 1400), all the same.
 * Teaches: every step needs all of the vector before it, so every step ends at a barrier, however little there is between two.
 * Four terms share a division: v/d + w/e = (v·e + w·d) / (d·e), and two of those likewise. Denominators are whole numbers, stepped
 * by exact additions; the product of four stays far below what a double holds.
 */
import { madd2 } from './lib/madd';

export function spectral(start: u32, end: u32, out: usize, input: usize, scratch: usize, size: u32, step: u32): void {
  const behind = input + ((<usize>size) << 3);
  for (let item = start; item < end; ++item) {
    fourRows(<f64>(item << 2), input, behind, out + ((<usize>item) << 5), <f64>(step & 1));
  }
}

/**
 * Rows i to i + 3 times the vector, `transposed` 0 or 1. From column j to j + 1 a denominator grows by i + j + 1, or i + j + 2 transposed,
 * from j to j + 2 by twice that and 1. Of the first two rows these are `rise0` and `leap0`, two columns later `rise1` and `leap1`, which
 * for the other two rows come first.
 */
function fourRows(i: f64, vector: usize, end: usize, out: usize, transposed: f64): void {
  let rise0 = f64x2(i + 1.0 + transposed, i + 2.0 + transposed);
  let rise1 = f64x2(i + 3.0 + transposed, i + 4.0 + transposed);
  // As differences they stay in registers; V8 would build literals anew at every use.
  const two = f64x2.sub(rise1, rise0);
  const four = f64x2.add(two, two);
  let leap0 = f64x2.add(f64x2.add(rise0, rise0), f64x2.splat(1.0));
  let leap1 = f64x2.add(leap0, four);
  let d0 = f64x2(first(i, transposed), first(i + 1.0, transposed));
  let d1 = f64x2(first(i + 2.0, transposed), first(i + 3.0, transposed));
  let sum0 = f64x2.splat(0.0);
  let sum1 = sum0;
  do {
    const v = v128.load64_splat(vector);
    const w = v128.load64_splat(vector, 8);
    const x = v128.load64_splat(vector, 16);
    const y = v128.load64_splat(vector, 24);
    const e0 = f64x2.add(d0, rise0);
    const f0 = f64x2.add(d0, leap0);
    const g0 = f64x2.add(f0, rise1);
    const de0 = f64x2.mul(d0, e0);
    const fg0 = f64x2.mul(f0, g0);
    const all0 = cross(cross(v, e0, w, d0), fg0, cross(x, g0, y, f0), de0);
    sum0 = f64x2.add(sum0, f64x2.div(all0, f64x2.mul(de0, fg0)));
    d0 = f64x2.add(f0, leap1);
    rise0 = f64x2.add(rise1, two);
    leap0 = f64x2.add(leap1, four);
    const e1 = f64x2.add(d1, rise1);
    const f1 = f64x2.add(d1, leap1);
    const g1 = f64x2.add(f1, rise0);
    const de1 = f64x2.mul(d1, e1);
    const fg1 = f64x2.mul(f1, g1);
    const all1 = cross(cross(v, e1, w, d1), fg1, cross(x, g1, y, f1), de1);
    sum1 = f64x2.add(sum1, f64x2.div(all1, f64x2.mul(de1, fg1)));
    d1 = f64x2.add(f1, leap0);
    rise1 = f64x2.add(rise0, two);
    leap1 = f64x2.add(leap0, four);
    vector += 32;
  } while (vector < end);
  v128.store(out, sum0);
  v128.store(out, sum1, 16);
}

/** v·e + w·d, the numerator of v/d + w/e. */
function cross(v: v128, e: v128, w: v128, d: v128): v128 {
  return madd2(v, e, f64x2.mul(w, d));
}

/** The denominator of a row's first column. */
function first(i: f64, transposed: f64): f64 {
  return i * (i + 1.0) * 0.5 + (1.0 - transposed) * i + 1.0;
}
