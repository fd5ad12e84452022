/* The blocks of assembly/kernels/copy.ts in C: c = a to the scratch, the sums of every eighth element to the output. */
#include <stdint.h>
#ifndef VECTOR_BYTES
#define VECTOR_BYTES 16
#endif
#define LANES (VECTOR_BYTES / 8)
#define VECTORS (64 / VECTOR_BYTES)
#define BLOCK 8192
typedef double vd __attribute__((vector_size(VECTOR_BYTES), aligned(8), may_alias));

void copy(uint32_t start, uint32_t end, uint8_t *out, const uint8_t *input, uint8_t *scratch, uint32_t size) {
  uint32_t blocks = 2 * (size >> 4 < 80 ? size >> 4 : 80);
  double *c = (double *)scratch;
  for (uint32_t item = start; item < end; item++) {
    const double *a = (const double *)input + (uint64_t)(item % blocks) * BLOCK;
    vd sum[VECTORS] = {0};
    for (int j = 0; j < BLOCK; j += 8)
      for (int v = 0; v < VECTORS; v++) {
        vd value = *(const vd *)(a + j + v * LANES);
        *(vd *)(c + j + v * LANES) = value;
        sum[v] += value;
      }
    for (int v = 0; v < VECTORS; v++) *(vd *)((double *)out + item * 8 + v * LANES) = sum[v];
  }
}
