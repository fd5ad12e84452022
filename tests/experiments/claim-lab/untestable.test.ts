/** Why a claim cannot be put to the test here, said before anything is tried. */
import { expect, test } from 'vitest';
import { untestable, type Given } from '../../../src/experiments/claim-lab/untestable.ts';

const HERE: Given = { mode: 'shared', proven: 2, resolutionMs: 0.005 };

test('with shared memory and two threads at once nothing stands in the way', () => {
  for (const memory of ['shared', 'workers', 'none'] as const) {
    for (const threads of [1, 2] as const) expect(untestable({ memory, threads }, HERE)).toBeNull();
  }
});

test.each([
  ['no workers', { memory: 'workers', threads: 1 }, { ...HERE, mode: 'main-only', proven: null }, 'no workers'],
  ['no workers, shared', { memory: 'shared', threads: 1 }, { ...HERE, mode: 'main-only', proven: null }, 'no workers'],
  ['no isolation', { memory: 'shared', threads: 1 }, { ...HERE, mode: 'messages', proven: null }, 'isolation headers'],
  ['no proof', { memory: 'workers', threads: 2 }, { ...HERE, mode: 'messages', proven: null }, 'nothing proves'],
  ['a coarse clock', { memory: 'shared', threads: 2 }, { ...HERE, proven: null, resolutionMs: 16.7 }, 'every 17 ms'],
  ['one thread', { memory: 'shared', threads: 2 }, { ...HERE, proven: 1 }, 'One thread at a time'],
  ['none proven', { memory: 'shared', threads: 2 }, { ...HERE, proven: null }, 'One thread at a time'],
] as const)('%s: it says so', (_, needs, given, said) => {
  expect(untestable(needs, given)).toContain(said);
});

test('a claim that needs less is tested all the same', () => {
  expect(untestable({ memory: 'none', threads: 1 }, { ...HERE, mode: 'main-only', proven: null })).toBeNull();
  expect(untestable({ memory: 'workers', threads: 1 }, { ...HERE, mode: 'messages', proven: null })).toBeNull();
  expect(untestable({ memory: 'shared', threads: 1 }, { ...HERE, proven: 1 })).toBeNull();
});
