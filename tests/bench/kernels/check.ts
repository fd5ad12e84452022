/** Whether a rival computes what it has to: by the kernel's own check, and as another rival does. */
import type { Kernel } from '../../../src/kernels/index.ts';

export interface Checked {
  readonly kernel: Kernel;
  readonly size: number;
  readonly input: Uint8Array;
}

function difference(got: Uint8Array, expected: Uint8Array): string | undefined {
  if (got.length !== expected.length) return `${got.length} bytes, expected ${expected.length}`;
  const at = got.findIndex((byte, index) => byte !== expected[index]);
  return at < 0 ? undefined : `byte ${at} is ${got[at]}, expected ${expected[at]}`;
}

/** A fault as a sentence, or null. `reference`: the output of another rival; null for the first. */
export function faultIn(
  { kernel, size, input }: Checked,
  output: Uint8Array,
  reference: Uint8Array | null,
): string | null {
  const own = kernel.fault(output, input, size);
  if (own !== undefined) return own;
  if (!reference) return null;
  const { builds } = kernel;
  const apart = builds === 'same bytes' ? difference(output, reference) : builds.fault(output, reference, size);
  return apart === undefined ? null : `differs from the first build: ${apart}`;
}
