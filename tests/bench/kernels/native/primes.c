/* The segments of assembly/kernels/primes.ts in C, from the same input: counts of primes, segment by segment. */
#include <stdint.h>
#ifndef VECTOR_BYTES
#define VECTOR_BYTES 16
#endif
#define SEGMENT 32768u
#define PERIOD 15015u
#define PATTERN 64
#define PRIMES 47872
typedef uint8_t vb __attribute__((vector_size(VECTOR_BYTES), aligned(1), may_alias));

static void aim(const uint32_t *base, uint32_t bases, uint32_t *next, uint32_t low, uint32_t high) {
  for (uint32_t i = 0; i < bases; i++) {
    uint32_t p = base[i], square = p * p >> 1, rest = low % p, half = p >> 1;
    if (square >= high) return;
    uint32_t first = low + half - rest + (rest > half ? p : 0);
    next[i] = first > square ? first : square;
  }
}

static void strike(const uint32_t *base, uint32_t bases, uint32_t *next, uint8_t *segment, uint32_t low) {
  for (uint32_t i = 0; i < bases; i++) {
    uint64_t p = base[i], at = next[i] - low;
    if (p * p >> 1 >= (uint64_t)low + SEGMENT) return;
    if (p < SEGMENT / 4)
      for (; at + 3 * p < SEGMENT; at += 4 * p) {
        segment[at] = 0;
        segment[at + p] = 0;
        segment[at + 2 * p] = 0;
        segment[at + 3 * p] = 0;
      }
    for (; at < SEGMENT; at += p) segment[at] = 0;
    next[i] = at + low;
  }
}

/* The bytes are 0 or 1: 255 vectors of them can be added up before a lane of eight bits is full. */
static uint32_t count(const uint8_t *segment) {
  uint32_t total = 0;
  for (const uint8_t *end = segment + SEGMENT; segment < end;) {
    vb lanes[4] = {0};
    for (const uint8_t *run = segment + 4096; segment < run; segment += 4 * VECTOR_BYTES)
      for (int v = 0; v < 4; v++) lanes[v] += *(const vb *)(segment + v * VECTOR_BYTES);
    for (int v = 0; v < 4; v++)
      for (int lane = 0; lane < VECTOR_BYTES; lane++) total += lanes[v][lane];
  }
  return total;
}

void primes(uint32_t start, uint32_t end, uint8_t *out, const uint8_t *input, uint8_t *scratch, uint32_t size) {
  static const uint8_t smallPrimes[8] = {0, 1, 1, 1, 0, 1, 1, 0};
  uint32_t bases = *(const uint32_t *)input, odds = (size + 1) >> 1;
  const uint32_t *base = (const uint32_t *)(input + PRIMES);
  uint32_t *next = (uint32_t *)(scratch + SEGMENT);
  aim(base, bases, next, start * SEGMENT, end * SEGMENT);
  for (uint32_t k = start; k < end; k++) {
    uint32_t low = k * SEGMENT;
    __builtin_memcpy(scratch, input + PATTERN + low % PERIOD, SEGMENT);
    if (k == 0) __builtin_memcpy(scratch, smallPrimes, 8);
    strike(base, bases, next, scratch, low);
    if (odds < low + SEGMENT) __builtin_memset(scratch + (odds - low), 0, low + SEGMENT - odds);
    ((uint32_t *)out)[k] = count(scratch) + (k == 0 && size > 1);
  }
}
