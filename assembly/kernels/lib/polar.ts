/**
 * The squared factor of Marsaglia's polar method, −2 ln t / t, of two doubles t in (0, 1] at once, error a few ulp.
 * Source: fdlibm's e_log.c (Sun Microsystems, 1993): t = 2ᵏ(1 + f), √½ < 1 + f < √2, and a polynomial in s = f/(2 + f).
 * One division gives both s and 2/t. V8 builds a vector constant anew at every use, three instructions for one load, so
 * the caller keeps them in a table of `POLAR_TABLE_BYTES` that `fillPolarTable` writes. Without vectors: polar-scalar.ts.
 */
import { madd2, nmadd2 } from './madd';

export const POLAR_TABLE_BYTES: usize = 272;

export const ONE: usize = 0;
export const TWO: usize = 16;
const HALF: usize = 32;
const ROOT_HALF: usize = 48;
/** What takes the bits of √½ to those of 1. */
const TO_ONE: usize = 64;
const MANTISSA: usize = 80;
/** 2⁵², whose mantissa takes an exponent, and 2⁵² + 1023, which takes it away again. */
const TWO_52: usize = 96;
const BIAS: usize = 112;
const LN2_HIGH: usize = 128;
const LN2_LOW: usize = 144;
const L1: usize = 160;
const L2: usize = 176;
const L3: usize = 192;
const L4: usize = 208;
const L5: usize = 224;
const L6: usize = 240;
const L7: usize = 256;

export function fillPolarTable(table: usize): void {
  put(table, ONE, 1.0);
  put(table, TWO, 2.0);
  put(table, HALF, 0.5);
  put(table, ROOT_HALF, reinterpret<f64>(0x3fe6a09e667f3bcd));
  v128.store(table, i64x2.splat(0x3ff0000000000000 - 0x3fe6a09e667f3bcd), TO_ONE);
  v128.store(table, i64x2.splat((1 << 52) - 1), MANTISSA);
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

export function squaredFactor(t: v128, table: usize): v128 {
  const bits = i64x2.add(t, v128.load(table, TO_ONE));
  const mantissa = i64x2.add(v128.and(bits, v128.load(table, MANTISSA)), v128.load(table, ROOT_HALF));
  const f = f64x2.sub(mantissa, v128.load(table, ONE));
  const k = f64x2.sub(v128.or(i64x2.shr_u(bits, 52), v128.load(table, TWO_52)), v128.load(table, BIAS));
  const sum = f64x2.add(f, v128.load(table, TWO));
  const quotient = f64x2.div(v128.load(table, TWO), f64x2.mul(sum, t));
  const halfF = f64x2.mul(f, v128.load(table, HALF));
  const s = f64x2.mul(f64x2.mul(halfF, t), quotient);
  const z = f64x2.mul(s, s);
  const w = f64x2.mul(z, z);
  const half = f64x2.mul(halfF, f);
  const high = nmadd2(k, v128.load(table, LN2_LOW), nmadd2(k, v128.load(table, LN2_HIGH), f64x2.sub(half, f)));
  const w2 = f64x2.mul(w, w);
  const even = madd2(w2, madd2(w, v128.load(table, L6), v128.load(table, L4)), madd2(w, v128.load(table, L2), half));
  const odd = madd2(
    w2,
    madd2(w, v128.load(table, L7), v128.load(table, L5)),
    madd2(w, v128.load(table, L3), v128.load(table, L1)),
  );
  return f64x2.mul(nmadd2(s, madd2(z, odd, even), high), f64x2.mul(sum, quotient));
}
