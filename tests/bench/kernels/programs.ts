/** A kernel's C in every form that this machine makes: at 128 bits, at the full width, as WebAssembly; or why not. Runs none. */
import { readFile } from 'node:fs/promises';
import type { Bytes } from '../../../src/base/units.ts';
import type { Kernel } from '../../../src/kernels/index.ts';
import { hasSource, makeProgram, makeWasm, type Toolchain } from './toolchain.ts';

export interface Absent {
  /** A clause. */
  readonly reason: string;
}

export interface WideProgram {
  readonly path: string;
  readonly vectorBytes: Bytes;
}

export interface Programs {
  readonly 'c-128': { readonly path: string } | Absent;
  /** The widest first: a source may be written for fewer lanes than the processor has. */
  readonly 'c-full': readonly [WideProgram, ...WideProgram[]] | Absent;
  readonly clang: { readonly bytes: Uint8Array } | Absent;
  readonly vectorised: boolean | null;
}

async function wasmOf(id: string, { clang }: Toolchain, folder: string): Promise<Programs['clang']> {
  if (clang === null) return { reason: 'no clang here that makes WebAssembly' };
  const made = await makeWasm(clang, id, folder);
  return 'fault' in made ? { reason: made.fault } : { bytes: await readFile(made.path) };
}

/** At every width beyond 128 bits for which the source compiles. */
async function widest(
  kernel: Kernel,
  compiler: string,
  wide: readonly Bytes[],
  folder: string,
): Promise<Programs['c-full']> {
  const programs: WideProgram[] = [];
  let reason = 'the processor has no wider vectors';
  for (const vectorBytes of wide) {
    const asked = { compiler, id: kernel.id, isStepped: kernel.steps !== undefined, vectorBytes, folder };
    const made = await makeProgram(asked);
    if ('path' in made) programs.push({ path: made.path, vectorBytes });
    else reason = made.fault;
  }
  const [first, ...others] = programs;
  return first ? [first, ...others] : { reason };
}

/** `folder`: where the programs are put. */
export async function programsOf(kernel: Kernel, toolchain: Toolchain, folder: string): Promise<Programs> {
  const { id } = kernel;
  const { compiler } = toolchain;
  const none = (reason: string): Programs => ({
    'c-128': { reason },
    'c-full': { reason },
    clang: { reason },
    vectorised: null,
  });
  if (!(await hasSource(id))) return none('it has no C to compare with');
  const clang = await wasmOf(id, toolchain, folder);
  if (compiler === null) return { ...none('no C compiler here'), clang };
  const made = await makeProgram({ compiler, id, isStepped: kernel.steps !== undefined, vectorBytes: 16, folder });
  return {
    'c-128': 'path' in made ? { path: made.path } : { reason: made.fault },
    'c-full': await widest(kernel, compiler, toolchain.wide, folder),
    clang,
    vectorised: 'path' in made ? (made.vectorised ?? null) : null,
  };
}
