/**
 * a·b + c and c − a·b of vectors: one fused instruction that rounds once in the relaxed build (where the processor has
 * it), two that round twice elsewhere. A kernel that calls them may differ between builds in last bits, which its
 * descriptor must state; where every product and sum is exact it does not.
 * Source: WebAssembly relaxed SIMD, "relaxed_madd" and "relaxed_nmadd". Small enough for asc to inline at every call.
 */

/** a·b + c of two doubles. */
export function madd2(a: v128, b: v128, c: v128): v128 {
  if (ASC_FEATURE_RELAXED_SIMD) return f64x2.relaxed_madd(a, b, c);
  else return f64x2.add(f64x2.mul(a, b), c);
}

/** c − a·b of two doubles. */
export function nmadd2(a: v128, b: v128, c: v128): v128 {
  if (ASC_FEATURE_RELAXED_SIMD) return f64x2.relaxed_nmadd(a, b, c);
  else return f64x2.sub(c, f64x2.mul(a, b));
}

/** a·b + c of four floats. */
export function madd4(a: v128, b: v128, c: v128): v128 {
  if (ASC_FEATURE_RELAXED_SIMD) return f32x4.relaxed_madd(a, b, c);
  else return f32x4.add(f32x4.mul(a, b), c);
}

/** c − a·b of four floats. */
export function nmadd4(a: v128, b: v128, c: v128): v128 {
  if (ASC_FEATURE_RELAXED_SIMD) return f32x4.relaxed_nmadd(a, b, c);
  else return f32x4.sub(c, f32x4.mul(a, b));
}
