/* The items of assembly/kernels/ep.ts in C: the same counts, sums within rounding. */
#include <stdint.h>
#ifndef VECTOR_BYTES
#define VECTOR_BYTES 16
#endif
#define LANES (VECTOR_BYTES / 8)
#define BLOCK 1024
#define ITEM 4096
#define MULTIPLIER 1220703125ull
/* A state is kept in the upper 46 bits of a word, where a product is taken modulo 2^46 by itself. */
#define UNUSED 18
typedef double v2d __attribute__((vector_size(16)));
typedef uint64_t v2u __attribute__((vector_size(16)));
typedef int64_t v2l __attribute__((vector_size(16)));
typedef double vd __attribute__((vector_size(VECTOR_BYTES), aligned(8), may_alias));
typedef int64_t vl __attribute__((vector_size(VECTOR_BYTES)));
typedef uint64_t vu __attribute__((vector_size(VECTOR_BYTES)));

static inline vd wider(vd a, vd b) {
  vl first = a > b;
  return (vd)((first & (vl)a) | (~first & (vl)b));
}

static inline vd root(vd x) {
  for (int lane = 0; lane < LANES; lane++) x[lane] = __builtin_sqrt(x[lane]);
  return x;
}

/* -2 ln t / t as fdlibm's e_log.c finds the logarithm, an error of a few ulp in (0, 1]; one division for both quotients. */
static inline vd squaredFactor(vd t) {
  vu bits = (vu)t + (0x3ff0000000000000u - 0x3fe6a09e667f3bcdu);
  vd f = (vd)((bits & ((1ull << 52) - 1)) + 0x3fe6a09e667f3bcdu) - 1.0;
  vd k = (vd)(bits >> 52 | (vu)((vd){0} + 0x1p52)) - (0x1p52 + 1023.0);
  vd sum = f + 2.0, quotient = 2.0 / (sum * t), halfF = 0.5 * f, half = halfF * f;
  vd s = halfF * t * quotient, z = s * s, w = z * z;
  vd high = half - f - k * 6.9314718036912381649e-1 - k * 1.90821492927058770002e-10, w2 = w * w;
  vd even = w2 * (w * 1.531383769920937332e-1 + 2.222219843214978396e-1) + (w * 3.999999999940941908e-1 + half);
  vd odd = w2 * (w * 1.479819860511658591e-1 + 1.818357216161805012e-1) + (w * 2.857142874366239149e-1 + 6.66666666666673513e-1);
  return (high - s * (z * odd + even)) * (sum * quotient);
}

static inline v2d uniforms(uint64_t first, uint64_t second) {
  v2u states = {first, second};
  return (v2d)(states >> 12 | (v2u)((v2d){0} + 2.0)) - 3.0;
}

/* The pairs inside the circle, without a branch; their number. */
static int accept(uint64_t s[4], v2d *pairs) {
  const uint64_t leap = MULTIPLIER * MULTIPLIER * MULTIPLIER * MULTIPLIER;
  uint64_t s0 = s[0], s1 = s[1], s2 = s[2], s3 = s[3];
  v2d *to = pairs;
  for (int left = BLOCK / 2; left; left--) {
    v2d first = uniforms(s0, s1), second = uniforms(s2, s3);
    s0 *= leap, s1 *= leap, s2 *= leap, s3 *= leap;
    v2d x = {first[0], second[0]}, y = {first[1], second[1]};
    v2l inside = x * x + y * y <= 1.0;
    *to = first, to -= inside[0];
    *to = second, to -= inside[1];
  }
  s[0] = s0, s[1] = s1, s[2] = s2, s[3] = s3;
  return to - pairs;
}

/* x, or y, of as many pairs as a vector has lanes. */
static inline vd axis(const v2d *pairs, int which) {
  vd values;
  for (int lane = 0; lane < LANES; lane++) values[lane] = pairs[lane][which];
  return values;
}

static void squaredFactors(int pairs, v2d *pair, double *number) {
  for (int spare = 0; spare < LANES; spare++) pair[pairs + spare] = (v2d){1, 0};
  for (int at = 0; at < pairs; at += LANES) {
    vd x = axis(pair + at, 0), y = axis(pair + at, 1);
    *(vd *)(number + at) = squaredFactor(x * x + y * y);
  }
}

static void gauss(int pairs, const v2d *pair, double *number, double *sums, uint32_t *counts) {
  vd sumX = {0}, sumY = {0}, farthest = {0};
  vl over1 = {0}, over2 = {0}, over3 = {0};
  for (int at = 0; at < pairs; at += LANES) {
    vd factor = root(*(vd *)(number + at)), x = axis(pair + at, 0) * factor, y = axis(pair + at, 1) * factor;
    sumX += x, sumY += y;
    vd larger = wider((vd)((vl)x & INT64_MAX), (vd)((vl)y & INT64_MAX));
    over1 -= larger >= 1.0, over2 -= larger >= 2.0, over3 -= larger >= 3.0;
    farthest = wider(farthest, larger);
    *(vd *)(number + at) = larger;
  }
  uint32_t n1 = 0, n2 = 0, n3 = 0, far = 0;
  for (int lane = 0; lane < LANES; lane++) {
    sums[0] += sumX[lane], sums[1] += sumY[lane];
    n1 += over1[lane], n2 += over2[lane], n3 += over3[lane], far |= farthest[lane] >= 4.0;
  }
  counts[0] += pairs - n1, counts[1] += n1 - n2, counts[2] += n2 - n3, counts[3] += n3;
  for (int at = 0; far && at < pairs; at++)
    if (number[at] >= 4.0) counts[3]--, counts[(int)number[at]]++;
}

void ep(uint32_t start, uint32_t end, uint8_t *out, const uint8_t *input, uint8_t *scratch, uint32_t size) {
  v2d *pairs = (v2d *)scratch;
  double *numbers = (double *)(pairs + BLOCK + 4);
  uint64_t state = 271828183ull << UNUSED, power = MULTIPLIER, states[4];
  for (uint64_t skip = (uint64_t)start * ITEM * 2; skip; skip >>= 1, power *= power)
    if (skip & 1) state *= power;
  for (int lane = 0; lane < 4; lane++) states[lane] = state *= MULTIPLIER;
  for (uint32_t item = start; item < end; item++) {
    uint8_t *to = out + (uint64_t)item * 64;
    __builtin_memset(to, 0, 64);
    for (int block = 0; block < ITEM / BLOCK; block++) {
      int accepted = accept(states, pairs);
      squaredFactors(accepted, pairs, numbers);
      gauss(accepted, pairs, numbers, (double *)to, (uint32_t *)(to + 16));
    }
  }
}
