/**
 * Descriptor of `assembly/kernels/scale.ts`: the second of STREAM's loops, in its tenth round. The rest is parts/stream.ts.
 */
import { streamKernel } from './parts/stream.ts';

export default streamKernel({
  id: 'scale',
  title: 'STREAM scale',
  computes: 'Multiplies a long vector by three.',
  teaches: 'A multiplication for each number costs nothing beside fetching it, with one core or with all.',
  version: 1,
  operands: [76_886_718_750],
  result: (c) => 3 * c,
  statement: 'In its tenth round STREAM triples c = 76886718750: b = 230660156250, here times a weight.',
});
