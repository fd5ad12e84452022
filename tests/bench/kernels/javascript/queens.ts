/**
 * The rival of assembly/kernels/queens.ts in plain JavaScript: the same items, input and output, by the search that one writes without
 * vectors, one board after another, depth first.
 */
const PREFIXES = 64 + 4096;

export default function queens(
  start: number,
  end: number,
  out: Uint8Array,
  input: Uint8Array,
  _scratch: Uint8Array,
  size: number,
): void {
  const prefixes = new Uint16Array(input.buffer, input.byteOffset + PREFIXES, end * 4);
  const counts = new Uint32Array(out.buffer, out.byteOffset, end);
  const board = 2 ** size - 1;
  for (let item = start; item < end; item++) {
    const at = item * 4;
    counts[item] = 2 * completions(prefixes[at]!, prefixes[at + 1]!, prefixes[at + 2]!, board);
  }
}

function completions(columns: number, left: number, right: number, board: number): number {
  let sum = 0;
  for (let free = board & ~(columns | left | right); free !== 0; free &= free - 1) {
    const queen = free & -free;
    const columns1 = columns | queen;
    const left1 = (left | queen) << 1;
    const right1 = (right | queen) >> 1;
    if (columns1 === board) sum++;
    else if (board & ~(columns1 | left1 | right1)) sum += completions(columns1, left1, right1, board);
  }
  return sum;
}
