/**
 * Makes the modules that the scheduler's puzzles play, before Vite, Vitest and the build need them and again when a source has changed:
 * the lock code of the lab, and the same with a fault, compiled as the lab's own, with every access to memory turned into a call
 * (rewrite.ts). Beside each stands which line each step comes from, and those functions of the sources. Runs none of them, and no
 * page gets a compiler.
 */
import { mkdir, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Plugin } from 'vite';
import { ASC_FLAGS, BUILD_FLAGS } from './asc-plugin.ts';
import { FAULTS, patchedText, type Fault } from './faults.ts';
import { binaryOf, markedText } from './rewrite.ts';
import { accessOffsets, mapped, siteAt, type Site, type SourceMap } from './sites.ts';

const ROOT = import.meta.dirname;
const FOLDER = join(ROOT, 'build', 'puzzles');

/** An entry below puzzles/ with the faults it is compiled with; `null` is the code as it ships. */
const ENTRIES: Readonly<Record<string, readonly (Fault | null)[]>> = {
  update: [null],
  locked: [null, 'mutex-check-then-lock', 'mutex-unlock-ignores-mark'],
  'two-locks': [null],
  orders: [null, 'mailbox-sleeps-on-news'],
  references: [null, 'release-then-look'],
  event: [null, 'event-no-second-look'],
  gate: [null, 'gate-look-then-open', 'gate-contended-not-kept'],
};

/** A function of the sources, as compiled. */
interface Excerpt {
  readonly file: string;
  /** The number of its first line, from 1. */
  readonly from: number;
  readonly text: string;
}

/** What stands beside a module; read by src/lessons/scheduler/puzzle-code.ts. */
interface Beside {
  /** By number of the access: which excerpt, and the line in the file. */
  readonly sites: readonly (readonly [excerpt: number, line: number])[];
  readonly excerpts: readonly Excerpt[];
}

interface Compiled {
  readonly binary: Uint8Array;
  readonly text: string;
  readonly map: SourceMap;
  /** Every source that was read, with the fault in it. */
  readonly sources: ReadonlyMap<string, string>;
}

/** Compiles one entry. Throws with the compiler's own complaint. */
export async function compileEntry(entry: string, fault: Fault | null, sourceMap = true): Promise<Compiled> {
  const { default: asc } = await import('assemblyscript/asc');
  const patch = fault && FAULTS[fault];
  const sources = new Map<string, string>();
  const outputs = new Map<string, string | Uint8Array>();
  const complaints: string[] = [];
  const flags = [...ASC_FLAGS, ...BUILD_FLAGS.simd, ...(sourceMap ? ['--sourceMap'] : [])];
  const { error } = await asc.main([`puzzles/${entry}.ts`, ...flags, '--outFile=o.wasm', '--textFile=o.wat'], {
    async readFile(name) {
      const text = await readFile(join(ROOT, name), 'utf8').catch(() => null);
      if (text === null) return null;
      const compiled = name === patch?.file ? patchedText(text, patch) : text;
      sources.set(name, compiled);
      return compiled;
    },
    writeFile: (name, contents) => void outputs.set(name, contents),
    listFiles: () => [],
    stderr: { write: (text: string) => void complaints.push(text) },
  });
  const [binary, text, map] = ['o.wasm', 'o.wat', 'o.wasm.map'].map((name) => outputs.get(name));
  if (error || !(binary instanceof Uint8Array) || typeof text !== 'string')
    throw new Error(`asc could not compile the puzzle "${entry}" with ${fault ?? 'no fault'}:\n${complaints.join('')}`);
  const parsed = typeof map === 'string' ? (JSON.parse(map) as SourceMap) : { sources: [], mappings: '' };
  return { binary, text, map: parsed, sources };
}

/** The function around a line, with the comment over it. */
function excerptAround(file: string, text: string, line: number): Excerpt {
  const lines = text.split('\n');
  const isHead = (index: number): boolean => /^(?:export )?function /.test(lines[index] ?? '');
  let first = line - 1;
  while (first > 0 && !isHead(first)) first -= 1;
  let last = line - 1;
  while (last < lines.length - 1 && lines[last] !== '}') last += 1;
  while (/^(?:\/\*\*| \*|\/\/)/.test(lines[first - 1] ?? '')) first -= 1;
  return { file, from: first + 1, text: lines.slice(first, last + 1).join('\n') };
}

/** `all`: every place that was compiled, so that functions which only call others are there too. */
function beside(sites: readonly Site[], all: readonly Site[], sources: ReadonlyMap<string, string>): Beside {
  const excerpts: Excerpt[] = [];
  const numbers = new Map<string, number>();
  const numberOf = ({ file, line }: Site): number => {
    const excerpt = excerptAround(file, sources.get(file) ?? '', line);
    const name = `${file}:${excerpt.from}`;
    const known = numbers.get(name);
    if (known !== undefined) return known;
    numbers.set(name, excerpts.length);
    return excerpts.push(excerpt) - 1;
  };
  const numbered = sites.map((site) => [numberOf(site), site.line] as const);
  all.forEach(numberOf);
  return { sites: numbered, excerpts };
}

/** Under which name a module lies: `locked`, `locked.mutex-check-then-lock`. */
function nameOf(entry: string, fault: Fault | null): string {
  return fault === null ? entry : `${entry}.${fault}`;
}

async function make(entry: string, fault: Fault | null): Promise<void> {
  const { binary, text, map, sources } = await compileEntry(entry, fault);
  const known = mapped(map);
  const sites = accessOffsets(binary).map((offset) => siteAt(offset, known));
  const all = known.map(({ site }) => site).filter(({ file }) => sources.has(file));
  const about = beside(sites, all, sources);
  const path = join(FOLDER, nameOf(entry, fault));
  await writeFile(`${path}.json`, JSON.stringify(about));
  await writeFile(`${path}.wasm`, binaryOf(markedText(text)));
}

async function newest(): Promise<number> {
  const names = await readdir(ROOT, { recursive: true });
  const sources = [...names.filter((name) => name.endsWith('.ts')), '../src/interleave/accesses.ts'];
  return Math.max(...(await Promise.all(sources.map(async (name) => (await stat(join(ROOT, name))).mtimeMs))));
}

/** Every module as `[entry, fault]`. */
export const MODULES = Object.entries(ENTRIES).flatMap(([entry, faults]) =>
  faults.map((fault) => [entry, fault] as const),
);

async function oldest(): Promise<number> {
  const paths = MODULES.map(([entry, fault]) => join(FOLDER, `${nameOf(entry, fault)}.wasm`));
  const times = await Promise.all(
    paths.map((path) =>
      stat(path).then(
        ({ mtimeMs }) => mtimeMs,
        () => 0,
      ),
    ),
  );
  return Math.min(...times);
}

/** Compiles all modules where one is older than a source. */
export async function compilePuzzles(): Promise<void> {
  if ((await oldest()) > (await newest())) return;
  // Whatever lies there goes to the site, also what no puzzle plays any more.
  await rm(FOLDER, { recursive: true, force: true });
  await mkdir(FOLDER, { recursive: true });
  for (const [entry, fault] of MODULES) await make(entry, fault);
}

export function puzzleModules(): Plugin {
  return {
    name: 'overlap:puzzle-modules',
    buildStart: compilePuzzles,
  };
}
