/** Jacobi's relaxation as in `../heat.ts`, for engines without SIMD: the same sums in the same order, one cell at a time. */
export function heat(start: u32, end: u32, out: usize, input: usize, scratch: usize, size: u32, step: u32): void {
  const pitch = size << 3;
  for (let y = start; y < end; ++y) {
    const from = input + y * pitch;
    const to = out + y * pitch;
    if (y == 0 || y == size - 1) {
      memory.copy(to, from, pitch);
    } else {
      sweepRow(to, from, pitch);
      store<f64>(to, load<f64>(from));
      store<f64>(to + pitch - 8, load<f64>(from + pitch - 8));
    }
  }
}

function sweepRow(to: usize, from: usize, pitch: u32): void {
  const end = to + pitch;
  let above = from - pitch;
  let below = from + pitch;
  let left = load<f64>(from - 8);
  let here = load<f64>(from);
  do {
    const right = load<f64>(from, 8);
    store<f64>(to, (load<f64>(above) + load<f64>(below) + (left + right)) * 0.25);
    left = here;
    here = right;
    to += 8;
    from += 8;
    above += 8;
    below += 8;
  } while (to < end);
}
