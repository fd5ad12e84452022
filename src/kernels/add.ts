/**
 * Descriptor of `assembly/kernels/add.ts`: the third of STREAM's loops, in its tenth round. The rest is parts/stream.ts.
 */
import { streamKernel } from './parts/stream.ts';

export default streamKernel({
  id: 'add',
  title: 'STREAM add',
  computes: 'Adds two long vectors.',
  teaches: 'Half the arithmetic of the triad takes the same time: it is the memory that both wait for.',
  version: 1,
  operands: [76_886_718_750, 230_660_156_250],
  result: (a, b) => a + b,
  statement:
    'In its tenth round STREAM adds a = 76886718750 and b = 230660156250: c = 307546875000, here times a weight.',
});
