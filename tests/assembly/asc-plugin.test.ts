/** What the compilation of assembly/ refuses, where asc itself would silently keep one of two functions. */
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { demandDistinctExports, DuplicateExport } from '../../assembly/asc-plugin.ts';

let folder = '';
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'overlap-exports-'));
});
afterEach(() => rm(folder, { recursive: true }));

test('two entry files that export one name fail the build, and both are named', async () => {
  await writeFile(join(folder, 'one.ts'), 'export function sum(): void {}\nexport const BYTES: u32 = 8;\n');
  await writeFile(join(folder, 'two.ts'), 'export function sum(): void {}\n');
  const refused = demandDistinctExports(folder, ['one.ts', 'two.ts']);
  await expect(refused).rejects.toBeInstanceOf(DuplicateExport);
  await expect(refused).rejects.toThrow('"sum" is exported by one.ts and by two.ts: rename one');
});

test('what is not exported may be called the same', async () => {
  await writeFile(join(folder, 'one.ts'), 'export function sum(): void {}\nfunction add(): void {}\n');
  await writeFile(join(folder, 'two.ts'), 'export function product(): void {}\nfunction add(): void {}\n');
  await expect(demandDistinctExports(folder, ['one.ts', 'two.ts'])).resolves.toBeUndefined();
});
