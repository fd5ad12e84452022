/**
 * The heat equation on a square plate by Jacobi's relaxation, in doubles: a cell becomes the mean of the four beside it, the rim stays.
 * Source: C. G. J. Jacobi, Astronomische Nachrichten 22 (1845); J. W. Demmel, Applied Numerical Linear Algebra (SIAM 1997), §6.5.
 * Stepped: a step is one sweep over the plate, its input what the sweep before wrote; the step's number changes nothing.
 * Item: one row, `size` doubles (a multiple of 8); reads the same row of the input, the one above and the one below.
 * Cost: 4·size operations, 0.24 µs a row of 720, nearly all of it loads and stores.
 * Teaches: a barrier after every sweep, so the slowest worker of each sweep is waited for, and the rows at a seam go between workers.
 * The result is rounded in one order, (above + below) + (left + right), and the quarter is exact: every build gives the same bytes.
 */
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

function mean(above: v128, below: v128, left: v128, right: v128): v128 {
  return f64x2.mul(f64x2.add(f64x2.add(above, below), f64x2.add(left, right)), f64x2.splat(0.25));
}

/**
 * All cells of a row, those of the rim too, where the neighbours beyond belong to the rows above and below: nothing
 * is left over, and every store is aligned. What lies right of a pair of cells lies left of the next: loaded once.
 */
function sweepRow(to: usize, from: usize, pitch: u32): void {
  const end = to + pitch;
  let above = from - pitch;
  let below = from + pitch;
  let left = v128.load(from - 8);
  do {
    const s0 = v128.load(from, 8);
    v128.store(to, mean(v128.load(above), v128.load(below), left, s0));
    const s1 = v128.load(from, 24);
    v128.store(to, mean(v128.load(above, 16), v128.load(below, 16), s0, s1), 16);
    const s2 = v128.load(from, 40);
    v128.store(to, mean(v128.load(above, 32), v128.load(below, 32), s1, s2), 32);
    const s3 = v128.load(from, 56);
    v128.store(to, mean(v128.load(above, 48), v128.load(below, 48), s2, s3), 48);
    left = s3;
    to += 64;
    from += 64;
    above += 64;
    below += 64;
  } while (to < end);
}
