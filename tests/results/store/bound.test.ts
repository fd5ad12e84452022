/** Which runs make room for others: the oldest that nobody has marked, and nothing that was kept on purpose. */
import { expect, test } from 'vitest';
import { beyondBound } from '../../../src/results/store/bound.ts';
import { damagedHead, inOrder, storedHead } from '../../../src/results/store/head.ts';
import type { KeptHead } from '../../../src/results/store/kept.ts';
import { keepable } from './keepables.ts';

const NOW = '2026-11-30T12:00:00.000Z';
const head = (n: number, more: Partial<KeptHead> = {}): KeptHead => ({
  ...storedHead(keepable(n), NOW),
  cutOff: false,
  ...more,
});

test('the oldest go, as many as there are too many', () => {
  const heads = inOrder([1, 2, 3, 4, 5].map((n) => head(n)));
  expect(beyondBound(heads, 5)).toEqual([]);
  expect(beyondBound(heads, 3)).toEqual(['run-2', 'run-1']);
  expect(beyondBound(heads, 0)).toHaveLength(5);
});

test('a name, a note, a sender, damage or a run under way keeps an entry, and none of them counts', () => {
  const marked = [
    head(1, { name: 'the quiet one' }),
    head(2, { note: 'on battery' }),
    head(3, { id: 'received-3' }),
    head(4, { state: 'running' }),
    damagedHead('torn'),
  ];
  expect(beyondBound(inOrder([...marked, head(6), head(7)]), 1)).toEqual(['run-6']);
  expect(beyondBound(inOrder(marked), 0)).toEqual([]);
});

test('a run that was cut off goes like any other', () => {
  expect(beyondBound(inOrder([head(1, { state: 'partial', cutOff: true }), head(2)]), 1)).toEqual(['run-1']);
});
