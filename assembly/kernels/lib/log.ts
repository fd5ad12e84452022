/**
 * The natural logarithm of two doubles in (0, 1] at once, error below 1 ulp.
 * Source: fdlibm's e_log.c (Sun Microsystems, 1993): t = 2ᵏ(1 + f), √½ < 1 + f < √2, and a polynomial in s = f/(2 + f).
 * V8 builds a vector constant anew at every use, three instructions for one load, so the caller keeps them in a
 * table of `LOG_TABLE_BYTES` that `fillLogTable` writes.
 */
export const LOG_TABLE_BYTES: usize = 256;

export const ONE: usize = 0;
export const TWO: usize = 16;
const HALF: usize = 32;
/** The bits of 1.0, and what takes the bits of √½ to them. */
const ONE_BITS: usize = 48;
const TO_ROOT_HALF: usize = 64;
/** 2⁵², whose mantissa takes an exponent, and 2⁵² + 1023, which takes it away again. */
export const TWO_52: usize = 80;
const BIAS: usize = 96;
const LN2_HIGH: usize = 112;
const LN2_LOW: usize = 128;
const L1: usize = 144;
const L2: usize = 160;
const L3: usize = 176;
const L4: usize = 192;
const L5: usize = 208;
const L6: usize = 224;
const L7: usize = 240;

export function fillLogTable(table: usize): void {
  put(table, ONE, 1.0);
  put(table, TWO, 2.0);
  put(table, HALF, 0.5);
  v128.store(table, i64x2.splat(0x3ff0000000000000), ONE_BITS);
  v128.store(table, i64x2.splat(0x3ff0000000000000 - 0x3fe6a09e667f3bcd), TO_ROOT_HALF);
  put(table, TWO_52, 4503599627370496.0);
  put(table, BIAS, 4503599627370496.0 + 1023.0);
  put(table, LN2_HIGH, 6.9314718036912381649e-1);
  put(table, LN2_LOW, 1.90821492927058770002e-10);
  put(table, L1, 6.66666666666673513e-1);
  put(table, L2, 3.999999999940941908e-1);
  put(table, L3, 2.857142874366239149e-1);
  put(table, L4, 2.222219843214978396e-1);
  put(table, L5, 1.818357216161805012e-1);
  put(table, L6, 1.531383769920937332e-1);
  put(table, L7, 1.479819860511658591e-1);
}

function put(table: usize, at: usize, value: f64): void {
  v128.store(table + at, f64x2.splat(value));
}

export function log(t: v128, table: usize): v128 {
  const exponent = i64x2.shr_u(i64x2.add(t, v128.load(table, TO_ROOT_HALF)), 52);
  const mantissa = i64x2.sub(t, i64x2.sub(i64x2.shl(exponent, 52), v128.load(table, ONE_BITS)));
  const f = f64x2.sub(mantissa, v128.load(table, ONE));
  const k = f64x2.sub(v128.or(exponent, v128.load(table, TWO_52)), v128.load(table, BIAS));
  const s = f64x2.div(f, f64x2.add(f, v128.load(table, TWO)));
  const z = f64x2.mul(s, s);
  const w = f64x2.mul(z, z);
  let even = madd(w, v128.load(table, L6), v128.load(table, L4));
  even = f64x2.mul(w, madd(w, even, v128.load(table, L2)));
  let odd = madd(w, v128.load(table, L7), v128.load(table, L5));
  odd = madd(w, odd, v128.load(table, L3));
  odd = f64x2.mul(z, madd(w, odd, v128.load(table, L1)));
  const half = f64x2.mul(f64x2.mul(v128.load(table, HALF), f), f);
  const low = f64x2.mul(k, v128.load(table, LN2_LOW));
  const rest = f64x2.sub(f64x2.sub(half, madd(s, f64x2.add(half, f64x2.add(odd, even)), low)), f);
  return f64x2.sub(f64x2.mul(k, v128.load(table, LN2_HIGH)), rest);
}

function madd(a: v128, b: v128, c: v128): v128 {
  return f64x2.add(f64x2.mul(a, b), c);
}
