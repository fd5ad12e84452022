/**
 * Element by element, into the first array: the reductions of 64-bit floats, two at a time. `bytes` is a multiple of 8, both
 * addresses too. Not kernels: they write what they read. Called by a rank on memory that nobody else touches meanwhile.
 * Four pairs a round, since the loop's own work would cost as much as the additions; and written out for each operation, since
 * the compiler does not make four loops of one that is told which operation it is. One at a time in the build without vectors.
 */
export function sumFloat64(to: usize, from: usize, bytes: usize): void {
  const end = to + bytes;
  if (ASC_FEATURE_SIMD) {
    for (; to + 64 <= end; to += 64, from += 64) {
      v128.store(to, f64x2.add(v128.load(to), v128.load(from)));
      v128.store(to, f64x2.add(v128.load(to, 16), v128.load(from, 16)), 16);
      v128.store(to, f64x2.add(v128.load(to, 32), v128.load(from, 32)), 32);
      v128.store(to, f64x2.add(v128.load(to, 48), v128.load(from, 48)), 48);
    }
  }
  for (; to < end; to += 8, from += 8) store<f64>(to, load<f64>(to) + load<f64>(from));
}

export function productFloat64(to: usize, from: usize, bytes: usize): void {
  const end = to + bytes;
  if (ASC_FEATURE_SIMD) {
    for (; to + 64 <= end; to += 64, from += 64) {
      v128.store(to, f64x2.mul(v128.load(to), v128.load(from)));
      v128.store(to, f64x2.mul(v128.load(to, 16), v128.load(from, 16)), 16);
      v128.store(to, f64x2.mul(v128.load(to, 32), v128.load(from, 32)), 32);
      v128.store(to, f64x2.mul(v128.load(to, 48), v128.load(from, 48)), 48);
    }
  }
  for (; to < end; to += 8, from += 8) store<f64>(to, load<f64>(to) * load<f64>(from));
}

/** As Math.min: NaN wins, and -0 is less than 0. */
export function minFloat64(to: usize, from: usize, bytes: usize): void {
  const end = to + bytes;
  if (ASC_FEATURE_SIMD) {
    for (; to + 64 <= end; to += 64, from += 64) {
      v128.store(to, f64x2.min(v128.load(to), v128.load(from)));
      v128.store(to, f64x2.min(v128.load(to, 16), v128.load(from, 16)), 16);
      v128.store(to, f64x2.min(v128.load(to, 32), v128.load(from, 32)), 32);
      v128.store(to, f64x2.min(v128.load(to, 48), v128.load(from, 48)), 48);
    }
  }
  for (; to < end; to += 8, from += 8) store<f64>(to, min<f64>(load<f64>(to), load<f64>(from)));
}

/** As Math.max: NaN wins, and 0 is more than -0. */
export function maxFloat64(to: usize, from: usize, bytes: usize): void {
  const end = to + bytes;
  if (ASC_FEATURE_SIMD) {
    for (; to + 64 <= end; to += 64, from += 64) {
      v128.store(to, f64x2.max(v128.load(to), v128.load(from)));
      v128.store(to, f64x2.max(v128.load(to, 16), v128.load(from, 16)), 16);
      v128.store(to, f64x2.max(v128.load(to, 32), v128.load(from, 32)), 32);
      v128.store(to, f64x2.max(v128.load(to, 48), v128.load(from, 48)), 48);
    }
  }
  for (; to < end; to += 8, from += 8) store<f64>(to, max<f64>(load<f64>(to), load<f64>(from)));
}

/** Copies within one memory: faster than between typed arrays over it, which a browser copies word by word. */
export function copyWithin(to: usize, from: usize, bytes: usize): void {
  memory.copy(to, from, bytes);
}
