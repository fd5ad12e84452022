/** Every listed behaviour is tested under its id somewhere, or left out with a reason; and nothing is tested that is not listed. */
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { BEHAVIOURS } from './behaviours.ts';

const TESTS = join(import.meta.dirname, '..');
// Called with an id, titled with one, or a row of a table that begins with one.
const ID = /(?:behaviour\(\s*|withEachCount\(\s*|id\(|\[|(?:test|it)(?:\.each\([^)]*\))?\(\s*)['`]([A-Z]{2}\d\d)\b/g;

/** Ids that titles of tests begin with, anywhere under tests/ but in the list itself. */
async function testedIds(): Promise<Set<string>> {
  const names = await readdir(TESTS, { recursive: true });
  const files = names.filter((name) => name.endsWith('.ts'));
  const texts = await Promise.all(files.map((name) => readFile(join(TESTS, name), 'utf8')));
  const ids = texts.flatMap((text) => [...text.matchAll(ID)].map(([, id = '']) => id));
  // The suite of a lock is run for a recursive one as RL01.
  if (texts.some((text) => text.includes('`RL01 ${'))) ids.push('RL01');
  return new Set(ids);
}

test('every behaviour is tested or left out with a reason, and none of them both', async () => {
  const tested = await testedIds();
  const faults = Object.entries(BEHAVIOURS).flatMap(([id, { leftOut }]) => {
    if (leftOut === undefined) return tested.has(id) ? [] : [`${id} is not tested`];
    return tested.has(id) ? [`${id} is tested, but listed as left out`] : [];
  });
  expect(faults).toEqual([]);
});

test('no test carries an id that is not listed', async () => {
  expect([...(await testedIds())].filter((id) => !(id in BEHAVIOURS))).toEqual([]);
});

test('the README says how many of how many pass', async () => {
  const all = Object.values(BEHAVIOURS);
  const passing = all.filter(({ leftOut }) => leftOut === undefined).length;
  const readme = await readFile(join(TESTS, '..', 'README.md'), 'utf8');
  expect(readme).toContain(`${passing} of ${all.length} behaviours`);
  for (const [id, { leftOut }] of Object.entries(BEHAVIOURS)) if (leftOut !== undefined) expect(readme).toContain(id);
});
