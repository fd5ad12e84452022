/**
 * Descriptor of `assembly/kernels/spectral.ts`: sizes, published norms, and a check at any size. The last vector u must be what the power
 * method leaves: AᵀA·u = σ²·u in every element, σ within its bounds, and as long as 40 steps from ones make it.
 */
import type { Kernel } from './index.ts';

const STEPS = 40;
const ROWS = 4;
const TINY = 320;
/** A step then reads 10⁸ elements of the matrix: about a second in one thread for all. */
const MAX = 10_000;

/** Of 100 rows and columns, and of 5500; the norm grows with them towards 1.2742241528… (Trefethen's Hundred-Dollar problem 3). */
export const NORM_100 = 1.274219991;
export const NORM_5500 = 1.274224153;
/** Half of the last digit that the game prints. */
const PRINTED = 5e-10;
/** Of the norm at any size: what Simpson's rule may miss, 4 · 10⁻⁹ at the largest. */
const MISSED = 1e-8;
/** Of an element, relative. What is left out of the sum over rows below is 4 · 10⁻⁷ of it; neighbouring items differ by 8 · 10⁻⁴ or more. */
const TOLERANCE = 1e-5;
/** Of the builds, relative: some hundred roundings. */
const BUILD_TOLERANCE = 1e-12;

const doubles = (bytes: Uint8Array): Float64Array =>
  new Float64Array(bytes.buffer, bytes.byteOffset, bytes.byteLength / 8);

/** An element of the matrix, for rows between rows too. */
const a = (row: number, column: number): number => 1 / (((row + column) * (row + column + 1)) / 2 + row + 1);

function rowTimes(row: number, vector: Float64Array): number {
  let sum = 0;
  for (let column = 0; column < vector.length; column++) sum += a(row, column) * (vector[column] ?? NaN);
  return sum;
}

const sumOf = (numbers: Float64Array, term: (value: number) => number): number =>
  numbers.reduce((sum, value) => sum + term(value), 0);

/** √(|A·u|² / |u|²), from every element: what the game prints, for a vector one round on. */
export function norm(vector: Float64Array): number {
  const image = vector.map((_, row) => rowTimes(row, vector));
  return Math.sqrt(sumOf(image, (value) => value * value) / sumOf(vector, (value) => value * value));
}

interface Row {
  readonly row: number;
  readonly weight: number;
}

const HEAD = 64;
const PANELS = 24;

/**
 * Rows whose weighted terms stand for the sum over all: the first 64 themselves, the others, where terms are smooth, by the integral from half a row before
 * them to half a row behind, Simpson's rule over the row's logarithm. So that n² divisions become 178·n.
 */
function rowsFor(size: number): readonly Row[] {
  const head = Array.from({ length: Math.min(HEAD, size) }, (_, row) => ({ row, weight: 1 }));
  if (size <= HEAD) return head;
  const from = Math.log(HEAD - 0.5);
  const panel = (Math.log(size - 0.5) - from) / PANELS;
  const tail = Array.from({ length: PANELS + 1 }, (_, index) => {
    const row = Math.exp(from + index * panel);
    const part = index === 0 || index === PANELS ? 1 : index % 2 === 0 ? 2 : 4;
    return { row, weight: (part * panel * row) / 3 };
  });
  return [...head, ...tail];
}

function outputFault(output: Uint8Array, size: number): string | undefined {
  const vector = doubles(output);
  const rows = rowsFor(size).map(({ row, weight }) => ({ row, image: rowTimes(row, vector), weight }));
  const length2 = sumOf(vector, (value) => value * value);
  const sigma2 = rows.reduce((sum, { image, weight }) => sum + weight * image * image, 0) / length2;
  const sigma = Math.sqrt(sigma2);
  if (!(sigma >= NORM_100 - MISSED && sigma <= NORM_5500 + MISSED)) {
    return `the norm is ${sigma}, expected from ${NORM_100} to ${NORM_5500}`;
  }
  for (let column = 0; column < size; column++) {
    let image = 0;
    for (const row of rows) image += row.weight * row.image * a(row.row, column);
    const expected = image / sigma2;
    const got = vector[column] ?? NaN;
    if (!(Math.abs(got - expected) <= TOLERANCE * expected)) return `element ${column} is ${got}, expected ${expected}`;
  }
  // From ones, (AᵀA)²⁰ leaves σ⁴⁰ times their share in the direction of u, which is Σu / |u|.
  const expected = sigma2 ** (STEPS / 2) * sumOf(vector, (value) => value);
  if (!(Math.abs(length2 / expected - 1) <= TOLERANCE)) {
    return `the vector's length squared is ${length2}, after ${STEPS} steps expected ${expected}`;
  }
  return undefined;
}

function publishedFault(output: Uint8Array): string | undefined {
  const got = norm(doubles(output));
  if (!(Math.abs(got - NORM_100) <= PRINTED)) return `the norm is ${got}, published is ${NORM_100}`;
  return outputFault(output, 100);
}

/** Two builds' vectors element by element. */
function buildFault(output: Uint8Array, other: Uint8Array): string | undefined {
  const [ours, theirs] = [doubles(output), doubles(other)];
  const at = ours.findIndex((value, index) => !(Math.abs(value - (theirs[index] ?? NaN)) <= BUILD_TOLERANCE * value));
  return at < 0 ? undefined : `element ${at} is ${ours[at]} in one build and ${theirs[at]} in the other`;
}

export default {
  id: 'spectral',
  title: 'Spectral norm',
  sizeName: 'rows of the matrix',
  computes:
    'Multiplies a vector by a matrix and by its transpose, 40 times in turn, until it points where they stretch most.',
  teaches: 'Every step needs all of the vector before it, so every step ends with all threads waiting for the last.',
  version: 1,
  tinySize: TINY,
  maxSize: MAX,
  naturalItems: 4,
  builds: {
    statement: `Elements agree within ${BUILD_TOLERANCE} of their size: a fused multiply-add rounds once.`,
    fault: buildFault,
  },
  published: [
    {
      size: 100,
      statement: `The norm of the first 100 rows and columns is ${NORM_100}.`,
      source: 'The Computer Language Benchmarks Game, spectral-norm: the output for N = 100',
      fault: publishedFault,
    },
  ],
  items: (size) => size / ROWS,
  itemBytes: () => ROWS * 8,
  inputBytes: (size) => size * 8,
  scratchBytes: () => 0,
  steps: () => STEPS,
  work: (size) => ({ amount: STEPS * size * size, unit: 'elements of the matrix' }),
  fillInput(input) {
    doubles(input).fill(1);
  },
  /** Work grows with the square; whole items. */
  scale: (size, factor) => Math.min(MAX, Math.max(TINY, Math.round((size * Math.sqrt(factor)) / ROWS) * ROWS)),
  fault: (output, _input, size) => outputFault(output, size),
} satisfies Kernel;
