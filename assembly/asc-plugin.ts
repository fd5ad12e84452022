/**
 * Compiles assembly/ to one WebAssembly module before Vite, Vitest and the build need it, and again when
 * a source changes. Every entry file exports what its name says; a name exported twice fails the build
 * (asc would drop one silently). Runs nothing of the lab.
 */
import { execFile } from 'node:child_process';
import { mkdir, readdir, readFile, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import type { Plugin } from 'vite';

const run = promisify(execFile);
const ROOT = import.meta.dirname;
const ENTRY_FOLDERS = ['kernels', 'sync', 'contention', 'reductions', 'greenlets'];
export const MODULE_PATH = join(ROOT, 'build', 'overlap.wasm');

/** Flags: no allocation and no data of its own (research of the runtime's README section), shared memory from outside. */
export const ASC_FLAGS = [
  '--runtime=stub',
  '--importMemory',
  '--noExportMemory',
  '--sharedMemory',
  '--initialMemory=1',
  '--maximumMemory=65536',
  '--zeroFilledMemory',
  '--enable=simd',
  '--enable=threads',
  '--noAssert',
  '--use=abort=',
  '--optimizeLevel=2',
  '--shrinkLevel=0',
];

/** Files of the entry folders, library files (in a `lib` folder) left out. */
async function entries(): Promise<string[]> {
  const found: string[] = [];
  for (const folder of ENTRY_FOLDERS) {
    const names = await readdir(join(ROOT, folder)).catch(() => []);
    for (const name of names) if (name.endsWith('.ts')) found.push(join(folder, name));
  }
  return found.sort();
}

export class DuplicateExport extends Error {
  override readonly name = 'DuplicateExport';
}

/** Throws `DuplicateExport` where two entry files export one name. */
async function demandDistinctExports(files: readonly string[]): Promise<void> {
  const owner = new Map<string, string>();
  for (const file of files) {
    const text = await readFile(join(ROOT, file), 'utf8');
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

/** Compiles where the module is older than a source; the module's path. Throws with asc's own message. */
export async function compileAssembly(): Promise<string> {
  const built = await stat(MODULE_PATH).then(
    (file) => file.mtimeMs,
    () => 0,
  );
  if (built > (await newest(ROOT))) return MODULE_PATH;
  const files = await entries();
  await demandDistinctExports(files);
  await mkdir(join(ROOT, 'build'), { recursive: true });
  const asc = join(ROOT, '..', 'node_modules', 'assemblyscript', 'bin', 'asc.js');
  await run(
    process.execPath,
    [asc, ...files, ...ASC_FLAGS, '--outFile=build/overlap.wasm', '--textFile=build/overlap.wat'],
    {
      cwd: ROOT,
    },
  ).catch((error: { stderr?: string; message: string }) => {
    throw new Error(`asc could not compile assembly/:\n${error.stderr ?? error.message}`);
  });
  return MODULE_PATH;
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
