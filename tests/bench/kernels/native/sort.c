/*
 * Merge sort in C, the rival of assembly/kernels/sort.ts: the same items, steps, networks and order, so the same bytes. Vectors of 16 bytes
 * at any VECTOR_BYTES: the networks are for four keys and four.
 */
#include <stddef.h>
#include <stdint.h>

#define BLOCK 4096u
#define BLOCK_BYTES 16384u
#define MARGIN 8u

typedef int32_t v4 __attribute__((vector_size(16)));
typedef int32_t u4 __attribute__((vector_size(16), aligned(4), may_alias));
typedef uint32_t w4 __attribute__((vector_size(16)));

#define SHUFFLE __builtin_shufflevector

static inline v4 load(const int32_t *p) { return *(const u4 *)p; }
static inline void store(int32_t *p, v4 v) { *(u4 *)p = v; }

/*
 * The lesser and the greater of each lane. gcc 12 has no portable form of it: loops over lanes go through scalar registers here, comparisons through
 * mask registers. Hence the instruction by name where there is one, so that the rival is as good as the machine.
 */
#if defined(__clang__)
#define LEAST __builtin_elementwise_min
#define MOST __builtin_elementwise_max
#elif defined(__SSE4_1__)
#define LEAST(a, b) __builtin_ia32_pminsd128(a, b)
#define MOST(a, b) __builtin_ia32_pmaxsd128(a, b)
#else
#define LEAST(a, b) (((a) & ((a) < (b))) | ((b) & ~((a) < (b))))
#define MOST(a, b) (((b) & ((a) < (b))) | ((a) & ~((a) < (b))))
#endif
static inline v4 ordered(v4 key) { return key ^ (v4)((w4)(key >> 31) >> 1); }

#define EXCHANGE(a, b) do { v4 t = LEAST(a, b); b = MOST(a, b); a = t; } while (0)

static inline void store_columns(int32_t *to, v4 r0, v4 r1, v4 r2, v4 r3) {
  v4 a = SHUFFLE(r0, r1, 0, 4, 1, 5), b = SHUFFLE(r2, r3, 0, 4, 1, 5);
  v4 c = SHUFFLE(r0, r1, 2, 6, 3, 7), d = SHUFFLE(r2, r3, 2, 6, 3, 7);
  store(to, SHUFFLE(a, b, 0, 1, 4, 5));
  store(to + 8, SHUFFLE(a, b, 2, 3, 6, 7));
  store(to + 16, SHUFFLE(c, d, 0, 1, 4, 5));
  store(to + 24, SHUFFLE(c, d, 2, 3, 6, 7));
}

static inline void sort_columns(int32_t *to, const int32_t *from) {
  v4 r0 = ordered(load(from)), r1 = ordered(load(from + 4)), r2 = ordered(load(from + 8)), r3 = ordered(load(from + 12));
  v4 r4 = ordered(load(from + 16)), r5 = ordered(load(from + 20)), r6 = ordered(load(from + 24)), r7 = ordered(load(from + 28));
  EXCHANGE(r0, r2); EXCHANGE(r1, r3); EXCHANGE(r4, r6); EXCHANGE(r5, r7);
  EXCHANGE(r0, r4); EXCHANGE(r1, r5); EXCHANGE(r2, r6); EXCHANGE(r3, r7);
  EXCHANGE(r0, r1); EXCHANGE(r2, r3); EXCHANGE(r4, r5); EXCHANGE(r6, r7);
  EXCHANGE(r2, r4); EXCHANGE(r3, r5);
  EXCHANGE(r1, r4); EXCHANGE(r3, r6);
  EXCHANGE(r1, r2); EXCHANGE(r3, r4); EXCHANGE(r5, r6);
  store_columns(to, r0, r1, r2, r3);
  store_columns(to + 4, r4, r5, r6, r7);
}

/* Eight keys in two vectors: afterwards the lower four and the higher four are the evens and the odds of l and h. */
#define NETWORK(kept, next) \
  v4 l = LEAST(kept, next), h = MOST(kept, next), e = SHUFFLE(l, h, 0, 2, 4, 6), o = SHUFFLE(l, h, 1, 3, 5, 7); \
  l = LEAST(e, o), h = MOST(e, o), e = SHUFFLE(l, h, 0, 2, 4, 6), o = SHUFFLE(l, h, 1, 3, 5, 7); \
  l = LEAST(e, o), h = MOST(e, o), e = SHUFFLE(l, h, 0, 2, 4, 6), o = SHUFFLE(l, h, 1, 3, 5, 7)
#define CROSSED(keys) SHUFFLE(keys, keys, 0, 2, 1, 3)
#define OPPOSITE(keys) SHUFFLE(keys, keys, 3, 1, 2, 0)

/* By a mask: of a choice by ?: gcc makes a branch, which keys in no order mispredict. */
static inline const int32_t *chosen(uintptr_t first, const int32_t *a, const int32_t *b) {
  return (const int32_t *)((uintptr_t)b ^ (((uintptr_t)a ^ (uintptr_t)b) & -first));
}

static void merge_fours(int32_t *to, int32_t *end, const int32_t *a0, const int32_t *a1, const int32_t *b0, const int32_t *b1) {
  end -= 4;
  a1 -= 4;
  b1 -= 4;
  v4 low = load(a0), low_next = load(b0), high = load(a1), high_next = load(b1);
  low = CROSSED(low);
  low_next = OPPOSITE(low_next);
  high = CROSSED(high);
  high_next = OPPOSITE(high_next);
  a0 += 4;
  b0 += 4;
  a1 -= 4;
  b1 -= 4;
  for (;;) {
    {
      NETWORK(low, low_next);
      store(to, CROSSED(e));
      low = o;
    }
    {
      NETWORK(high, high_next);
      store(end, CROSSED(o));
      high = e;
    }
    to += 4;
    end -= 4;
    if (to > end) return;
    uintptr_t from_a = *a0 <= *b0;
    low_next = load(chosen(from_a, a0, b0));
    low_next = OPPOSITE(low_next);
    a0 += 4 * from_a;
    b0 += 4 - 4 * from_a;
    from_a = a1[3] > b1[3];
    high_next = load(chosen(from_a, a1, b1));
    high_next = OPPOSITE(high_next);
    a1 -= 4 * from_a;
    b1 -= 4 - 4 * from_a;
  }
}

static void sort_block(int32_t *to, const int32_t *from, int32_t *scratch) {
  for (uint32_t at = 0; at < BLOCK; at += 32) sort_columns(scratch + at, from + at);
  int32_t *source = scratch, *target = to;
  for (uint32_t run = 8; run < BLOCK; run *= 2) {
    for (uint32_t at = 0; at < BLOCK; at += 2 * run) {
      const int32_t *middle = source + at + run;
      merge_fours(target + at, target + at + 2 * run, source + at, middle, middle, middle + run);
    }
    int32_t *written = target;
    target = source;
    source = written;
  }
}

static uint32_t keys_of_first(const int32_t *a, const int32_t *b, uint32_t place, uint32_t least, uint32_t most) {
  while (least < most) {
    uint32_t middle = (least + most) / 2;
    if (a[middle] <= b[place - 1 - middle]) least = middle + 1;
    else most = middle;
  }
  return least;
}

static int32_t *copy_piece(int32_t *to, const int32_t *from, uint32_t keys) {
  for (uint32_t i = 0; i < MARGIN; i++) to[i] = INT32_MIN;
  to += MARGIN;
  __builtin_memcpy(to, from, (size_t)keys * 4);
  for (uint32_t i = 0; i < MARGIN; i++) to[keys + i] = INT32_MAX;
  return to;
}

static void merge_block(int32_t *to, const int32_t *a, const int32_t *b, uint32_t end_a, uint32_t end_b, uint32_t a0, uint32_t a1,
                        uint32_t b0, uint32_t b1, int32_t *scratch) {
  if (a0 >= MARGIN && b0 >= MARGIN && a1 + MARGIN <= end_a && b1 + MARGIN <= end_b) {
    merge_fours(to, to + BLOCK, a + a0, a + a1, b + b0, b + b1);
    return;
  }
  const int32_t *copy_a = copy_piece(scratch, a + a0, a1 - a0);
  const int32_t *copy_b = copy_piece((int32_t *)copy_a + (a1 - a0) + MARGIN, b + b0, b1 - b0);
  merge_fours(to, to + BLOCK, copy_a, copy_a + (a1 - a0), copy_b, copy_b + (b1 - b0));
}

static inline uint32_t lower(uint32_t a, uint32_t b) { return a < b ? a : b; }

void sort(uint32_t start, uint32_t end, uint8_t *out, const uint8_t *input, uint8_t *scratch, uint32_t size, uint32_t step) {
  const int32_t *keys = (const int32_t *)input;
  uint32_t from_first = 0;
  for (uint32_t item = start; item < end; item++) {
    int32_t *to = (int32_t *)out + (size_t)item * BLOCK;
    if (step == 0) {
      sort_block(to, keys + (size_t)item * BLOCK, (int32_t *)scratch);
    } else {
      uint32_t run = 1u << (step - 1), first = item & -(run << 1);
      const int32_t *a = keys + (size_t)first * BLOCK, *b = a + (size_t)run * BLOCK;
      uint32_t keys_a = run * BLOCK, keys_b = first + run < size ? lower(size - first - run, run) * BLOCK : 0;
      if (keys_b == 0) {
        __builtin_memcpy(to, keys + (size_t)item * BLOCK, BLOCK_BYTES);
      } else {
        uint32_t place = (item - first) * BLOCK, until = place + BLOCK;
        if (place == 0) from_first = 0;
        else if (item == start) from_first = keys_of_first(a, b, place, place - lower(place, keys_b), lower(place, keys_a));
        uint32_t least = until - lower(until, keys_b);
        if (least < from_first) least = from_first;
        uint32_t next = keys_of_first(a, b, until, least, lower(from_first + BLOCK, keys_a));
        merge_block(to, a, b, keys_a, keys_b, from_first, next, place - from_first, until - next, (int32_t *)scratch);
        from_first = next;
      }
    }
    if (1u << step >= size)
      for (uint32_t i = 0; i < BLOCK; i += 4) store(to + i, ordered(load(to + i)));
  }
}
