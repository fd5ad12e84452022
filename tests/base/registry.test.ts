/** A folder listing is a catalogue. */
import { expect, test } from 'vitest';
import { NotArrived, registry, UnknownEntry } from '../../src/base/registry.ts';

const entry = (id: string) => async () => ({ default: { id } });

test('lists the files of a folder by name, sorted, and loads by id', async () => {
  const folder = registry('thing', { './b.ts': entry('b'), './a.ts': entry('a') });
  expect(folder.ids).toEqual(['a', 'b']);
  expect(await folder.load('b')).toEqual({ id: 'b' });
});

test('an id that is not there is refused with those that are', async () => {
  await expect(registry('thing', { './a.ts': entry('a') }).load('z')).rejects.toThrow(UnknownEntry);
  await expect(registry('thing', { './a.ts': entry('a') }).load('z')).rejects.toThrow(/choose one of a/);
});

test('a file whose entry has another id is a fault', async () => {
  await expect(registry('thing', { './a.ts': entry('b') }).load('a')).rejects.toThrow(/make them equal/);
});

test('two files of one name are a fault', () => {
  expect(() => registry('thing', { './x/a.ts': entry('a'), './y/a.ts': entry('a') })).toThrow(/two thing files/);
});

test('a file that cannot be had is told by its name, not by its address', async () => {
  const lost = () => Promise.reject(new TypeError('Failed to fetch dynamically imported module: http://x/a-1f.js'));
  const loading = registry('thing', { './a.ts': lost }).load('a');
  await expect(loading).rejects.toThrow(NotArrived);
  await expect(loading).rejects.toThrow(/^the thing "a" could not be loaded: check the connection/);
});
