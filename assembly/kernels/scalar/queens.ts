/** `queens` without vectors, as ../queens.ts defines items and input: one board after another, depth first. Needs no scratch. */
const PREFIXES: usize = 64 + 4096;

export function queens(start: u32, end: u32, out: usize, input: usize, scratch: usize, size: u32): void {
  const board: u32 = (1 << size) - 1;
  for (let item = start; item < end; ++item) {
    const prefix = input + ((<usize>item) << 3);
    const columns: u32 = load<u16>(prefix, PREFIXES);
    const left: u32 = load<u16>(prefix, PREFIXES + 2);
    const right: u32 = load<u16>(prefix, PREFIXES + 4);
    store<u32>(out + ((<usize>item) << 2), 2 * completions(columns, left, right, board));
  }
}

/** A board that is not full yet. One whose next row is all attacked is left at once, without a call for it. */
function completions(columns: u32, left: u32, right: u32, board: u32): u32 {
  let sum: u32 = 0;
  for (let free = board & ~(columns | left | right); free; free &= free - 1) {
    const queen = free & -free;
    const columns1 = columns | queen;
    const left1 = (left | queen) << 1;
    const right1 = (right | queen) >> 1;
    if (columns1 == board) ++sum;
    else if (board & ~(columns1 | left1 | right1)) sum += completions(columns1, left1, right1, board);
  }
  return sum;
}
