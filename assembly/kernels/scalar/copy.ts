/** `copy` without vectors: c(j) = a(j) over blocks, and the sums of every eighth element, as ../copy.ts says. */
import { BLOCK_BYTES, blocksOf, firstOperand } from '../lib/stream';

export function copy(start: u32, end: u32, out: usize, input: usize, scratch: usize, size: u32): void {
  const blocks = blocksOf(size) << 1;
  for (let item = start; item < end; ++item) {
    const a = firstOperand(input, item, blocks);
    moveBlock(scratch, a, out + ((<usize>item) << 6));
  }
}

function moveBlock(c: usize, a: usize, out: usize): void {
  memory.fill(out, 0, 64);
  for (let at: usize = 0; at < BLOCK_BYTES; at += 8) {
    const value = load<f64>(a + at);
    store<f64>(c + at, value);
    const sum = out + (at & 56);
    store<f64>(sum, load<f64>(sum) + value);
  }
}
