/**
 * Builds the service worker beside the page and writes into it what it has to keep: all files of the build and those static ones that the page
 * uses. Part of vite.config.ts; runs in Node, in a build only.
 */
import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Plugin } from 'vite';

export const SERVICE_WORKER = 'service-worker.js';
const SOURCE = 'src/offline/service-worker.ts';
const PLACE = '__OVERLAP_FILES__';
/** Pictures of the README and files for hosts: no page asks for them. */
const NOT_ASKED_FOR = /^(?:_headers|\..*|.*\.(?:zip|txt)|(?:claims|kernels|overlap|race|compare)\.png)$/;

interface Kept {
  readonly name: string;
  readonly content: string | Uint8Array;
}

/** Files below a folder, by their addresses. */
function staticFiles(folder: string, below = ''): Kept[] {
  return readdirSync(join(folder, below), { withFileTypes: true }).flatMap((entry) => {
    const name = below + entry.name;
    if (NOT_ASKED_FOR.test(entry.name)) return [];
    return entry.isDirectory()
      ? staticFiles(folder, `${name}/`)
      : [{ name, content: new Uint8Array(readFileSync(join(folder, name))) }];
  });
}

/** The page is asked for as its folder. Same files, same version. */
function listed(kept: readonly Kept[]): { version: string; files: string[] } {
  const hash = createHash('sha256');
  const sorted = [...kept].sort((a, b) => (a.name < b.name ? -1 : 1));
  for (const { name, content } of sorted) hash.update(name).update('\0').update(content).update('\0');
  const files = sorted.map(({ name }) => (name === 'index.html' ? './' : name));
  return { version: hash.digest('hex').slice(0, 12), files };
}

export function precache(): Plugin {
  let publicDir = '';
  return {
    name: 'overlap:precache',
    apply: 'build',
    configResolved(config) {
      publicDir = config.publicDir;
    },
    buildStart() {
      this.emitFile({ type: 'chunk', id: SOURCE, fileName: SERVICE_WORKER });
    },
    generateBundle: {
      order: 'post',
      handler(_, bundle) {
        const worker = bundle[SERVICE_WORKER];
        if (worker?.type !== 'chunk' || !worker.code.includes(PLACE))
          throw new Error(`${SERVICE_WORKER} has no place for the list of files`);
        if (worker.imports.length > 0 || /^\s*(?:import|export)\b/m.test(worker.code.replace(/export\s*\{\s*\};?/, '')))
          throw new Error(`${SERVICE_WORKER} must be one plain script: it imports ${worker.imports.join(', ')}`);
        const built = Object.values(bundle).flatMap((file): Kept[] => {
          if (file.fileName === SERVICE_WORKER || file.fileName.startsWith('.')) return [];
          return [{ name: file.fileName, content: file.type === 'chunk' ? file.code : file.source }];
        });
        const list = listed([...built, ...staticFiles(publicDir)]);
        worker.code = worker.code.replace(/export\s*\{\s*\};?/, '').replace(PLACE, () => JSON.stringify(list));
      },
    },
  };
}
