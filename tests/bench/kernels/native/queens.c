/*
 * The rival of assembly/kernels/queens.ts in C: the same items, input, output and method, as that file's header states them.
 * Always vectors of 16 bytes, whatever the width asked for: a wider one cannot be packed by one instruction without AVX-512. Packing
 * and testing have no portable form, so these three are the compiler's builtins for each of the two machines.
 */
#include <stdint.h>

#define LEFT 4224
#define RIGHT (2 * LEFT)
#define LEVEL (3 * LEFT)
#define TABLE 64
#define PREFIXES (TABLE + 4096)

typedef uint16_t lanes __attribute__((vector_size(16), may_alias));
typedef uint16_t lanes_anywhere __attribute__((vector_size(16), may_alias, aligned(2)));
typedef int16_t signed_lanes __attribute__((vector_size(16)));

#ifdef __wasm__
typedef signed char bytes __attribute__((vector_size(16)));
static inline lanes pack(lanes x, lanes order) { return (lanes)__builtin_wasm_relaxed_swizzle_i8x16((bytes)x, (bytes)order); }
static inline uint32_t bits(lanes mask) { return __builtin_wasm_bitmask_i16x8((signed_lanes)mask); }
static inline int any(lanes x) { return __builtin_wasm_any_true_v128((bytes)x); }
#else
typedef char bytes __attribute__((vector_size(16)));
typedef long long halves __attribute__((vector_size(16)));
static inline lanes pack(lanes x, lanes order) { return (lanes)__builtin_ia32_pshufb128((bytes)x, (bytes)order); }
static inline uint32_t bits(lanes mask) {
  return __builtin_ia32_pmovmskb128(__builtin_ia32_packsswb128((signed_lanes)mask, (signed_lanes){0}));
}
static inline int any(lanes x) { return !__builtin_ia32_ptestz128((halves)x, (halves)x); }
#endif

static inline lanes load(const uint8_t *from) { return *(const lanes *)from; }
static inline void store(uint8_t *to, lanes x) { *(lanes_anywhere *)to = x; }

/* All ones where either is zero. */
static inline lanes either_zero(lanes x, lanes y) {
  const lanes less = (lanes)(x < y);
  return (lanes)(((x & less) | (y & ~less)) == 0);
}

/* Every board of a row with every next queen, those that have a free square after it; where they end. */
static uint8_t *advance(const uint8_t *from, const uint8_t *end, uint8_t *to, const uint8_t *table, lanes board) {
  for (; from < end; from += 16) {
    const lanes columns = load(from), left = load(from + LEFT), right = load(from + RIGHT);
    lanes free = board & ~(columns | left | right);
    do {
      const lanes queen = free & -free;
      free ^= queen;
      const lanes columns1 = columns | queen, left1 = (left | queen) << 1, right1 = (right | queen) >> 1;
      const uint32_t dead = bits(either_zero(queen, board & ~(columns1 | left1 | right1)));
      const lanes order = load(table + 16 * dead);
      store(to, pack(columns1, order));
      store(to + LEFT, pack(left1, order));
      store(to + RIGHT, pack(right1, order));
      to += 16 - 2 * __builtin_popcount(dead);
    } while (any(free));
  }
  return to;
}

/* As `advance` to the last row, where a free square is a solution, which is counted. */
static uint32_t count(const uint8_t *from, const uint8_t *end, lanes board) {
  lanes dead = {0};
  uint32_t solutions = 0;
  for (; from < end; from += 16) {
    const lanes columns = load(from), left = load(from + LEFT), right = load(from + RIGHT);
    lanes free = board & ~(columns | left | right);
    do {
      const lanes queen = free & -free;
      free ^= queen;
      dead -= either_zero(queen, board & ~(columns | queen | ((left | queen) << 1) | ((right | queen) >> 1)));
      solutions += 8;
    } while (any(free));
  }
  for (int lane = 0; lane < 8; lane++) solutions -= dead[lane];
  return solutions;
}

void queens(uint32_t start, uint32_t end, uint8_t *out, const uint8_t *input, uint8_t *scratch, uint32_t size) {
  const uint32_t rows = size - *(const uint32_t *)input - 2;
  const lanes none = {0}, full = ~none, board = none + (uint16_t)((1u << size) - 1);
  for (uint32_t item = start; item < end; item++) {
    const uint16_t *prefix = (const uint16_t *)(input + PREFIXES) + 4 * (uint64_t)item;
    uint8_t *here = scratch, *there = scratch + LEVEL, *last = here + 2;
    *(uint16_t *)here = prefix[0];
    *(uint16_t *)(here + LEFT) = prefix[1];
    *(uint16_t *)(here + RIGHT) = prefix[2];
    for (uint32_t row = 0; row < rows; row++) {
      store(last, full);
      last = advance(here, last, there, input + TABLE, board);
      uint8_t *swap = here;
      here = there, there = swap;
    }
    store(last, full);
    ((uint32_t *)out)[item] = 2 * count(here, last, board);
  }
}
