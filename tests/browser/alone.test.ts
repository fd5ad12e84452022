/** A browser test that judges a length of time is one that runs alone: found by how it is written. */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { ROOT } from '../../src/cli/root.ts';
import { ALONE } from './alone.ts';

/** A difference of two moments that is compared with a limit, or the rule for timed waits. */
const JUDGES_TIME = /expect\((?:[^;]*\.now\(\) - |[^;]*\.since\()|lastedAbout\(/;

const files = readdirSync(join(ROOT, 'tests'), { recursive: true, encoding: 'utf8' })
  .filter((name) => name.endsWith('.browser.test.ts'))
  .map((name) => `tests/${name.replaceAll('\\', '/')}`);

test('each of those that run alone is there', () => {
  expect(ALONE.filter((file) => !files.includes(file))).toEqual([]);
});

test('a file that compares a length of time with a limit runs alone', () => {
  const judging = files.filter((file) => JUDGES_TIME.test(readFileSync(join(ROOT, file), 'utf8')));
  expect(judging.length).toBeGreaterThan(5);
  expect(judging.filter((file) => !ALONE.includes(file))).toEqual([]);
});
