/** `add` without vectors: c(j) = a(j) + b(j) over blocks, and the sums of every eighth element, as ../add.ts says. */
import { BLOCK_BYTES, blocksOf, firstOperand, secondOperand } from '../lib/stream';

export function add(start: u32, end: u32, out: usize, input: usize, scratch: usize, size: u32): void {
  const blocks = blocksOf(size);
  for (let item = start; item < end; ++item) {
    const a = firstOperand(input, item, blocks);
    const b = secondOperand(input, item, blocks);
    moveBlock(scratch, a, b, out + ((<usize>item) << 6));
  }
}

function moveBlock(c: usize, a: usize, b: usize, out: usize): void {
  memory.fill(out, 0, 64);
  for (let at: usize = 0; at < BLOCK_BYTES; at += 8) {
    const value = load<f64>(a + at) + load<f64>(b + at);
    store<f64>(c + at, value);
    const sum = out + (at & 56);
    store<f64>(sum, load<f64>(sum) + value);
  }
}
