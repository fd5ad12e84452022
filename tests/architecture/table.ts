/**
 * The house rules as data: who may import whom, and what may be written where. To change a rule, change its row and
 * say why in the commit. Checks nothing by itself; check.ts reads it.
 */

/**
 * A folder may import itself and what stands in its row; `:type` allows `import type` only. `node:` stands for
 * Node's own modules. What is in no row may be imported by nobody.
 */
export const MAY_IMPORT: Readonly<Record<string, string>> = {
  // src/<folder>
  base: '',
  memory: 'base',
  sync: 'base memory',
  // Plays lock code under every order of its steps; runs in Node and on a page. The structures' sizes and outcomes are those of the lab.
  interleave: 'base memory sync',
  loop: 'base sync',
  greenlets: 'base loop sync',
  // Both carry out tasks of a program on the worker they are called on, and write down what that took.
  ranks: 'base memory sync programs:type trace',
  functions: 'base memory:type programs:type trace',
  trace: 'base memory',
  kernels: 'base',
  programs: 'base kernels:type',
  runtime: 'base memory sync trace programs functions ranks kernels comlink assembly/build',
  pool: 'base memory sync loop trace programs:type functions:type ranks runtime comlink',
  // `functions`: what the page and a function of an executor say to each other.
  models: 'base memory sync loop greenlets ranks trace runtime pool programs functions:type kernels:type',
  // The page's version, which every result names.
  measure: 'base trace kernels models pool package.json',
  // Claims are about loops, greenlets, ranks and locks themselves, so an experiment may use each as it is. Kernels are read as text, to be shown.
  experiments:
    'base kernels models measure trace programs pool runtime memory loop greenlets sync ranks functions:type assembly/kernels',
  // `measure/stats`: a comparison of two results has an interval too. Kernels' ids and models stand in links as numbers.
  results: 'base measure:type measure/stats models:type trace:type valibot idb d3-dsv hyparquet-writer',
  // What pages list, written out while the site is built: `at-build-plugin` runs in the build.
  catalogues: 'kernels experiments programs models node: vite',
  charts: 'base measure:type trace:type models results:type lit d3-scale d3-shape',
  // The service worker, and how the page gets one. `precache-plugin` runs in the build.
  offline: 'base node: vite:type',
  ui: 'base catalogues trace kernels programs models measure experiments results charts lessons lit uqr package.json offline',
  // What is predicted and found is of the forms that are measured. `markdown-it`, `shiki` and `node:`: their text is compiled in the build (lessons/text).
  // `measure/stats`: a number read from samples has an interval too.
  // `assembly/build`: the modules that the scheduler's puzzles play; `memory`: how much room their locks take.
  // `measure/laws`: a law is drawn over what was predicted and measured.
  lessons:
    'base memory measure:type measure/laws measure/stats models:type experiments charts ui interleave assembly/build lit valibot vite:type node: markdown-it shiki',
  cli: 'base results measure:type experiments:type models node: playwright vite fflate package.json',
  main: 'ui',
  // assembly/<folder>
  'assembly/kernels': 'assembly/lib',
  'assembly/sync': 'assembly/lib',
  'assembly/contention': 'assembly/sync assembly/lib',
  'assembly/reductions': '',
  'assembly/greenlets': '',
  'assembly/lib': '',
  // What threads of the scheduler's puzzles do with the locks.
  'assembly/puzzles': 'assembly/sync assembly/contention',
  'assembly/asc-plugin': 'node: vite:type',
  'assembly/faults': '',
  'assembly/sites': '',
  // The name under which rewritten code imports its accesses.
  'assembly/rewrite': 'interleave binaryen',
  'assembly/puzzle-modules':
    'assembly/asc-plugin assembly/faults assembly/rewrite assembly/sites assemblyscript node: vite:type',
};

export interface OnlyHere {
  readonly what: string;
  /** Matched against code only: comments and the contents of strings are blanked. */
  readonly pattern: RegExp;
  /** Path prefixes the rule applies to. */
  readonly within: readonly string[];
  /** Path prefixes where it may be written. */
  readonly only: readonly string[];
  readonly instead: string;
}

export const ONLY_HERE: readonly OnlyHere[] = [
  {
    what: 'Atomics and SharedArrayBuffer',
    pattern: /\b(?:Atomics|SharedArrayBuffer)\b/g,
    within: ['src/'],
    // `base/shared-memory`: only whether there is any.
    only: ['src/sync/', 'src/pool/dispatch', 'src/base/shared-memory.ts'],
    instead: 'use the structures of src/sync, or give them the method that is missing',
  },
  {
    what: 'atomic instructions',
    pattern: /\b(?:atomic\.|memory\.atomic)/g,
    within: ['assembly/'],
    only: ['assembly/sync/', 'assembly/contention/', 'assembly/puzzles/', 'assembly/faults', 'assembly/rewrite'],
    instead: 'kernels are pure; locks live in assembly/sync, deliberate races in assembly/contention',
  },
  {
    what: 'new Worker',
    pattern: /\bnew\s+(?:globalThis\.|self\.)?(?:Shared)?Worker\b/g,
    within: ['src/'],
    only: ['src/pool/spawn.ts'],
    instead: 'ask src/pool/spawn.ts, which supervises what it starts',
  },
  {
    what: 'the clock',
    // `new Date(text)` reads no clock: it puts a given moment into words.
    pattern: /\bperformance\s*\.\s*(?:now|timeOrigin)\b|\bDate\s*\.\s*now\b|\bnew\s+Date\b(?!\s*\(\s*[^\s)])/g,
    within: ['src/'],
    only: ['src/base/clock.ts'],
    instead: 'read the time through src/base/clock.ts, so that tests can hand in another clock',
  },
  {
    what: 'Math.random',
    pattern: /\bMath\s*\.\s*random\b/g,
    within: ['src/', 'assembly/'],
    only: [],
    instead: 'use src/base/prng.ts with the seed of the run: a result has to be repeatable',
  },
];

/** Names that say nothing about what is inside. */
export const GRAB_BAGS = ['utils', 'util', 'helpers', 'helper', 'common', 'constants', 'types', 'misc'];

export const MOST_LINES = 300;

/** `any` and silenced checkers are violations, except here. An exception nobody uses any more is one as well. */
export const EXCEPTIONS: readonly { readonly path: string; readonly what: string; readonly why: string }[] = [];

/** AssemblyScript's decorators on functions, which TypeScript's editor service does not know. */
export const DECORATOR_COMMENT = '@ts-ignore: decorator';
