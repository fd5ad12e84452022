/*
 * The rival of assembly/kernels/sha256.ts in C: the same items, input and output, as that file's header states them.
 * Source: FIPS 180-4. All 64 rounds are unrolled, and the compiler places the schedule's sixteen words. Four lanes are an item's
 * messages; with wider vectors the next item joins in where it has as many blocks.
 */
#include <stdint.h>

#ifndef VECTOR_BYTES
#define VECTOR_BYTES 16
#endif
#define LANES (VECTOR_BYTES / 4)
#define ENTRIES 256

typedef uint32_t words __attribute__((vector_size(VECTOR_BYTES)));

static const uint32_t K[64] = {
    0x428a2f98, 0x71374491, 0xb5c0fbcf, 0xe9b5dba5, 0x3956c25b, 0x59f111f1, 0x923f82a4, 0xab1c5ed5,
    0xd807aa98, 0x12835b01, 0x243185be, 0x550c7dc3, 0x72be5d74, 0x80deb1fe, 0x9bdc06a7, 0xc19bf174,
    0xe49b69c1, 0xefbe4786, 0x0fc19dc6, 0x240ca1cc, 0x2de92c6f, 0x4a7484aa, 0x5cb0a9dc, 0x76f988da,
    0x983e5152, 0xa831c66d, 0xb00327c8, 0xbf597fc7, 0xc6e00bf3, 0xd5a79147, 0x06ca6351, 0x14292967,
    0x27b70a85, 0x2e1b2138, 0x4d2c6dfc, 0x53380d13, 0x650a7354, 0x766a0abb, 0x81c2c92e, 0x92722c85,
    0xa2bfe8a1, 0xa81a664b, 0xc24b8b70, 0xc76c51a3, 0xd192e819, 0xd6990624, 0xf40e3585, 0x106aa070,
    0x19a4c116, 0x1e376c08, 0x2748774c, 0x34b0bcb5, 0x391c0cb3, 0x4ed8aa4a, 0x5b9cca4f, 0x682e6ff3,
    0x748f82ee, 0x78a5636f, 0x84c87814, 0x8cc70208, 0x90befffa, 0xa4506ceb, 0xbef9a3f7, 0xc67178f2};

#define ROTATE(x, by) (((x) >> (by)) | ((x) << (32 - (by))))
#define SUM0(x) (ROTATE(x, 2) ^ ROTATE(x, 13) ^ ROTATE(x, 22))
#define SUM1(x) (ROTATE(x, 6) ^ ROTATE(x, 11) ^ ROTATE(x, 25))
#define SIGMA0(x) (ROTATE(x, 7) ^ ROTATE(x, 18) ^ ((x) >> 3))
#define SIGMA1(x) (ROTATE(x, 17) ^ ROTATE(x, 19) ^ ((x) >> 10))

#define ROUND(a, b, c, d, e, f, g, h, k, w)                                        \
  do {                                                                             \
    const words first = h + ((k) + (w)) + (g ^ (e & (f ^ g))) + SUM1(e);           \
    d += first;                                                                    \
    h = first + SUM0(a) + (b ^ ((a ^ b) & (b ^ c)));                               \
  } while (0)
#define GIVEN(t) (w[t])
#define LATER(t) (w[t] += SIGMA1(w[(t + 14) & 15]) + w[(t + 9) & 15] + SIGMA0(w[(t + 1) & 15]))

#define EIGHT_ROUNDS(WORD, from, t)                        \
  ROUND(a, b, c, d, e, f, g, h, K[from + t], WORD(t));     \
  ROUND(h, a, b, c, d, e, f, g, K[from + t + 1], WORD((t + 1))); \
  ROUND(g, h, a, b, c, d, e, f, K[from + t + 2], WORD((t + 2))); \
  ROUND(f, g, h, a, b, c, d, e, K[from + t + 3], WORD((t + 3))); \
  ROUND(e, f, g, h, a, b, c, d, K[from + t + 4], WORD((t + 4))); \
  ROUND(d, e, f, g, h, a, b, c, K[from + t + 5], WORD((t + 5))); \
  ROUND(c, d, e, f, g, h, a, b, K[from + t + 6], WORD((t + 6))); \
  ROUND(b, c, d, e, f, g, h, a, K[from + t + 7], WORD((t + 7)))
#define SIXTEEN_ROUNDS(WORD, from) \
  EIGHT_ROUNDS(WORD, from, 0);     \
  EIGHT_ROUNDS(WORD, from, 8)

/* A word as the standard orders its bytes. */
static inline uint32_t word_at(const uint8_t *from) {
  uint32_t word;
  __builtin_memcpy(&word, from, 4);
  return __builtin_bswap32(word);
}

static inline words gather(const uint8_t *const lanes[LANES], uint64_t offset) {
  words gathered;
  for (int lane = 0; lane < LANES; lane++) gathered[lane] = word_at(lanes[lane] + offset);
  return gathered;
}

static void compress(words state[8], words w[16]) {
  words a = state[0], b = state[1], c = state[2], d = state[3];
  words e = state[4], f = state[5], g = state[6], h = state[7];
  SIXTEEN_ROUNDS(GIVEN, 0);
  SIXTEEN_ROUNDS(LATER, 16);
  SIXTEEN_ROUNDS(LATER, 32);
  SIXTEEN_ROUNDS(LATER, 48);
  state[0] += a, state[1] += b, state[2] += c, state[3] += d;
  state[4] += e, state[5] += f, state[6] += g, state[7] += h;
}

static inline const uint32_t *entry_of(const uint8_t *input, uint32_t item) {
  return (const uint32_t *)(input + ENTRIES + 16 * (uint64_t)item);
}

void sha256(uint32_t start, uint32_t end, uint8_t *out, const uint8_t *input, uint8_t *scratch, uint32_t size) {
  (void)scratch, (void)size;
  uint32_t together;
  for (uint32_t item = start; item < end; item += together) {
    const uint32_t blocks = entry_of(input, item)[2];
    together = 1;
    while (together < LANES / 4 && item + together < end && entry_of(input, item + together)[2] == blocks) together++;
    const uint8_t *values[LANES], *messages[LANES];
    for (uint32_t lane = 0; lane < LANES; lane++) {
      const uint32_t *entry = entry_of(input, item + lane / 4 % together);
      values[lane] = input + entry[0] + 32 * (lane % 4);
      messages[lane] = input + entry[1] + (uint64_t)64 * blocks * (lane % 4);
    }
    words state[8], w[16];
    for (int word = 0; word < 8; word++) state[word] = gather(values, 4 * word);
    for (uint64_t block = 0; block < blocks; block++) {
      for (int word = 0; word < 16; word++) w[word] = gather(messages, 64 * block + 4 * word);
      compress(state, w);
    }
    for (uint32_t lane = 0; lane < 4 * together; lane++) {
      for (int word = 0; word < 8; word++) {
        const uint32_t turned = __builtin_bswap32(state[word][lane]);
        __builtin_memcpy(out + 128 * (uint64_t)item + 32 * lane + 4 * word, &turned, 4);
      }
    }
  }
}
