/* The rows of assembly/kernels/matmul.ts in C, from the same panels: tiles of rows by eight columns. */
#include <stdint.h>
#ifndef VECTOR_BYTES
#define VECTOR_BYTES 16
#endif
#ifndef ROWS
#define ROWS 4
#endif
#define VECTORS (32 / VECTOR_BYTES)
#define LANES (VECTOR_BYTES / 4)
typedef float vf __attribute__((vector_size(VECTOR_BYTES), aligned(4), may_alias));

/* `rows` is a constant at every call, so that the sums stay in registers. */
static inline __attribute__((always_inline)) void tile(int rows, const float *a, const float *b, float *c, uint32_t size) {
  vf sum[ROWS][VECTORS] = {0};
  for (uint32_t k = 0; k < size; k++, b += 8)
    for (int i = 0; i < rows; i++)
      for (int v = 0; v < VECTORS; v++) sum[i][v] += a[(uint64_t)i * size + k] * *(const vf *)(b + v * LANES);
  for (int i = 0; i < rows; i++)
    for (int v = 0; v < VECTORS; v++) *(vf *)(c + (uint64_t)i * size + v * LANES) = sum[i][v];
}

void matmul(uint32_t start, uint32_t end, uint8_t *out, const uint8_t *input, uint8_t *scratch, uint32_t size) {
  const float *a = (const float *)input, *panels = a + (uint64_t)size * size;
  float *c = (float *)out;
  for (uint32_t j = 0; j < size; j += 8) {
    const float *panel = panels + (uint64_t)j * size;
    uint32_t i = start;
    for (; i + ROWS <= end; i += ROWS) tile(ROWS, a + (uint64_t)i * size, panel, c + (uint64_t)i * size + j, size);
    for (; i < end; i++) tile(1, a + (uint64_t)i * size, panel, c + (uint64_t)i * size + j, size);
  }
}
