/** The command line as a fleet uses it: exit status, one line for a mistake, one document on standard output. */
import { spawn } from 'node:child_process';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from '@playwright/test';
import { ROOT } from '../../src/cli/root.ts';
import { parseResult } from '../../src/results/parse.ts';

interface Ended {
  readonly status: number | null;
  readonly out: string;
  readonly err: string;
}

interface Core {
  mode: string;
  seed: number;
  preset: string;
  cores: { reported: number | null; proven: number | null };
  series: { kernel: string; model: string; workers: number; verified: boolean; speedup: { estimate: number } }[];
  warnings: { id: string; text: string; hint: string }[];
  claims: unknown[];
}

/** Runs the command; sends it the signal, once, as soon as it tells of its progress. */
function measure(args: readonly string[], signal?: NodeJS.Signals): Promise<Ended> {
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, ['--import', 'tsx', 'src/cli/measure.ts', ...args], { cwd: ROOT });
    let [out, err, interrupted] = ['', '', false];
    child.stdout.on('data', (chunk) => (out += String(chunk)));
    child.stderr.on('data', (chunk) => {
      err += String(chunk);
      if (signal === undefined || interrupted || !err.includes('[')) return;
      interrupted = true;
      child.kill(signal);
    });
    child.on('error', reject);
    child.on('close', (status) => resolve({ status, out, err }));
  });
}

const MISTAKES: readonly (readonly [args: readonly string[], named: RegExp])[] = [
  [['--preset', 'slow'], /--preset.*"slow".*quick, thorough/],
  [['--kernel', 'fibonacci'], /--kernel.*"fibonacci".*mandelbrot/],
  [['--models', 'main-thread,fibers'], /--models.*"fibers".*free-threads/],
  [['--workers', '1,none'], /--workers.*"none".*from 1/],
  [['--seed', '-1'], /--seed/],
  [['--browser', 'no-such-file'], /--browser.*"no-such-file"/],
  [['--out', 'no-such-folder/result.json'], /--out.*"no-such-folder/],
  [['--append', 'no-such-folder/fleet.ndjson'], /--append.*"no-such-folder/],
  [['--program', 'nothing'], /--program.*"nothing".*two-workers/],
  [['--colour'], /'--colour'.*--preset/],
  [['stray'], /'stray'/],
];

for (const [args, named] of MISTAKES) {
  test(`"measure ${args.join(' ')}" is answered with one line and status 2`, async () => {
    const { status, out, err } = await measure(args);
    expect(err).toMatch(named);
    expect(err.trim().split('\n')).toHaveLength(1);
    expect(out).toBe('');
    expect(status).toBe(2);
  });
}

test('"measure --help" names every option and ends well', async () => {
  const { status, out } = await measure(['--help']);
  for (const option of [
    '--preset',
    '--kernel',
    '--models',
    '--workers',
    '--browser',
    '--seed',
    '--name',
    '--out',
    '--ndjson',
    '--append',
  ]) {
    expect(out).toContain(option);
  }
  expect(status).toBe(0);
});

test('a quick run prints one verified document, progress apart from it', { tag: '@alone' }, async () => {
  test.setTimeout(180_000);
  const models = 'main-thread,free-threads';
  const { status, out, err } = await measure([
    '--kernel',
    'mandelbrot',
    '--models',
    models,
    '--workers',
    '1,2',
    '--seed',
    '7',
  ]);
  expect(status, err).toBe(0);
  const result = JSON.parse(out) as Core;
  expect(result).toMatchObject({ mode: 'shared', seed: 7, preset: 'quick', claims: [] });
  expect(new Set(result.series.map((series) => series.model))).toEqual(new Set(models.split(',')));
  expect(result.series.every((series) => series.verified && series.kernel === 'mandelbrot')).toBe(true);
  expect(result.cores.proven).toBeGreaterThanOrEqual(1);
  expect(err).toMatch(/^\[\d+\.\d s/m);
});

test('a race prints one document with what every model printed, and who cannot play is no failure', async () => {
  const models = 'main-thread,event-loop,free-threads';
  const { status, out } = await measure(['--program', 'ping-pong', '--args', '20', '--models', models, '--seed', '7']);
  const race = JSON.parse(out) as {
    schema: string;
    entries: { model: string; state: string; verified: boolean | null }[];
  };
  expect(race.schema).toBe('overlap-race/1');
  expect(race.entries.map(({ model, state, verified }) => [model, state, verified])).toEqual([
    ['main-thread', 'unable', null],
    ['event-loop', 'finished', true],
    ['free-threads', 'finished', true],
  ]);
  expect(status).toBe(0);
});

test('a named machine adds its line to the file of a fleet, after the lines that are there', async () => {
  test.setTimeout(180_000);
  const folder = await mkdtemp(join(tmpdir(), 'overlap-cli-'));
  try {
    const file = join(folder, 'fleet.ndjson');
    await writeFile(file, '{"schema":"somebody else’s"}\n');
    const { status, out, err } = await measure(['--cores', '--name', 'node-7', '--append', file]);
    expect(status, err).toBe(0);
    expect(out).toBe('');
    const [first, own = '', ...rest] = (await readFile(file, 'utf8')).split('\n');
    expect(first).toBe('{"schema":"somebody else’s"}');
    expect(rest).toEqual(['']);
    expect(parseResult(JSON.parse(own))).toMatchObject({ ok: true, document: { name: 'node-7', state: 'complete' } });
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
});

// A terminal sends the first, batch systems the second.
for (const signal of ['SIGINT', 'SIGTERM'] as const) {
  test(`${signal} ends a run with what was measured so far, in the file asked for`, async () => {
    test.setTimeout(180_000);
    const folder = await mkdtemp(join(tmpdir(), 'overlap-cli-'));
    try {
      const file = join(folder, 'result.json');
      const { status, out, err } = await measure(['--preset', 'thorough', '--out', file], signal);
      expect(err).toContain('stopping');
      expect(out).toBe('');
      expect(JSON.parse(await readFile(file, 'utf8'))).toMatchObject({ state: 'stopped', series: [] });
      expect(status).toBe(1);
    } finally {
      await rm(folder, { recursive: true, force: true });
    }
  });
}
