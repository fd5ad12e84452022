/** `triad` without vectors: a(j) = b(j) + 3·c(j) over blocks, and the sums of every eighth element, as ../triad.ts says. */
import { BLOCK_BYTES, blocksOf, firstOperand, secondOperand } from '../lib/stream';

export function triad(start: u32, end: u32, out: usize, input: usize, scratch: usize, size: u32): void {
  const blocks = blocksOf(size);
  for (let item = start; item < end; ++item) {
    const b = firstOperand(input, item, blocks);
    const c = secondOperand(input, item, blocks);
    moveBlock(scratch, b, c, out + ((<usize>item) << 6));
  }
}

function moveBlock(a: usize, b: usize, c: usize, out: usize): void {
  memory.fill(out, 0, 64);
  for (let at: usize = 0; at < BLOCK_BYTES; at += 8) {
    const value = load<f64>(b + at) + 3.0 * load<f64>(c + at);
    store<f64>(a + at, value);
    const sum = out + (at & 56);
    store<f64>(sum, load<f64>(sum) + value);
  }
}
