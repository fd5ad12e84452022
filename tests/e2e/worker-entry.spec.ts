/**
 * The built worker's entry is nobody's import. WebKit evaluates the entry of a module worker again when another file of the worker
 * imports it, so that two answer every call, the second of which was never told hello. Read from the files; runs no page.
 */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from '@playwright/test';

const ASSETS = 'dist/assets';
const ENTRY = /^worker-[\w-]{8}\.js$/;

test('no file of the site imports the entry of its worker', () => {
  const files = readdirSync(ASSETS).filter((name) => name.endsWith('.js'));
  const entries = files.filter((name) => ENTRY.test(name));
  expect(entries).toHaveLength(1);
  const [entry = ''] = entries;
  const importing = files.filter((name) => readFileSync(join(ASSETS, name), 'utf8').includes(`"./${entry}"`));
  expect(importing).toEqual([]);
  // Its own import stands in the same form, so that a file which did import it would be found.
  expect(readFileSync(join(ASSETS, entry), 'utf8')).toMatch(/from\s*"\.\/worker-base-[\w-]{8}\.js"/);
});
