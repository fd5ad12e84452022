/** The README shows the examples as they are run, with the paths of its own folder. */
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { EXAMPLES } from './examples.ts';

test.each(Object.keys(EXAMPLES))('the example of %s stands in the README', async (name) => {
  const [readme, text] = await Promise.all([
    readFile(join(import.meta.dirname, '..', '..', 'README.md'), 'utf8'),
    readFile(join(import.meta.dirname, `${name}.ts`), 'utf8'),
  ]);
  const code = text.replace(/^.*\n/, '').replaceAll("'../../src/", "'./src/");
  expect(readme).toContain(`\`\`\`ts\n${code}\`\`\``);
});
