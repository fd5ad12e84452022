/** The command line's words, read without running anything. */
import { expect, test } from 'vitest';
import { HELP, readArguments } from './arguments.ts';

const KNOWN = ['ep', 'heat'];
const read = (...argv: string[]) => readArguments(argv, KNOWN);

test('nothing asked for is every kernel in nine rounds', () => {
  expect(read()).toEqual({ kind: 'bench', kernels: KNOWN, rounds: 9, seed: 1, markdown: false, out: null });
});

test('every option is carried over, a kernel named twice once', () => {
  const argv = '--kernels heat,heat --rounds 5 --seed 7 --markdown --out kernels.json';
  expect(read(...argv.split(' '))).toEqual({
    kind: 'bench',
    kernels: ['heat'],
    rounds: 5,
    seed: 7,
    markdown: true,
    out: 'kernels.json',
  });
});

test.each([
  [['--kernels', 'ep,matmul'], 'no kernel is called "matmul": choose from ep, heat'],
  [['--rounds', '2'], '--rounds does not take "2": give a whole number from 3 to 99'],
  [['--rounds', '9.5'], '--rounds does not take "9.5"'],
  [['--seed', '-1'], 'seed'],
  [['--loud'], '--loud'],
  [['heat'], 'heat'],
])('%j is refused in a line that says why', (argv, why) => {
  const request = read(...argv);
  expect(request.kind).toBe('usage');
  expect('message' in request && request.message).toContain(why);
});

test('help names every option', () => {
  expect(read('--help', '--rounds', '9')).toEqual({ kind: 'help' });
  for (const option of ['kernels', 'rounds', 'seed', 'markdown', 'out']) expect(HELP).toContain(`--${option}`);
});
