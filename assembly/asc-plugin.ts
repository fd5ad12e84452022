/**
 * Compiles assembly/ to the three builds of one WebAssembly module before Vite, Vitest and the build need them, and again
 * when a source changes. The builds export the same; the scalar one has the kernels of `kernels/scalar` in place of those that
 * need vectors. Every entry file exports what its name says; a name exported twice fails the build (asc would drop
 * one silently). Runs nothing of the lab.
 */
import { execFile } from 'node:child_process';
import { mkdir, readdir, readFile, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import type { Plugin } from 'vite';

const run = promisify(execFile);
const ROOT = import.meta.dirname;
const ENTRY_FOLDERS = ['kernels', 'sync', 'contention', 'reductions', 'greenlets'];
const BUILD_FOLDER = join(ROOT, 'build');
const SCALAR = join('kernels', 'scalar');

/** What each build may use beside threads, best first. */
export const BUILD_FLAGS = {
  'relaxed-simd': ['--enable=simd', '--enable=relaxed-simd'],
  simd: ['--enable=simd'],
  scalar: [],
} as const;
export type BuildName = keyof typeof BUILD_FLAGS;
export const BUILD_NAMES = Object.keys(BUILD_FLAGS) as readonly BuildName[];

export function modulePath(build: BuildName): string {
  return join(BUILD_FOLDER, `overlap.${build}.wasm`);
}

/** Flags: no allocation and no data of its own (research of the runtime's README section), shared memory from outside. */
export const ASC_FLAGS = [
  '--runtime=stub',
  '--importMemory',
  '--noExportMemory',
  '--sharedMemory',
  '--initialMemory=1',
  '--maximumMemory=65536',
  '--zeroFilledMemory',
  '--enable=threads',
  '--noAssert',
  '--use=abort=',
  '--optimizeLevel=2',
  '--shrinkLevel=0',
];

async function sources(folder: string): Promise<string[]> {
  const names = await readdir(join(ROOT, folder)).catch(() => []);
  return names.filter((name) => name.endsWith('.ts'));
}

/** Files of the entry folders, library files (in a `lib` folder) left out. */
async function entries(build: BuildName): Promise<string[]> {
  const scalar = new Set(build === 'scalar' ? await sources(SCALAR) : []);
  const found: string[] = [];
  for (const folder of ENTRY_FOLDERS) {
    for (const name of await sources(folder)) {
      found.push(folder === 'kernels' && scalar.has(name) ? join(SCALAR, name) : join(folder, name));
    }
  }
  return found.sort();
}

export class DuplicateExport extends Error {
  override readonly name = 'DuplicateExport';
}

/** Throws `DuplicateExport` where two entry files, by their paths below `root`, export one name. */
export async function demandDistinctExports(root: string, files: readonly string[]): Promise<void> {
  const owner = new Map<string, string>();
  for (const file of files) {
    const text = await readFile(join(root, file), 'utf8');
    for (const [, name = ''] of text.matchAll(/^export (?:function|const) (\w+)/gm)) {
      const first = owner.get(name);
      if (first) throw new DuplicateExport(`"${name}" is exported by ${first} and by ${file}: rename one`);
      owner.set(name, file);
    }
  }
}

async function newest(folder: string): Promise<number> {
  const names = await readdir(folder, { recursive: true });
  const times = await Promise.all(
    names.filter((name) => name.endsWith('.ts')).map(async (name) => (await stat(join(folder, name))).mtimeMs),
  );
  return Math.max(0, ...times);
}

/** Compiles a build where it is older than a source. */
async function compileBuild(build: BuildName): Promise<void> {
  const path = modulePath(build);
  const built = await stat(path).then(
    (file) => file.mtimeMs,
    () => 0,
  );
  if (built > (await newest(ROOT))) return;
  const files = await entries(build);
  await demandDistinctExports(ROOT, files);
  await mkdir(BUILD_FOLDER, { recursive: true });
  const asc = join(ROOT, '..', 'node_modules', 'assemblyscript', 'bin', 'asc.js');
  const outputs = [`--outFile=${path}`, `--textFile=${path.replace(/wasm$/, 'wat')}`];
  const flags = [...ASC_FLAGS, ...BUILD_FLAGS[build]];
  await run(process.execPath, [asc, ...files, ...flags, ...outputs], { cwd: ROOT }).catch(
    (error: { stderr?: string; message: string }) => {
      throw new Error(`asc could not compile the ${build} build of assembly/:\n${error.stderr ?? error.message}`);
    },
  );
}

/** Compiles the builds that are older than a source; the path of one of them. Throws with asc's own message. */
export async function compileAssembly(wanted: BuildName = 'simd'): Promise<string> {
  await Promise.all(BUILD_NAMES.map(compileBuild));
  return modulePath(wanted);
}

export function assemblyScript(): Plugin {
  return {
    name: 'overlap:assemblyscript',
    async buildStart() {
      await compileAssembly();
    },
    configureServer(server) {
      server.watcher.on('change', (path) => {
        if (!path.startsWith(ROOT) || !path.endsWith('.ts')) return;
        compileAssembly().then(
          () => server.ws.send({ type: 'full-reload' }),
          (error: Error) => server.config.logger.error(error.message),
        );
      });
    },
  };
}
