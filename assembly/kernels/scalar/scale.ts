/** `scale` without vectors: b(j) = 3·c(j) over blocks, and the sums of every eighth element, as ../scale.ts says. */
import { BLOCK_BYTES, blocksOf, firstOperand } from '../lib/stream';

export function scale(start: u32, end: u32, out: usize, input: usize, scratch: usize, size: u32): void {
  const blocks = blocksOf(size) << 1;
  for (let item = start; item < end; ++item) {
    const c = firstOperand(input, item, blocks);
    moveBlock(scratch, c, out + ((<usize>item) << 6));
  }
}

function moveBlock(b: usize, c: usize, out: usize): void {
  memory.fill(out, 0, 64);
  for (let at: usize = 0; at < BLOCK_BYTES; at += 8) {
    const value = 3.0 * load<f64>(c + at);
    store<f64>(b + at, value);
    const sum = out + (at & 56);
    store<f64>(sum, load<f64>(sum) + value);
  }
}
