/**
 * −2 ln t / t of a double in (0, 1] without vectors: the operations of polar.ts in their order, so that both give the same
 * bits where nothing is fused.
 */
const ROOT_HALF: u64 = 0x3fe6a09e667f3bcd;
const ONE: u64 = 0x3ff0000000000000;
const MANTISSA: u64 = (1 << 52) - 1;

export function squaredFactorScalar(t: f64): f64 {
  const bits = reinterpret<u64>(t) + (ONE - ROOT_HALF);
  const f = reinterpret<f64>((bits & MANTISSA) + ROOT_HALF) - 1.0;
  const k = <f64>(<i64>(bits >> 52) - 1023);
  const sum = f + 2.0;
  const quotient = 2.0 / (sum * t);
  const halfF = f * 0.5;
  const s = halfF * t * quotient;
  const z = s * s;
  const w = z * z;
  const half = halfF * f;
  const high = half - f - k * 6.9314718036912381649e-1 - k * 1.90821492927058770002e-10;
  const w2 = w * w;
  const even = w2 * (w * 1.531383769920937332e-1 + 2.222219843214978396e-1) + (w * 3.999999999940941908e-1 + half);
  const low = w * 2.857142874366239149e-1 + 6.66666666666673513e-1;
  const odd = w2 * (w * 1.479819860511658591e-1 + 1.818357216161805012e-1) + low;
  return (high - s * (z * odd + even)) * (sum * quotient);
}
