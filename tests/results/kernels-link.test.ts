/** Links that open kernels: what is written is read back, and what cannot be is named. */
import { expect, test } from 'vitest';
import { kernelsFragment, readKernelsFragment } from '../../src/results/kernels-link.ts';

const KNOWN = ['ep', 'heat', 'queens'];

test('what is open is what the link brings back, in its order', () => {
  expect(kernelsFragment(['queens', 'ep'])).toBe('open=queens,ep');
  expect(readKernelsFragment('open=queens,ep', KNOWN)).toEqual({ open: ['queens', 'ep'], faults: [] });
  expect(kernelsFragment([])).toBe('');
  expect(readKernelsFragment('', KNOWN)).toEqual({ open: [], faults: [] });
});

test('kernels that there are not, keys it does not have and repetitions are named and passed over', () => {
  const { open, faults } = readKernelsFragment('open=ep,ep,quux&open=heat&colour=red', KNOWN);
  expect(open).toEqual(['ep']);
  expect(faults).toHaveLength(3);
  expect(faults.join(' ')).toMatch(/colour.*twice.*quux/);
});
