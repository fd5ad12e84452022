/** A document arrives whole or not at all, also where several processes write to one file. */
import { spawn } from 'node:child_process';
import { mkdtemp, mkdir, readdir, readFile, rm, stat, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { deliver, misplaced } from '../../src/cli/output.ts';

let folder = '';
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'overlap-output-'));
});
afterEach(() => rm(folder, { recursive: true, force: true }));

const lines = async (file: string): Promise<unknown[]> =>
  (await readFile(file, 'utf8'))
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => JSON.parse(line) as unknown);

test('a document is indented, or one line, and ends with a line end', async () => {
  const file = join(folder, 'a.json');
  const document = { schema: 'x/1', name: 'two\nlines \u2028' };
  await deliver(document, { form: 'indented', file });
  expect(await readFile(file, 'utf8')).toBe(`${JSON.stringify(document, null, 2)}\n`);
  await deliver(document, { form: 'line', file });
  expect(await readFile(file, 'utf8')).toBe(`${JSON.stringify(document)}\n`);
  expect(await readdir(folder)).toEqual(['a.json']);
});

test('a link to a file stays a link, and the file it leads to is written', async () => {
  await writeFile(join(folder, 'real.json'), 'old');
  await symlink(join(folder, 'real.json'), join(folder, 'link.json'));
  await deliver({ a: 1 }, { form: 'line', file: join(folder, 'link.json') });
  expect(await readFile(join(folder, 'real.json'), 'utf8')).toBe('{"a":1}\n');
});

test('a device is written to, not replaced', async () => {
  await deliver({ a: 1 }, { form: 'line', file: '/dev/null' });
  expect((await stat('/dev/null')).isCharacterDevice()).toBe(true);
});

test('a line is added to those that are there, and a new file is begun where there is none', async () => {
  const file = join(folder, 'fleet.ndjson');
  for (const a of [1, 2, 3]) await deliver({ a }, { form: 'added line', file });
  expect(await readFile(file, 'utf8')).toBe('{"a":1}\n{"a":2}\n{"a":3}\n');
});

test('a half line that something else has left spoils no line but itself', async () => {
  const file = join(folder, 'fleet.ndjson');
  await writeFile(file, '{"a":1}\n{"half');
  await deliver({ a: 2 }, { form: 'added line', file });
  expect(await readFile(file, 'utf8')).toBe('{"a":1}\n{"half\n{"a":2}\n');
});

/** Adds lines of 60 kB, more than a pipe or a page holds, to the file of its first argument. */
const WRITER = `
import { deliver } from ${JSON.stringify(new URL('../../src/cli/output.ts', import.meta.url).href)};
const [, , file, name, count] = process.argv;
for (let at = 0; at < Number(count); at++) {
  await deliver({ name, at, samples: name.repeat(60_000) }, { form: 'added line', file });
}`;

test('four processes add to one file at once, and not one line is torn or lost', { timeout: 60_000 }, async () => {
  const file = join(folder, 'fleet.ndjson');
  const script = join(folder, 'writer.mts');
  await writeFile(script, WRITER);
  const ended = ['a', 'b', 'c', 'd'].map(
    (name) =>
      new Promise((resolve) => {
        const args = ['--import', import.meta.resolve('tsx'), script, file, name, '50'];
        spawn(process.execPath, args, { stdio: 'inherit' }).on('close', resolve);
      }),
  );
  expect(await Promise.all(ended)).toEqual([0, 0, 0, 0]);
  const found = (await lines(file)) as { name: string; at: number; samples: string }[];
  expect(found.map(({ name, at }) => `${name}${at}`).sort()).toEqual(
    ['a', 'b', 'c', 'd'].flatMap((name) => Array.from({ length: 50 }, (_, at) => `${name}${at}`)).sort(),
  );
  expect(found.every(({ name, samples }) => samples === name.repeat(60_000))).toBe(true);
});

test('where there is no room the line is said to be missing, and what was measured is printed', async () => {
  const printed: string[] = [];
  const write = process.stdout.write.bind(process.stdout);
  process.stdout.write = (text: string) => printed.push(text) > 0;
  try {
    // Every write to this device fails for want of space (man 4 full).
    await expect(deliver({ a: 1 }, { form: 'added line', file: '/dev/full' })).rejects.toThrow(/standard output/);
  } finally {
    process.stdout.write = write;
  }
  expect(printed).toEqual(['{"a":1}\n']);
});

test('a place that cannot take a document is named by its option before anything is measured', async () => {
  await mkdir(join(folder, 'inner'));
  expect(await misplaced({ form: 'indented', file: null })).toBeNull();
  expect(await misplaced({ form: 'line', file: join(folder, 'new.ndjson') })).toBeNull();
  expect(await misplaced({ form: 'line', file: join(folder, 'inner') })).toMatch(/^--out .*inner.*folder that exists/);
  expect(await misplaced({ form: 'added line', file: join(folder, 'none', 'a') })).toMatch(/^--append .*none/);
});
