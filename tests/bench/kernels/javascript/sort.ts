/**
 * Merge sort in plain JavaScript over typed arrays, the rival of assembly/kernels/sort.ts: the same items and steps, the engine's own sort for a
 * block. Merging compares as numbers: the same bytes for keys without −0.
 */
const BLOCK = 4096;

/** How many of the first `place` keys of the merge come from a. */
function keysOfFirst(a: Float32Array, b: Float32Array, place: number): number {
  let least = Math.max(0, place - b.length);
  let most = Math.min(place, a.length);
  while (least < most) {
    const middle = (least + most) >> 1;
    if (a[middle]! <= b[place - 1 - middle]!) least = middle + 1;
    else most = middle;
  }
  return least;
}

function mergeBlock(to: Float32Array, a: Float32Array, b: Float32Array, place: number): void {
  let fromA = keysOfFirst(a, b, place);
  let fromB = place - fromA;
  for (let at = 0; at < BLOCK; at++) {
    if (fromB >= b.length || (fromA < a.length && a[fromA]! <= b[fromB]!)) to[at] = a[fromA++]!;
    else to[at] = b[fromB++]!;
  }
}

export default function sort(
  start: number,
  end: number,
  out: Uint8Array,
  input: Uint8Array,
  _scratch: Uint8Array,
  size: number,
  step: number,
): void {
  const from = new Float32Array(input.buffer, input.byteOffset, size * BLOCK);
  const to = new Float32Array(out.buffer, out.byteOffset, size * BLOCK);
  const run = 2 ** (step - 1) * BLOCK;
  for (let item = start; item < end; item++) {
    const at = item * BLOCK;
    const block = to.subarray(at, at + BLOCK);
    if (step === 0) {
      block.set(from.subarray(at, at + BLOCK));
      block.sort();
    } else {
      const first = at - (at % (2 * run));
      const a = from.subarray(first, first + run);
      const b = from.subarray(first + run, first + 2 * run);
      mergeBlock(block, a, b, at - first);
    }
  }
}
