/**
 * What a visitor loads before anything is clicked may weigh 60 kB: the entry, the landing view, what shows a result (loaded once the page
 * stands) and what they import statically, read from the build's manifest. The rest is listed to be seen, with limits that only catch accidents.
 */
import { readFileSync } from 'node:fs';

const manifest = JSON.parse(readFileSync(new URL('../dist/.vite/manifest.json', import.meta.url), 'utf8'));
/** Vite's manifest knows a chunk of several modules by its name only (vite.config.ts). */
const named = (name) => Object.keys(manifest).find((key) => manifest[key].name === name) ?? name;
const STANDING = ['index.html', named('measure')];
const LANDING = [...STANDING, 'src/ui/measure-result.ts'];
const EXPERIMENT = 'src/experiments/core-scaling.ts';

/** The files of a chunk and of all it imports statically. */
function closure(key, seen = new Set()) {
  const chunk = manifest[key];
  if (!chunk)
    throw new Error(`the build has no chunk for ${key}: say in tests/size-limit.mjs what the landing view is`);
  for (const file of [chunk.file, ...(chunk.css ?? [])]) seen.add(file);
  for (const next of chunk.imports ?? []) if (!seen.has(manifest[next].file)) closure(next, seen);
  return seen;
}

const built = (files) => [...files].map((file) => `../dist/${file}`);
const together = (keys) => new Set(keys.flatMap((key) => [...closure(key)]));
const first = together(LANDING);
const onClick = [...closure(EXPERIMENT)].filter((file) => !first.has(file));

export default [
  { name: 'first load: JavaScript and CSS', path: built(first), limit: '60 kB', gzip: true },
  { name: 'of it, until the page stands', path: built(together(STANDING)), limit: '30 kB', gzip: true },
  { name: 'loaded on click: the experiment', path: built(onClick), limit: '44 kB', gzip: true },
  { name: 'a worker', path: '../dist/assets/worker-*.js', limit: '20 kB', gzip: true },
  ...['relaxed-simd', 'simd', 'scalar'].map((build) => ({
    name: `the kernels and locks, ${build} (WebAssembly): one of these is loaded`,
    path: `../dist/assets/overlap.${build}-*.wasm`,
    limit: '40 kB',
    gzip: true,
  })),
  { name: 'all three builds of them', path: '../dist/assets/*.wasm', limit: '100 kB', gzip: true },
];
