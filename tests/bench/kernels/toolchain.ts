/**
 * The machine's C: which compiler, how wide the processor's vectors are, and a kernel's C made into a program or into WebAssembly.
 * Runs none of them.
 */
import { execFile } from 'node:child_process';
import { access, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';

const run = promisify(execFile);
const NATIVE = join(import.meta.dirname, 'native');
const MAIN = join(NATIVE, 'main.c');

const COMPILERS = ['gcc', 'cc', 'clang'];
const CLANGS = ['clang', ...[23, 22, 21, 20, 19, 18, 17, 16].map((version) => `clang-${version}`)];
const LIMIT_MS = 60_000;

export interface Toolchain {
  /** Null where there is none. */
  readonly compiler: string | null;
  /** Its version, as it tells it in its first line. */
  readonly version: string;
  /** Widths of vectors in bytes that the processor has beyond 16, the widest first. */
  readonly wide: readonly number[];
  /** A clang that makes WebAssembly; null where there is none. */
  readonly clang: string | null;
  readonly clangVersion: string;
}

export type Made = { readonly path: string } | { readonly fault: string };

/** Standard output and error together, or why there are none. */
async function ran(program: string, words: readonly string[]): Promise<{ said: string } | { fault: string }> {
  try {
    const { stdout, stderr } = await run(program, [...words], { timeout: LIMIT_MS });
    return { said: stdout + stderr };
  } catch (error) {
    const { stderr, message } = error as { readonly stderr?: string; readonly message: string };
    const lines = (stderr ?? '').split('\n');
    return { fault: lines.find((line) => line.includes('error')) ?? (lines[0] || message) };
  }
}

async function firstThatRuns(names: readonly string[]): Promise<[name: string, version: string] | null> {
  for (const name of names) {
    const told = await ran(name, ['--version']);
    if ('said' in told) return [name, told.said.split('\n')[0] ?? ''];
  }
  return null;
}

async function widths(compiler: string, folder: string): Promise<number[]> {
  const empty = join(folder, 'empty.c');
  await writeFile(empty, '');
  const told = await ran(compiler, ['-march=native', '-dM', '-E', empty]);
  const has = (macro: string): boolean => 'said' in told && told.said.includes(`#define ${macro} `);
  return [...(has('__AVX512F__') ? [64] : []), ...(has('__AVX2__') ? [32] : [])];
}

/** The first clang that makes WebAssembly of an empty program, which takes a linker too. */
async function wasmClang(folder: string): Promise<[name: string, version: string] | null> {
  const empty = join(folder, 'empty.c');
  for (const name of CLANGS) {
    const made = await ran(name, [empty, '--target=wasm32', '-nostdlib', '-Wl,--no-entry', '-o', `${empty}.wasm`]);
    if ('said' in made) return firstThatRuns([name]);
  }
  return null;
}

/** `folder`: for what is tried. */
export async function findToolchain(folder: string): Promise<Toolchain> {
  const [compiler, version] = (await firstThatRuns(COMPILERS)) ?? [null, ''];
  const wide = compiler === null ? [] : await widths(compiler, folder);
  await writeFile(join(folder, 'empty.c'), '');
  const [clang, clangVersion] = (await wasmClang(folder)) ?? [null, ''];
  return { compiler, version, wide, clang, clangVersion };
}

export async function hasSource(id: string): Promise<boolean> {
  return access(join(NATIVE, `${id}.c`)).then(
    () => true,
    () => false,
  );
}

export interface ProgramAsked {
  readonly compiler: string;
  readonly id: string;
  /** Whether the kernel takes a step. */
  readonly isStepped: boolean;
  readonly vectorBytes: number;
  readonly folder: string;
}

/** What GCC says of a loop, or of straight code, that it has put into vectors. */
const VECTORISED = /optimized: (?:loop|basic block part) vectorized/;

/** Whether the kernel's C computes in vectors: it is written in them, or the compiler says that it made some. */
async function isVectorised(id: string, said: string): Promise<boolean> {
  const source = await readFile(join(NATIVE, `${id}.c`), 'utf8');
  return /\bvector_size\b/.test(source) || said.split('\n').some((l) => l.includes(`${id}.c:`) && VECTORISED.test(l));
}

/**
 * As wide as a vector of WebAssembly. AVX-512 has more registers, rotations and three-operand logic for these too, for which
 * WebAssembly has no words; they belong to the machine's full width.
 */
const NARROW_BYTES = 16;

/** The kernel with main.c as a program. */
export async function makeProgram(asked: ProgramAsked): Promise<Made & { readonly vectorised?: boolean }> {
  const { compiler, id, vectorBytes } = asked;
  const path = join(asked.folder, `${id}-${vectorBytes}`);
  const words = [
    ...[
      '-O3',
      '-march=native',
      '-ffp-contract=fast',
      '-fno-math-errno',
      `-DVECTOR_BYTES=${vectorBytes}`,
      `-DKERNEL=${id}`,
    ],
    ...(process.arch === 'x64' ? [`-mprefer-vector-width=${8 * vectorBytes}`] : []),
    ...(process.arch === 'x64' && vectorBytes === NARROW_BYTES ? ['-mno-avx512f'] : []),
    ...(asked.isStepped ? ['-DSTEPPED'] : []),
    ...(compiler.includes('gcc') ? ['-fopt-info-vec-optimized', '-Wno-psabi'] : []),
    ...['-pthread', MAIN, join(NATIVE, `${id}.c`), '-lm', '-o', path],
  ];
  const made = await ran(compiler, words);
  return 'fault' in made ? made : { path, vectorised: await isVectorised(id, made.said) };
}

/** The same C as a module of WebAssembly with vectors of 16 bytes; it imports its memory. */
export async function makeWasm(clang: string, id: string, folder: string): Promise<Made> {
  const path = join(folder, `${id}.wasm`);
  const features = ['simd128', 'relaxed-simd', 'bulk-memory', 'nontrapping-fptoint', 'sign-ext'];
  const words = [
    ...[
      '--target=wasm32',
      '-O3',
      '-ffp-contract=fast',
      '-fno-math-errno',
      '-DVECTOR_BYTES=16',
      '-nostdlib',
      '-Wno-psabi',
    ],
    ...features.map((feature) => `-m${feature}`),
    ...['--no-entry', '--import-memory', '--allow-undefined', `--export=${id}`, '--export=__heap_base'].map(
      (word) => `-Wl,${word}`,
    ),
    ...[join(NATIVE, `${id}.c`), '-o', path],
  ];
  const made = await ran(clang, words);
  return 'fault' in made ? made : { path };
}
