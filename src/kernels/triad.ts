/**
 * Descriptor of `assembly/kernels/triad.ts`: the last of STREAM's loops, in its tenth round. The rest is parts/stream.ts.
 */
import type { Bytes } from '../base/units.ts';
import { BLOCK_BYTES, streamKernel } from './parts/stream.ts';

export { BLOCK_BYTES, MOST_BLOCKS, streamValues, WHOLE } from './parts/stream.ts';

/** What STREAM counts for a block: b and c read, a written. */
export const BLOCK_TRAFFIC: Bytes = 3 * BLOCK_BYTES;

export default streamKernel({
  id: 'triad',
  title: 'STREAM triad',
  computes: 'Adds three times one long vector to another.',
  teaches: 'Hardly any arithmetic for each byte: cores stop helping where the memory they share is busy.',
  version: 2,
  operands: [230_660_156_250, 307_546_875_000],
  result: (b, c) => b + 3 * c,
  statement:
    'After ten rounds of STREAM a, b and c are 1153300781250, 230660156250 and 307546875000, here times a weight.',
});
