/** The README's examples, run as they stand there, give what their last comment says. */
import { expect, test } from 'vitest';
import { EXAMPLES } from './examples.ts';

const files = import.meta.glob<{ result: unknown }>(['./*.ts', '!./examples*.ts', '!./*.test.ts']);

test.each(Object.entries(EXAMPLES))('the example of %s', async (name, result) => {
  const load = files[`./${name}.ts`];
  if (!load) throw new Error(`there is no tests/readme/${name}.ts`);
  expect((await load()).result).toEqual(result);
});

test('every example is run', () => {
  expect(Object.keys(files).sort()).toEqual(
    Object.keys(EXAMPLES)
      .map((name) => `./${name}.ts`)
      .sort(),
  );
});
