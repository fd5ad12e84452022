/*
 * assembly/kernels/fannkuch.ts in C, for the bench: the same items, layout and method. A permutation is one vector of 16 bytes at
 * every VECTOR_BYTES: wider shuffles stay within 16 bytes, and a list shrinks by single permutations. Measures nothing.
 */
#include <stdint.h>

#define BOARD 12
#define FIXED 6
#define FLIPS 8
#define BLOCK 720

typedef uint8_t bytes __attribute__((vector_size(16)));
typedef int8_t signs __attribute__((vector_size(16)));
typedef char chars __attribute__((vector_size(16)));
typedef uint32_t words __attribute__((vector_size(16)));

static const bytes numbers = {0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15};

/* Places from 0 to 15; negative ones give 0. */
static inline bytes shuffle(bytes from, bytes places) {
#if defined(__wasm_relaxed_simd__)
  return (bytes)__builtin_wasm_relaxed_swizzle_i8x16((signs)from, (signs)places);
#elif defined(__wasm_simd128__)
  return (bytes)__builtin_wasm_swizzle_i8x16((signs)from, (signs)places);
#elif defined(__SSSE3__)
  return (bytes)__builtin_ia32_pshufb128((chars)from, (chars)places);
#else
  bytes to;
  for (int place = 0; place < 16; place++) to[place] = places[place] < 128 ? from[places[place] % 16] : 0;
  return to;
#endif
}

static inline bytes splat(uint8_t value) {
  return value - (bytes){0};
}

/* Turns the numbers up to the place `first` (in every byte) round. */
static inline bytes flip(bytes permutation, bytes first) {
  const bytes places = first - numbers;
#if defined(__SSSE3__)
  /* Of a place below 128 this instruction takes the lower four bits: 112 + n leaves a number behind the turned ones where it is. */
  return shuffle(permutation, (bytes)__builtin_ia32_pminub128((chars)places, (chars)(numbers + 112)));
#else
  const bytes behind = (bytes)(numbers > first), turned = shuffle(permutation, places);
#if defined(__wasm_relaxed_simd__)
  return (bytes)__builtin_wasm_relaxed_laneselect_i8x16((signs)permutation, (signs)turned, (signs)behind);
#else
  return turned | (permutation & behind);
#endif
#endif
}

/* Where each number comes from when the first `length` are rotated to the left. */
static bytes rotation(uint32_t length, uint32_t by) {
  const bytes moved = numbers + splat(by), bound = splat(length);
  const bytes wrapped = moved - ((bytes)(moved >= bound) & bound), inside = (bytes)(numbers < bound);
  return (wrapped & inside) | (numbers & ~inside);
}

static void fill_orders(bytes *orders) {
  uint32_t count = 1;
  orders[0] = numbers;
  for (uint32_t length = 2; length <= FIXED; length++) {
    const uint32_t before = count;
    for (uint32_t by = 1; by < length; by++) {
      const bytes rotated = rotation(length, by);
      for (uint32_t order = 0; order < before; order++) orders[count++] = shuffle(rotated, orders[order]);
    }
  }
}

static bytes first_of_block(uint32_t block) {
  bytes permutation = numbers;
  uint32_t weight = 55440;
  for (uint32_t length = BOARD; length > FIXED; length--) {
    permutation = shuffle(permutation, rotation(length, block / weight));
    block %= weight;
    weight /= length - 1;
  }
  return permutation;
}

/* Flips all of a list; how many are left. `idle` grows by the flips of permutations that were through, `least` is the fewest of them. */
static uint32_t flip_all(bytes *list, uint32_t count, words *idle, uint32_t *least) {
  /* The first place behind the board counts as 1, so that it is behind 0 only: one comparison a flip counts the idle ones. */
  const signs places = {0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 1, 0, 0, 0};
  const words flips = FLIPS - (words){0};
  words sum = *idle, fewest = flips;
  uint32_t left = 0;
  for (uint32_t index = 0; index < count; index++) {
    bytes permutation = list[index], own = {0};
    for (int time = 0; time < FLIPS; time++) {
      const bytes first = shuffle(permutation, (bytes){0});
      own -= (bytes)(places > (signs)first);
      permutation = flip(permutation, first);
    }
    const words idles = (words)own, fewer = (words)(idles < fewest);
    sum += idles;
    fewest = (idles & fewer) | (fewest & ~fewer);
    list[left] = permutation;
    left += permutation[0] != 0;
  }
  *idle = sum;
  *least = fewest[BOARD / 4];
  return left;
}

typedef struct {
  uint32_t sum, most;
} flips;

/* Every second permutation of a block. */
static flips count_flips(bytes first, const bytes *orders, bytes *list) {
  const uint32_t half = BLOCK / 2;
  words idle = {0};
  uint32_t least = 0;
  flips all = {0, 0};
  for (uint32_t order = 0; order < half; order++) list[order] = shuffle(first, orders[2 * order]);
  for (uint32_t count = half; count > 0;) {
    all.sum += count * FLIPS;
    all.most += FLIPS;
    count = flip_all(list, count, &idle, &least);
  }
  all.sum -= idle[BOARD / 4];
  all.most -= least;
  return all;
}

void fannkuch(uint32_t start, uint32_t end, uint8_t *out, const uint8_t *input, uint8_t *scratch, uint32_t size) {
  bytes *orders = (bytes *)scratch, *list = orders + BLOCK;
  uint32_t *to = (uint32_t *)out;
  (void)input, (void)size;
  fill_orders(orders);
  for (uint32_t block = start; block < end; block++) {
    const bytes first = first_of_block(block);
    const flips even = count_flips(first, orders, list), odd = count_flips(first, orders + 1, list);
    to[2 * block] = even.sum - odd.sum;
    to[2 * block + 1] = even.most > odd.most ? even.most : odd.most;
  }
}
