/*
 * Jacobi's relaxation in C, the rival of assembly/kernels/heat.ts: the same items, layout and order of sums, so the same bytes.
 * Vectors of VECTOR_BYTES; what lies right of one vector of cells is what lies left of the next but one at 32 bytes, so it is
 * loaded once at 16 bytes only.
 */
#include <stddef.h>
#include <stdint.h>

#ifndef VECTOR_BYTES
#define VECTOR_BYTES 16
#endif
#define LANES (VECTOR_BYTES / 8)

typedef double vec __attribute__((vector_size(VECTOR_BYTES)));
typedef double uvec __attribute__((vector_size(VECTOR_BYTES), aligned(8)));

static inline vec at(const double *p) { return *(const uvec *)p; }

static void sweep_row(double *restrict to, const double *restrict from, uint32_t size) {
  const double *above = from - size, *below = from + size;
#if LANES == 2
  vec left = at(from - 1);
  for (uint32_t x = 0; x < size; x += 8) {
    for (int k = 0; k < 8; k += 2) {
      vec right = at(from + x + k + 1);
      *(uvec *)(to + x + k) = ((at(above + x + k) + at(below + x + k)) + (left + right)) * 0.25;
      left = right;
    }
  }
#else
  for (uint32_t x = 0; x < size; x += LANES)
    *(uvec *)(to + x) = ((at(above + x) + at(below + x)) + (at(from + x - 1) + at(from + x + 1))) * 0.25;
#endif
}

void heat(uint32_t start, uint32_t end, uint8_t *out, const uint8_t *input, uint8_t *scratch, uint32_t size, uint32_t step) {
  (void)scratch;
  (void)step;
  for (uint32_t y = start; y < end; y++) {
    const double *from = (const double *)input + (size_t)y * size;
    double *to = (double *)out + (size_t)y * size;
    if (y == 0 || y == size - 1) {
      __builtin_memcpy(to, from, (size_t)size * 8);
      continue;
    }
    sweep_row(to, from, size);
    to[0] = from[0];
    to[size - 1] = from[size - 1];
  }
}
