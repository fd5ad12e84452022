/**
 * The triad of STREAM: a(j) = b(j) + 3·c(j) over vectors of doubles, two numbers read and one written for two operations.
 * Source: J. D. McCalpin, STREAM 5.10 (stream.c): the last of its four loops, with its scalar.
 * Item: 8192 elements; a goes to the scratch, its eight sums of every eighth element to the output, 8 × f64. With n
 * blocks in a vector, item i takes block i mod n of b, and of c the one ⌊i/n⌋ further on: each of the first n² is another sum.
 * Cost: 4 to 10 µs an item, all the same: the time in which 128 KiB come from wherever they are.
 * Teaches: all cores read through the same wires. When these are full, another core brings nothing.
 * Input: b, then c, each a block of 64 KiB for every 16 items, 80 at most. STREAM wants arrays of four times the last cache; 10 MiB are more than many
 * a core's share of it, but not more than every cache, and a itself stays in a second-level cache. Whoever gives each
 * item an input and a scratch of its own has STREAM whole: src/runtime/traffic.ts.
 */
const MOST_BLOCKS: u32 = 80;
const BLOCK_BYTES: usize = 65536;
const SCALAR: f64 = 3.0;

export function triad(start: u32, end: u32, out: usize, input: usize, scratch: usize, size: u32): void {
  const blocks = min(MOST_BLOCKS, size >> 4);
  for (let item = start; item < end; ++item) {
    const block = item % blocks;
    const further = (block + item / blocks) % blocks;
    const b = input + <usize>block * BLOCK_BYTES;
    const c = input + <usize>(blocks + further) * BLOCK_BYTES;
    moveBlock(scratch, b, c, out + ((<usize>item) << 6));
  }
}

/** The sums are of whole numbers below 2⁵⁴ that are even, so no addition rounds: see src/kernels/triad.ts. */
function moveBlock(a: usize, b: usize, c: usize, out: usize): void {
  const end = b + BLOCK_BYTES;
  const scalar = f64x2.splat(SCALAR);
  let sum0 = f64x2.splat(0.0);
  let sum1 = sum0;
  let sum2 = sum0;
  let sum3 = sum0;
  do {
    const a0 = f64x2.add(v128.load(b), f64x2.mul(scalar, v128.load(c)));
    const a1 = f64x2.add(v128.load(b, 16), f64x2.mul(scalar, v128.load(c, 16)));
    const a2 = f64x2.add(v128.load(b, 32), f64x2.mul(scalar, v128.load(c, 32)));
    const a3 = f64x2.add(v128.load(b, 48), f64x2.mul(scalar, v128.load(c, 48)));
    v128.store(a, a0);
    v128.store(a, a1, 16);
    v128.store(a, a2, 32);
    v128.store(a, a3, 48);
    sum0 = f64x2.add(sum0, a0);
    sum1 = f64x2.add(sum1, a1);
    sum2 = f64x2.add(sum2, a2);
    sum3 = f64x2.add(sum3, a3);
    a += 64;
    b += 64;
    c += 64;
  } while (b < end);
  v128.store(out, sum0);
  v128.store(out, sum1, 16);
  v128.store(out, sum2, 32);
  v128.store(out, sum3, 48);
}
