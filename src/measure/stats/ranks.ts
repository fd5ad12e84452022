/** Ranks of samples: what is left of them when only their order counts. */

/**
 * The rank of every sample, 0 for the smallest, in the order given; equal samples share the mean of their ranks.
 *
 * @example ranks([30, 10, 20, 20]) // [3, 0, 1.5, 1.5]
 */
export function ranks(samples: ArrayLike<number>): Float64Array {
  const value = (index: number): number => samples[index] as number;
  const order = Array.from(samples, (_, index) => index).sort((a, b) => value(a) - value(b));
  const result = new Float64Array(samples.length);
  for (let first = 0; first < order.length;) {
    let end = first + 1;
    while (end < order.length && value(order[end] as number) === value(order[first] as number)) end++;
    for (let place = first; place < end; place++) result[order[place] as number] = (first + end - 1) / 2;
    first = end;
  }
  return result;
}
