/**
 * `triad` without vectors: a(j) = b(j) + 3·c(j) of blocks of 64 KiB, and the sums of every eighth element, as ../triad.ts says.
 */
const MOST_BLOCKS: u32 = 80;
const BLOCK_BYTES: usize = 65536;

export function triad(start: u32, end: u32, out: usize, input: usize, scratch: usize, size: u32): void {
  const blocks = min(MOST_BLOCKS, size >> 4);
  for (let item = start; item < end; ++item) {
    const block = item % blocks;
    const further = (block + item / blocks) % blocks;
    const b = input + <usize>block * BLOCK_BYTES;
    const c = input + <usize>(blocks + further) * BLOCK_BYTES;
    for (let lane: usize = 0; lane < 64; lane += 8) {
      store<f64>(out + ((<usize>item) << 6) + lane, everyEighth(scratch + lane, b + lane, c + lane));
    }
  }
}

function everyEighth(a: usize, b: usize, c: usize): f64 {
  const end = b + BLOCK_BYTES;
  let sum = 0.0;
  for (; b < end; a += 64, b += 64, c += 64) {
    const value = load<f64>(b) + 3.0 * load<f64>(c);
    store<f64>(a, value);
    sum += value;
  }
  return sum;
}
