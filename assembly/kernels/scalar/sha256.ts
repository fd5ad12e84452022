/**
 * `sha256` without vectors: the four messages of an item one after another, as ../sha256.ts defines items and input.
 * Source: FIPS 180-4, section 6.2.2. Scratch: the schedule of a block, W₀ … W₆₃.
 */
const ENTRIES: usize = 256;

export function sha256(start: u32, end: u32, out: usize, input: usize, scratch: usize, size: u32): void {
  for (let item = start; item < end; ++item) {
    const entry = input + ((<usize>item) << 4);
    const blocks = load<u32>(entry, ENTRIES + 8);
    for (let lane: usize = 0; lane < 4; ++lane) {
      const digest = out + ((<usize>item) << 7) + (lane << 5);
      const message = input + load<u32>(entry, ENTRIES + 4) + ((lane * blocks) << 6);
      reverse(input + load<u32>(entry, ENTRIES) + (lane << 5), digest, 32);
      for (let block: u32 = 0; block < blocks; ++block) {
        expand(message + (block << 6), scratch);
        compress(digest, scratch, input);
      }
      reverse(digest, digest, 32);
    }
  }
}

/** Words as the standard orders their bytes to words as the machine does, or back. */
function reverse(from: usize, to: usize, bytes: usize): void {
  for (let at: usize = 0; at < bytes; at += 4) store<u32>(to + at, bswap(load<u32>(from + at)));
}

function expand(block: usize, w: usize): void {
  reverse(block, w, 64);
  for (const end = w + 192; w < end; w += 4) {
    const early = load<u32>(w, 4);
    const late = load<u32>(w, 56);
    const sigma0 = rotr(early, 7) ^ rotr(early, 18) ^ (early >> 3);
    const sigma1 = rotr(late, 17) ^ rotr(late, 19) ^ (late >> 10);
    store<u32>(w, load<u32>(w) + sigma0 + load<u32>(w, 36) + sigma1, 64);
  }
}

function compress(value: usize, w: usize, k: usize): void {
  let a = load<u32>(value);
  let b = load<u32>(value, 4);
  let c = load<u32>(value, 8);
  let d = load<u32>(value, 12);
  let e = load<u32>(value, 16);
  let f = load<u32>(value, 20);
  let g = load<u32>(value, 24);
  let h = load<u32>(value, 28);
  for (const end = k + 256; k < end; k += 4, w += 4) {
    const sum1 = rotr(e, 6) ^ rotr(e, 11) ^ rotr(e, 25);
    const sum0 = rotr(a, 2) ^ rotr(a, 13) ^ rotr(a, 22);
    const first = h + load<u32>(w) + load<u32>(k) + (g ^ (e & (f ^ g))) + sum1;
    const second = sum0 + (b ^ ((a ^ b) & (b ^ c)));
    h = g;
    g = f;
    f = e;
    e = d + first;
    d = c;
    c = b;
    b = a;
    a = first + second;
  }
  store<u32>(value, load<u32>(value) + a);
  store<u32>(value, load<u32>(value, 4) + b, 4);
  store<u32>(value, load<u32>(value, 8) + c, 8);
  store<u32>(value, load<u32>(value, 12) + d, 12);
  store<u32>(value, load<u32>(value, 16) + e, 16);
  store<u32>(value, load<u32>(value, 20) + f, 20);
  store<u32>(value, load<u32>(value, 24) + g, 24);
  store<u32>(value, load<u32>(value, 28) + h, 28);
}
