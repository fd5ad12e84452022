/** Names of words stand at the offsets that the lock code uses. */
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { gateWords, mutexWords, threadWords, valueText } from '../../../src/lessons/scheduler/words-of-memory.ts';

const SYNC = join(import.meta.dirname, '..', '..', '..', 'assembly', 'sync');

async function offsets(file: string, ...names: string[]): Promise<number[]> {
  const text = await readFile(join(SYNC, `${file}.ts`), 'utf8');
  return names.map((name) => Number(new RegExp(`const ${name}: (?:usize|i32) = (\\d+);`).exec(text)?.[1]));
}

const at = (words: readonly { at: number }[]): number[] => words.map((word) => word.at);

test('of a mutex', async () => {
  expect(at(mutexWords('m', 0))).toEqual(await offsets('mutex', 'STATE', 'GATE', 'LIST', 'HEIR'));
});

test('of a thread, with the names of its signals', async () => {
  expect(at(threadWords([0]))).toEqual(await offsets('thread', 'SIGNAL', 'LIFE', 'BREAKER'));
  const names = ['IDLE', 'WAITING', 'WOKEN', 'GRANTED', 'REFUSED', 'INTERRUPTED'];
  const values = await offsets('thread', ...names);
  expect(values.map((value) => valueText('signal', value, []).toUpperCase())).toEqual(names);
});

test('of an event', async () => {
  const [gate = NaN, list = NaN] = await offsets('event', 'GATE', 'LIST');
  expect(at(gateWords('e', gate, list))).toEqual([8, 16]);
});
