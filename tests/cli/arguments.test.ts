/** The command line's words, read without running anything. */
import { describe, expect, test } from 'vitest';
import { HELP, readArguments } from '../../src/cli/arguments.ts';

const KNOWN = {
  kernels: ['ep', 'mandelbrot'],
  models: ['free-threads', 'main-thread'],
  claims: ['amdahl', 'future-done'],
  programs: ['mixed', 'waits'],
};
const read = (...argv: string[]) => readArguments(argv, KNOWN);

/** Where nothing is said of it. */
const PRINTED = { form: 'indented', file: null };

test('nothing asked for leaves every choice to the page', () => {
  expect(read()).toEqual({ kind: 'measure', options: {}, name: null, browser: null, out: PRINTED });
});

test('every option is carried over in the form the page takes', () => {
  const argv =
    '--preset thorough --kernel mandelbrot,ep --models free-threads --workers 1,2,4 --schedule guided --seed 42';
  expect(read(...argv.split(' '), '--browser', '/opt/browser', '--out=result.json')).toEqual({
    kind: 'measure',
    options: {
      preset: 'thorough',
      kernels: ['mandelbrot', 'ep'],
      models: ['free-threads'],
      workers: [1, 2, 4],
      schedule: 'guided',
      seed: 42,
    },
    name: null,
    browser: '/opt/browser',
    out: { form: 'indented', file: 'result.json' },
  });
});

test('the document is indented or a line, printed or in a file, or a line more of one', () => {
  const to = (...argv: string[]) => {
    const request = read(...argv);
    return 'out' in request ? request.out : request;
  };
  expect(to('--ndjson')).toEqual({ form: 'line', file: null });
  expect(to('--ndjson', '--out', 'a.ndjson')).toEqual({ form: 'line', file: 'a.ndjson' });
  expect(to('--append', 'fleet.ndjson')).toEqual({ form: 'added line', file: 'fleet.ndjson' });
  expect(to('--ndjson', '--append', 'fleet.ndjson')).toEqual({ form: 'added line', file: 'fleet.ndjson' });
  expect(to('--program', 'mixed', '--ndjson')).toEqual({ form: 'line', file: null });
  expect(to('--claims', 'all', '--append', 'a')).toEqual({ form: 'added line', file: 'a' });
  expect(to('--kernel-speeds', 'all', '--ndjson')).toEqual({ form: 'line', file: null });
});

test('a name is carried over as it is, up to the length that the format has', () => {
  expect(read('--name', 'node-17, 2 × EPYC')).toMatchObject({ kind: 'measure', name: 'node-17, 2 × EPYC' });
  expect(read('--name', 'n'.repeat(40))).toMatchObject({ name: 'n'.repeat(40) });
  expect(read('--name', 'n'.repeat(41))).toMatchObject({ message: expect.stringContaining('--name') as unknown });
  expect(read('--name', 'two\nlines')).toMatchObject({ message: expect.stringContaining('one line') as unknown });
});

test('worker counts are put in order and named once, ids named once', () => {
  expect(read('--workers', '4, 1,4,2')).toMatchObject({ options: { workers: [1, 2, 4] } });
  expect(read('--kernel', 'ep, ep')).toMatchObject({ options: { kernels: ['ep'] } });
});

test('kernel speeds are named or all, and nothing else is said with them', () => {
  expect(read('--kernel-speeds', 'all', '--seed', '7')).toMatchObject({ kind: 'kernels', options: { seed: 7 } });
  expect(read('--kernel-speeds', 'mandelbrot, ep')).toMatchObject({ options: { kernels: ['mandelbrot', 'ep'] } });
  expect(read('--kernel-speeds', 'quux')).toMatchObject({ kind: 'usage' });
  expect(read('--kernel-speeds', 'ep', '--workers', '2')).toMatchObject({
    message: expect.stringContaining('--workers') as unknown,
  });
});

test('only the cores are counted where that is asked: with no work to run', () => {
  expect(read('--cores')).toMatchObject({ options: { kernels: [] } });
});

test('the whole range of 32 bits is a seed', () => {
  expect(read('--seed', '0')).toMatchObject({ options: { seed: 0 } });
  expect(read('--seed', '4294967295')).toMatchObject({ options: { seed: 4294967295 } });
});

test('a race is asked for by its program, with what it takes', () => {
  const argv = '--program waits --args 8,100 --models free-threads --workers 4 --kernel ep --seed 7 --out race.json';
  expect(read(...argv.split(' '))).toEqual({
    kind: 'race',
    options: { program: 'waits', args: [8, 100], models: ['free-threads'], workers: 4, kernel: 'ep', seed: 7 },
    browser: null,
    out: { form: 'indented', file: 'race.json' },
  });
  expect(read('--program', 'mixed')).toMatchObject({ kind: 'race', options: { program: 'mixed' } });
});

test('help is asked for by one word and names every option', () => {
  expect(read('--help')).toEqual({ kind: 'help' });
  expect(HELP).toMatch(
    /--preset[^]*--cores[^]*--kernel[^]*--models[^]*--workers[^]*--program[^]*--args[^]*--schedule[^]*--seed[^]*--browser[^]*--name[^]*--out[^]*--ndjson[^]*--append/,
  );
});

/** What is typed, and what the answer has to name: the option, what was wrong, what is allowed. */
const MISTAKES: readonly (readonly [typed: string, ...named: string[]])[] = [
  ['--preset slow', '--preset', '"slow"', 'quick, thorough'],
  ['--preset', '--preset', '--out'],
  ['--kernel fft', '--kernel', '"fft"', 'ep, mandelbrot'],
  ['--kernel ep,', '--kernel', '""', 'ep, mandelbrot'],
  ['--models ep', '--models', '"ep"', 'free-threads, main-thread'],
  ['--workers 0', '--workers', '"0"', '1 to 64'],
  ['--workers 1,two', '--workers', '"two"', '1 to 64'],
  ['--workers 65', '--workers', '"65"', '1 to 64'],
  ['--workers 1.5', '--workers', '"1.5"', '1 to 64'],
  ['--schedule random', '--schedule', '"random"', 'dynamic, static, guided, stealing'],
  ['--program waits --schedule static', '--schedule', 'race'],
  ['--seed 4294967296', '--seed', '"4294967296"', '0 to 4294967295'],
  ['--seed -1', '--seed'],
  ['--seed 0x10', '--seed', '"0x10"'],
  ['--cores --kernel ep', '--cores', '--kernel'],
  ['--program nothing', '--program', '"nothing"', 'mixed, waits'],
  ['--program waits --args 8,many', '--args', '"many"', 'whole numbers'],
  ['--program waits --workers 1,2', '--workers', '"1,2"', '1 to 63'],
  ['--program mixed --kernel ep,mandelbrot', '--kernel', '"ep,mandelbrot"'],
  ['--program waits --preset quick', '--program', '--preset'],
  ['--program waits --cores', '--program', '--cores'],
  ['--args 8', '--args', '--program'],
  ['--browser=', '--browser', 'path'],
  ['--out=', '--out', 'file'],
  ['--append=', '--append', 'file'],
  ['--append a --out b', '--append', '--out', 'two places'],
  ['--name=', '--name', '1 to 40'],
  ['--program waits --name a', '--program', '--name'],
  ['--claims all --name a', '--claims', '--name'],
  ['--kernel-speeds all --name a', '--kernel-speeds', '--name'],
  [
    '--colour red',
    "'--colour'",
    '--preset, --cores, --kernel, --models, --workers, --program, --args, --claims, --schedule, --kernel-speeds, --seed, --browser, --name, --out, --ndjson, --append',
  ],
  ['mandelbrot', "'mandelbrot'", '--kernel'],
];

describe('a mistake is named in one line', () => {
  test.each(MISTAKES)('%s', (typed, ...named) => {
    const request = read(...typed.split(' '));
    expect(request.kind).toBe('usage');
    const message = request.kind === 'usage' ? request.message : '';
    expect(message).not.toContain('\n');
    for (const word of named) expect(message).toContain(word);
  });
});
