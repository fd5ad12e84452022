/*
 * assembly/kernels/spectral.ts in C, for the bench: the same items, steps and method, two vectors of rows at once; where
 * vectors are wide and an item is left over, one. Measures nothing.
 */
#include <stdint.h>

#ifndef VECTOR_BYTES
#define VECTOR_BYTES 16
#endif
#define LANES (VECTOR_BYTES / 8)
#define ROWS 4

typedef double vector __attribute__((vector_size(VECTOR_BYTES)));
typedef double unaligned __attribute__((vector_size(VECTOR_BYTES), aligned(8)));

/* a·b + c: a compiler for x86 fuses the plain form, that for WebAssembly must be asked. */
static inline vector madd(vector a, vector b, vector c) {
#if defined(__wasm_relaxed_simd__)
  return (vector)__builtin_wasm_relaxed_madd_f64x2(a, b, c);
#else
  return a * b + c;
#endif
}

static inline vector splat(double value) {
  return value - (vector){0};
}

/* `count` vectors of rows from `row` on, a constant where it is called; four columns at a time, which share a division. */
static inline __attribute__((always_inline)) void
rows(int count, uint32_t row, double *to, const double *from, uint32_t size, double transposed) {
  vector rise, leap, d[2], sum[2];
  for (int lane = 0; lane < LANES; lane++) {
    rise[lane] = row + lane + 1 + transposed;
    for (int k = 0; k < count; k++) {
      const double i = row + k * LANES + lane;
      d[k][lane] = i * (i + 1) * 0.5 + (1 - transposed) * i + 1;
    }
  }
  leap = rise + rise + 1;
  for (int k = 0; k < count; k++) sum[k] = splat(0);
  for (uint32_t column = 0; column < size; column += 4) {
    const vector v = splat(from[column]), w = splat(from[column + 1]);
    const vector x = splat(from[column + 2]), y = splat(from[column + 3]);
    for (int k = 0; k < count; k++) {
      const vector f = d[k] + (leap + 2 * k * LANES);
      const vector e = d[k] + (rise + k * LANES), g = f + (rise + (k * LANES + 2));
      const vector left = madd(v, e, w * d[k]), right = madd(x, g, y * f);
      const vector de = d[k] * e, fg = f * g;
      sum[k] += madd(left, fg, right * de) / (de * fg);
      d[k] = f + (leap + (2 * k * LANES + 4));
    }
    rise += 4;
    leap += 8;
  }
  for (int k = 0; k < count; k++) *(unaligned *)(to + row + k * LANES) = sum[k];
}

void spectral(uint32_t start, uint32_t end, uint8_t *out, const uint8_t *input, uint8_t *scratch, uint32_t size, uint32_t step) {
  double *to = (double *)out;
  const double *from = (const double *)input;
  uint32_t row = start * ROWS;
  (void)scratch;
  for (; row + 2 * LANES <= end * ROWS; row += 2 * LANES) rows(2, row, to, from, size, step % 2);
  for (; row < end * ROWS; row += LANES) rows(1, row, to, from, size, step % 2);
}
