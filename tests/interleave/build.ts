/**
 * The lock code to explore: the module as the site ships it, or the same sources with one fault put in on purpose.
 * Compiled by the same compiler with the same flags, in this process, since forty faults would start it forty times.
 */
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { ASC_FLAGS, BUILD_FLAGS, compileAssembly } from '../../assembly/asc-plugin.ts';
import { patchedText, type Patch } from '../../assembly/faults.ts';
import { rewritten } from '../../assembly/rewrite.ts';

const ASSEMBLY = join(import.meta.dirname, '..', '..', 'assembly');

/** What the explorer looks at; kernels have nothing to schedule. */
const FOLDERS = ['sync', 'contention'];

async function sourcesIn(folder: string): Promise<string[]> {
  const names = await readdir(join(ASSEMBLY, folder));
  return names.filter((name) => name.endsWith('.ts')).map((name) => `${folder}/${name}`);
}

/** The code that ships. */
export async function shipped(): Promise<WebAssembly.Module> {
  return rewritten(await readFile((await compileAssembly()).replace(/\.wasm$/, '.wat'), 'utf8'));
}

/** The sync sources with one fault. Throws where the place is gone or the compiler refuses. */
export async function patched(patch: Patch): Promise<WebAssembly.Module> {
  const { default: asc } = await import('assemblyscript/asc');
  const entries = (await Promise.all(FOLDERS.map(sourcesIn))).flat();
  const outputs = new Map<string, string>();
  const complaints: string[] = [];
  const { error } = await asc.main(
    [...entries, ...ASC_FLAGS, ...BUILD_FLAGS.simd, '--outFile=o.wasm', '--textFile=o.wat'],
    {
      async readFile(name) {
        const text = await readFile(join(ASSEMBLY, name), 'utf8').catch(() => null);
        return text !== null && name === patch.file ? patchedText(text, patch) : text;
      },
      writeFile(name, contents) {
        if (typeof contents === 'string') outputs.set(name, contents);
      },
      listFiles: () => [],
      stderr: { write: (text: string) => void complaints.push(text) },
    },
  );
  const text = outputs.get('o.wat');
  if (error || text === undefined) throw new Error(`the patched sources do not compile: ${complaints.join('')}`);
  return rewritten(text);
}
