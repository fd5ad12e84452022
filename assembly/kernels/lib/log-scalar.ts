/**
 * The natural logarithm of a double in (0, 1] without vectors: the operations of log.ts in their order, so that both give
 * the same bits where nothing is fused.
 */
const ROOT_HALF: u64 = 0x3fe6a09e667f3bcd;
const ONE_BITS: u64 = 0x3ff0000000000000;

export function logScalar(t: f64): f64 {
  const bits = reinterpret<u64>(t);
  const exponent = (bits + (ONE_BITS - ROOT_HALF)) >> 52;
  const f = reinterpret<f64>(bits - ((exponent << 52) - ONE_BITS)) - 1.0;
  const k = <f64>(<i64>exponent - 1023);
  const s = f / (f + 2.0);
  const z = s * s;
  const w = z * z;
  const even = w * (w * (w * 1.531383769920937332e-1 + 2.222219843214978396e-1) + 3.999999999940941908e-1);
  const odd = w * (w * 1.479819860511658591e-1 + 1.818357216161805012e-1) + 2.857142874366239149e-1;
  const series = z * (w * odd + 6.66666666666673513e-1) + even;
  const half = 0.5 * f * f;
  const rest = half - (s * (half + series) + k * 1.90821492927058770002e-10) - f;
  return k * 6.9314718036912381649e-1 - rest;
}
