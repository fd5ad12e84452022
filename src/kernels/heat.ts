/**
 * Descriptor of `assembly/kernels/heat.ts`: the plate it starts from, and what the plate is after any number of sweeps. A plate whose
 * temperature is a + b·x + c·y + d·x·y is at rest, and a wave sin(pπx)·sin(qπy) keeps its form while every sweep multiplies it by
 * ½·(cos(pπ/n) + cos(qπ/n)), n being the cells along a side less one: the result is known but for rounding.
 */
import type { ItemRange, Kernel } from './index.ts';

const TINY = 192;
/** Input, output and spare then take 11.9 of the 12 MiB that a job may have. */
const MAX = 720;
/** A whole line of the caches, and what the kernel does at a time. */
const CELLS = 8;

/** Enough for barriers to be felt, few enough for the whole to last tens of milliseconds. */
const sweepsOf = (size: number): number => Math.ceil(size / 4);

/** The temperature at rest, between 0 and 1, no two rows and no two columns alike. */
const rest = (x: number, y: number): number => 0.0625 + 0.5 * y + 0.1875 * x + 0.25 * x * y;

/** Half periods along x and y, and height. The third is short: it shrinks to a third in the 180 sweeps of the largest plate. */
const WAVES = [
  { p: 1, q: 1, height: 0.5 },
  { p: 3, q: 2, height: 0.25 },
  { p: 23, q: 25, height: 0.125 },
] as const;

/** What no temperature exceeds. */
const HOTTEST = 1.875;
const ROUNDING = 2 ** -53;

const doubles = (bytes: Uint8Array): Float64Array =>
  new Float64Array(bytes.buffer, bytes.byteOffset, bytes.byteLength / 8);

/** sin(kπ·i/n) for every i, exactly 0 at both ends. */
function halfWaves(k: number, size: number): Float64Array {
  const last = size - 1;
  const wave = Float64Array.from({ length: size }, (_, place) => Math.sin((k * Math.PI * place) / last));
  wave[0] = wave[last] = 0;
  return wave;
}

/** The plate after a number of sweeps, handed over cell by cell, until `visit` answers false. */
function plate(size: number, sweeps: number, visit: (value: number, row: number, column: number) => boolean): void {
  const last = size - 1;
  const waves = WAVES.map(({ p, q, height }) => ({
    across: halfWaves(p, size),
    down: halfWaves(q, size),
    height: height * ((Math.cos((p * Math.PI) / last) + Math.cos((q * Math.PI) / last)) / 2) ** sweeps,
  }));
  for (let row = 0; row < size; row++) {
    for (let column = 0; column < size; column++) {
      let value = rest(column / last, row / last);
      for (const { across, down, height } of waves) value += height * (across[column] ?? NaN) * (down[row] ?? NaN);
      if (!visit(value, row, column)) return;
    }
  }
}

/**
 * How far rounding may take a cell. A sweep rounds two sums of two cells and their sum: 8 units of 2⁻⁵³ · hottest at most, a quarter
 * of that after the division; it spreads errors and never adds to them. The plate at the start and the expected one, some
 * twenty roundings each, and the power, one for each sweep, add theirs.
 */
const roundingOf = (sweeps: number): number => (4 * sweeps + 64) * ROUNDING * HOTTEST;

/** Every cell after `sweeps` sweeps against the plate that theory gives; a fault as a sentence, or undefined. */
export function plateFault(output: Uint8Array, size: number, sweeps: number): string | undefined {
  const got = doubles(output);
  const bound = roundingOf(sweeps);
  let fault: string | undefined;
  plate(size, sweeps, (expected, row, column) => {
    const value = got[row * size + column] ?? NaN;
    if (Math.abs(value - expected) <= bound) return true;
    fault = `cell ${column} of row ${row} is ${value} after ${sweeps} sweeps, expected ${expected} ± ${bound.toExponential(1)}`;
    return false;
  });
  return fault;
}

export default {
  id: 'heat',
  title: 'Heat on a plate (Jacobi)',
  sizeName: 'cells along a side',
  computes:
    'How heat spreads over a square plate with a fixed rim: sweep after sweep, each cell becomes the mean of its four neighbours.',
  teaches: 'A barrier after every sweep: all wait for the slowest each time, and rows at a seam change hands.',
  version: 1,
  tinySize: TINY,
  maxSize: MAX,
  naturalItems: 16,
  builds: 'same bytes',
  published: [
    {
      size: TINY,
      statement:
        'A sweep multiplies the wave sin(pπx)·sin(qπy) by ½·(cos(pπ/n) + cos(qπ/n)), the longest by cos(π/n), and leaves a plate at rest alone.',
      source:
        'J. W. Demmel, Applied Numerical Linear Algebra (SIAM 1997), Lemma 6.1 and §6.5: eigenvalues of Jacobi’s method for Poisson’s equation',
      fault: (output) => plateFault(output, TINY, sweepsOf(TINY)),
    },
  ],
  items: (size) => size,
  itemBytes: (size) => 8 * size,
  inputBytes: (size) => 8 * size * size,
  scratchBytes: () => 0,
  work: (size) => ({ amount: sweepsOf(size) * 4 * (size - 2) ** 2, unit: 'floating-point operations' }),
  steps: sweepsOf,
  reads: (start, end, size): ItemRange => ({ start: Math.max(0, start - 1), end: Math.min(size, end + 1) }),
  fillInput(input, size) {
    const cells = doubles(input);
    plate(size, 0, (value, row, column) => {
      cells[row * size + column] = value;
      return true;
    });
  },
  /** Work grows with the cells and the sweeps; the kernel wants whole lines. */
  scale: (size, factor) => Math.min(MAX, Math.max(TINY, Math.round((size * Math.cbrt(factor)) / CELLS) * CELLS)),
  fault: (output, _input, size) => plateFault(output, size, sweepsOf(size)),
} satisfies Kernel;
