/**
 * The house keeps its rules: import directions, only-here rules, size and header of every file of src and assembly.
 * The rules are rows of architecture/table.ts.
 */
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { violations } from './architecture/check.ts';
import { readSource, type Source } from './architecture/source.ts';
import { MAY_IMPORT } from './architecture/table.ts';

const ROOT = join(import.meta.dirname, '..');

async function sourcesUnder(top: string): Promise<Source[]> {
  const names = (await readdir(join(ROOT, top), { recursive: true })).map((name) => name.replaceAll('\\', '/'));
  const files = names.filter((name) => name.endsWith('.ts') && !/(?:^|\/)(?:build|static)\//.test(name)).sort();
  return Promise.all(
    files.map(async (name) => readSource(`${top}/${name}`, await readFile(join(ROOT, top, name), 'utf8'))),
  );
}

/** Hundreds of files are read and parsed; a busy machine takes its time. */
const READING_MS = 60_000;

test('every file of src and assembly keeps the rules of the house', { timeout: READING_MS }, async () => {
  const sources = [...(await sourcesUnder('src')), ...(await sourcesUnder('assembly'))];
  expect(sources.length).toBeGreaterThan(0);
  const found = violations(sources);
  expect(found, `\n${found.join('\n')}\n`).toEqual([]);
});

test('no two folders may import each other as values', () => {
  const values = (row: string) => (MAY_IMPORT[row] ?? '').split(' ').filter((word) => word in MAY_IMPORT);
  // A lesson uses the page's elements; the page loads a lesson when it is first visited, and never before.
  const lazy = new Set(['ui lessons', 'lessons ui']);
  const pairs = Object.keys(MAY_IMPORT).flatMap((row) => values(row).map((target) => `${row} ${target}`));
  const both = pairs.filter((pair) => pairs.includes(pair.split(' ').reverse().join(' ')) && !lazy.has(pair));
  expect(both).toEqual([]);
});

/** A file that breaks a rule, and a word of the complaint it has to cause on the given line. */
const FAULTS: readonly { path: string; code: string; line: number; complaint: string }[] = [
  {
    path: 'src/base/a.ts',
    code: "import { b } from '../memory/b.ts';",
    line: 2,
    complaint: 'base may not import memory',
  },
  { path: 'src/base/a.ts', code: "export * from '../memory/b.ts';", line: 2, complaint: 'base may not import memory' },
  { path: 'src/ui/a.ts', code: "\nconst b = import('../pool/b.ts');", line: 3, complaint: 'ui may not import pool' },
  { path: 'src/ui/a.ts', code: "type B = import('../sync/b.ts').B;", line: 2, complaint: 'ui may not import sync' },
  { path: 'src/ui/a.ts', code: "import.meta.glob(['../sync/*.ts']);", line: 2, complaint: 'ui may not import sync' },
  { path: 'src/programs/a.ts', code: "import { k } from '../kernels/k.ts';", line: 2, complaint: 'as types only' },
  { path: 'src/programs/a.ts', code: "import { type K } from '../kernels/k.ts';", line: 2, complaint: 'as types only' },
  {
    path: 'src/models/a.ts',
    code: "import { wrap } from 'comlink';",
    line: 2,
    complaint: 'models may not import comlink',
  },
  { path: 'src/measure/a.ts', code: "import { html } from 'lit/html.js';", line: 2, complaint: 'may not import lit' },
  { path: 'src/nowhere/a.ts', code: '', line: 1, complaint: 'has no row of imports' },
  { path: 'src/models/a.ts', code: 'Atomics.load(words, 0);', line: 2, complaint: 'Atomics' },
  { path: 'src/ui/a.ts', code: 'new Worker(url);', line: 2, complaint: 'new Worker' },
  { path: 'src/ui/a.ts', code: 'const t = `${performance.now()} ms`;', line: 2, complaint: 'the clock' },
  { path: 'src/ui/a.ts', code: 'const d = new Date();', line: 2, complaint: 'the clock' },
  { path: 'src/base/a.ts', code: 'Math.random();', line: 2, complaint: 'Math.random' },
  { path: 'assembly/kernels/a.ts', code: 'atomic.add<i32>(0, 1);', line: 2, complaint: 'atomic instructions' },
  {
    path: 'assembly/kernels/a.ts',
    code: "import { lock } from '../sync/mutex';",
    line: 2,
    complaint: 'may not import',
  },
  { path: 'src/base/utils.ts', code: '', line: 1, complaint: 'name the subject' },
  { path: 'src/base/a.ts', code: '\n'.repeat(300) + 'let a;', line: 302, complaint: '300 at most' },
  { path: 'src/base/a.ts', code: 'let a: any;', line: 2, complaint: 'any silences a check' },
  { path: 'src/base/a.ts', code: '// @ts-ignore\nlet a;', line: 2, complaint: '@ts-ignore silences a check' },
  { path: 'src/base/a.ts', code: '/* eslint-disable */', line: 2, complaint: 'eslint-disable silences a check' },
];

describe('the checker finds', () => {
  test.each(FAULTS)('$complaint: $code', ({ path, code, line, complaint }) => {
    const found = violations([readSource(path, `/** A faulty sample. */\n${code}\n`)]);
    expect(found).toHaveLength(1);
    expect(found[0]).toContain(complaint);
    expect(found[0]).toContain(`${path}:${line} `);
  });

  test('a missing header', () => {
    expect(violations([readSource('src/base/a.ts', 'let a;\n')])).toEqual([
      expect.stringContaining('no header comment'),
    ]);
  });
});

test('the checker leaves alone what only looks like a fault', () => {
  const text = [
    '/** Speaks of Atomics, new Worker and Math.random(). */',
    "import type { Kernel } from '../kernels/index.ts';",
    "import { now } from '../base/clock.ts';",
    'export const told = "new Worker and Atomics";',
    'export const shown = `Math.random() ${now()} any`;',
    "import { own } from './own.ts';",
    'export const many: Kernel = own;',
    'export const date = new Date(own.startedAt);',
  ].join('\n');
  expect(violations([readSource('src/programs/a.ts', text)])).toEqual([]);
  const assembly = '// A lock.\n// @ts-ignore: decorator\n@inline function f(): void { atomic.notify(0, 1); }\n';
  expect(violations([readSource('assembly/sync/a.ts', assembly)])).toEqual([]);
});
