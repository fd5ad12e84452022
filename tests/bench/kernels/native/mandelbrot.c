/* The rows of assembly/kernels/mandelbrot.ts in C: the same bitmap but for single pixels that a fused operation moves. */
#include <stdint.h>
#ifndef VECTOR_BYTES
#define VECTOR_BYTES 16
#endif
#define LANES (VECTOR_BYTES / 8)
/* As many vectors as hide the latency of a step: ten pixels at 128 bits. */
#ifndef VECTORS
#define VECTORS 5
#endif
#define PIXELS (VECTORS * LANES)
typedef double vd __attribute__((vector_size(VECTOR_BYTES)));
typedef int64_t vl __attribute__((vector_size(VECTOR_BYTES)));

static inline int any(vl mask) {
  int64_t bits = mask[0];
  for (int lane = 1; lane < LANES; lane++) bits |= mask[lane];
  return bits != 0;
}

static inline uint32_t pixels(uint32_t x, double imaginary, double step) {
  vd ci = (vd){0} + imaginary, cr[VECTORS], zr[VECTORS], zi[VECTORS];
  for (int v = 0; v < VECTORS; v++) {
    for (int lane = 0; lane < LANES; lane++) cr[v][lane] = (x + v * LANES + lane) * step - 1.5;
    zr[v] = cr[v];
    zi[v] = ci;
  }
  for (int round = 0; round < 7; round++) {
    for (int s = 0; s < 7; s++)
      for (int v = 0; v < VECTORS; v++) {
        vd rest = cr[v] - zi[v] * zi[v], twice = zi[v] + zi[v];
        zi[v] = zr[v] * twice + ci;
        zr[v] = zr[v] * zr[v] + rest;
      }
    vl inside = zr[0] * zr[0] + zi[0] * zi[0] <= 4.0;
    for (int v = 1; v < VECTORS; v++) inside |= zr[v] * zr[v] + zi[v] * zi[v] <= 4.0;
    if (!any(inside)) return 0;
  }
  uint32_t bits = 0;
  for (int v = 0; v < VECTORS; v++) {
    vl inside = zr[v] * zr[v] + zi[v] * zi[v] <= 4.0;
    for (int lane = 0; lane < LANES; lane++) bits = bits << 1 | (inside[lane] & 1);
  }
  return bits;
}

void mandelbrot(uint32_t start, uint32_t end, uint8_t *out, const uint8_t *input, uint8_t *scratch, uint32_t size) {
  uint32_t rowBytes = (size + 7) / 8;
  double step = 2.0 / size;
  for (uint32_t y = start; y < end; y++) {
    uint8_t *to = out + (uint64_t)y * rowBytes, *last = to + rowBytes;
    uint64_t bits = 0;
    int held = 0;
    for (uint32_t x = 0; to < last; x += PIXELS) {
      bits = bits << PIXELS | pixels(x, y * step - 1.0, step);
      for (held += PIXELS; held >= 8 && to < last; held -= 8) *to++ = bits >> (held - 8);
    }
  }
}
