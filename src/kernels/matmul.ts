/**
 * Descriptor of `assembly/kernels/matmul.ts`: sizes, the two matrices, and an exact check. The elements of A and B are whole
 * numbers up to 127, so every partial sum is a whole number below 2²⁴ and no addition rounds:
 * the product is known to the last bit, and Freivalds' test of it cannot be wrong by rounding.
 */
import type { Kernel } from './index.ts';

const TINY = 256;
/** A single row then costs about 50 µs; 127² · 768 is below 2²⁴. */
const MAX = 768;
const LARGEST = 127;
const PANEL = 8;

const floats = (bytes: Uint8Array): Float32Array =>
  new Float32Array(bytes.buffer, bytes.byteOffset, bytes.byteLength / 4);

/** A whole number in [−127, 127] from its position (Wellons' "lowbias32" hash). */
function element(position: number): number {
  let mixed = Math.imul(position ^ (position >>> 16), 0x7feb352d);
  mixed = Math.imul(mixed ^ (mixed >>> 15), 0x846ca68b);
  return (((mixed ^ (mixed >>> 16)) >>> 0) % (2 * LARGEST + 1)) - LARGEST;
}

/** A by rows, then B by panels of eight columns; the positions alone decide the values. */
function fill(input: Uint8Array): void {
  const values = floats(input);
  for (let position = 0; position < values.length; position++) values[position] = element(position);
}

/** Where b(k, j) lies among the floats of the input. */
function placeInB(k: number, j: number, size: number): number {
  return size * size + (j - (j % PANEL)) * size + k * PANEL + (j % PANEL);
}

/** Every element against its definition in 64-bit floats: size³ steps, for small sizes. */
function elementFault(output: Uint8Array, size: number): string | undefined {
  const input = new Uint8Array(8 * size * size);
  fill(input);
  const given = floats(input);
  const product = floats(output);
  for (let i = 0; i < size; i++) {
    for (let j = 0; j < size; j++) {
      let exact = 0;
      for (let k = 0; k < size; k++) exact += (given[i * size + k] ?? NaN) * (given[placeInB(k, j, size)] ?? NaN);
      const got = product[i * size + j];
      if (got !== exact) return `c(${i}, ${j}) is ${got}, expected ${exact}`;
    }
  }
  return undefined;
}

/**
 * Freivalds' test (IFIP Congress 1977): C·v = A·(B·v) for a vector v of whole numbers in [1, 64], in 3·size² steps.
 * One wrong element in a row never passes, since no vᵢ is 0; a row of unrelated numbers passes once in 64 at worst.
 */
function productFault(output: Uint8Array, input: Uint8Array, size: number): string | undefined {
  const product = floats(output);
  const given = floats(input);
  const vector = Float64Array.from({ length: size }, (_, j) => 1 + (Math.abs(element(~j)) >> 1));
  const image = new Float64Array(size);
  for (let j = 0; j < size; j += PANEL) {
    for (let k = 0, at = placeInB(0, j, size); k < size; k++) {
      let sum = 0;
      for (let column = 0; column < PANEL; column++) sum += (given[at++] ?? NaN) * (vector[j + column] ?? NaN);
      image[k] = (image[k] ?? NaN) + sum;
    }
  }
  for (let i = 0; i < size; i++) {
    let left = 0;
    let right = 0;
    for (let k = 0, at = i * size; k < size; k++, at++) {
      left += (product[at] ?? NaN) * (vector[k] ?? NaN);
      right += (given[at] ?? NaN) * (image[k] ?? NaN);
    }
    if (left !== right) return `row ${i} of the product is wrong: C·v gives ${left}, A·(B·v) gives ${right}`;
  }
  return undefined;
}

export default {
  id: 'matmul',
  title: 'Matrix product',
  sizeName: 'rows of a matrix',
  computes: 'Multiplies two square matrices of 32-bit floats.',
  teaches: 'Much arithmetic for each byte: threads add up until the cache they share must feed them all.',
  version: 1,
  tinySize: TINY,
  maxSize: MAX,
  naturalItems: 4,
  builds: 'same bytes',
  published: [
    {
      size: 96,
      statement:
        'Every element is the exact dot product: |fl(x·y) − x·y| ≤ γₙ Σ|xᵢyᵢ| rounds nothing where all partial sums are whole numbers below 2²⁴.',
      source: 'N. J. Higham, Accuracy and Stability of Numerical Algorithms, §3.1; IEEE 754 single precision',
      fault: (output) => elementFault(output, 96),
    },
  ],
  items: (size) => size,
  itemBytes: (size) => 4 * size,
  inputBytes: (size) => 8 * size * size,
  scratchBytes: () => 0,
  work: (size) => ({ amount: 2 * size ** 3, unit: 'floating-point operations' }),
  fillInput: fill,
  /** Work grows with the cube; the kernel wants whole panels. */
  scale: (size, factor) => Math.min(MAX, Math.max(TINY, Math.round((size * Math.cbrt(factor)) / PANEL) * PANEL)),
  fault: productFault,
} satisfies Kernel;
