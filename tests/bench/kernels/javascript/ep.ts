/** Gaussian pairs in plain JavaScript, the rival of assembly/kernels/ep.ts: the same pairs, sums within rounding. */
const ITEM = 4096;
const TWO_23 = 2 ** 23;
const TWO_46 = 2 ** 46;
const MULTIPLIER = 5 ** 13;

/** a·b mod 2⁴⁶ in doubles: halves of 23 bits, as NAS does it (RNR-94-007, section 2.3). */
function times(a: number, b: number): number {
  const a1 = Math.floor(a / TWO_23);
  const a2 = a - a1 * TWO_23;
  const b1 = Math.floor(b / TWO_23);
  const b2 = b - b1 * TWO_23;
  const middle = a1 * b2 + a2 * b1;
  const sum = (middle - Math.floor(middle / TWO_23) * TWO_23) * TWO_23 + a2 * b2;
  return sum - Math.floor(sum / TWO_46) * TWO_46;
}

/** The generator's state after `skip` numbers. */
function jump(skip: number): number {
  let state = 271_828_183;
  for (let power = MULTIPLIER; skip > 0; skip = Math.floor(skip / 2), power = times(power, power)) {
    if (skip % 2 === 1) state = times(state, power);
  }
  return state;
}

export default function ep(start: number, end: number, out: Uint8Array): void {
  const sums = new Float64Array(out.buffer, out.byteOffset);
  const counts = new Uint32Array(out.buffer, out.byteOffset);
  let state = jump(start * ITEM * 2);
  for (let item = start; item < end; item++) {
    counts.fill(0, item * 16, item * 16 + 16);
    let sumX = 0;
    let sumY = 0;
    for (let pair = 0; pair < ITEM; pair++) {
      state = times(state, MULTIPLIER);
      const x = (2 * state) / TWO_46 - 1;
      state = times(state, MULTIPLIER);
      const y = (2 * state) / TWO_46 - 1;
      const t = x * x + y * y;
      if (t > 1) continue;
      const factor = Math.sqrt((-2 * Math.log(t)) / t);
      sumX += x * factor;
      sumY += y * factor;
      counts[item * 16 + 4 + Math.floor(Math.max(Math.abs(x * factor), Math.abs(y * factor)))]!++;
    }
    sums[item * 8] = sumX;
    sums[item * 8 + 1] = sumY;
  }
}
