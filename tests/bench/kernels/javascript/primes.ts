/** The segmented sieve in plain JavaScript, the rival of assembly/kernels/primes.ts: the same segments from the same input. */
const SEGMENT = 32_768;
const PERIOD = 15_015;
const PATTERN = 64;
const PRIMES = 47_872;

/** The first odd multiple of a prime from its square on that is not below `low`; an index j stands for 2j + 1. */
function firstMultiple(p: number, low: number): number {
  const half = p >> 1;
  const rest = low % p;
  return Math.max((p * p - 1) / 2, low + half - rest + (rest > half ? p : 0));
}

export default function primes(
  start: number,
  end: number,
  out: Uint8Array,
  input: Uint8Array,
  scratch: Uint8Array,
  size: number,
): void {
  const bases = new Uint32Array(input.buffer, input.byteOffset, 1)[0]!;
  const base = new Uint32Array(input.buffer, input.byteOffset + PRIMES, bases);
  const counts = new Uint32Array(out.buffer, out.byteOffset);
  const segment = scratch.subarray(0, SEGMENT);
  const next = Uint32Array.from(base, (p) => firstMultiple(p, start * SEGMENT));
  for (let k = start; k < end; k++) {
    const low = k * SEGMENT;
    const from = PATTERN + (low % PERIOD);
    segment.set(input.subarray(from, from + SEGMENT));
    if (k === 0) segment.set([0, 1, 1, 1, 0, 1, 1, 0]);
    for (let at = 0; at < bases; at++) {
      const p = base[at]!;
      let byte = next[at]! - low;
      for (; byte < SEGMENT; byte += p) segment[byte] = 0;
      next[at] = byte + low;
    }
    const odds = Math.min(SEGMENT, Math.floor((size + 1) / 2) - low);
    let count = k === 0 && size > 1 ? 1 : 0;
    for (let at = 0; at < odds; at++) count += segment[at]!;
    counts[k] = count;
  }
}
