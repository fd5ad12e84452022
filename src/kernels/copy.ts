/**
 * Descriptor of `assembly/kernels/copy.ts`: the first of STREAM's loops, after its tenth round. The rest is parts/stream.ts.
 */
import { streamKernel } from './parts/stream.ts';

export default streamKernel({
  id: 'copy',
  title: 'STREAM copy',
  computes: 'Copies a long vector.',
  teaches: 'Nothing is computed, and yet another core helps only as long as the memory has time for it.',
  version: 1,
  operands: [1_153_300_781_250],
  result: (a) => a,
  statement: 'After ten rounds of STREAM a is 1153300781250, and so is its copy, here times a weight.',
});
