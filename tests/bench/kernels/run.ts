/**
 * `npm run bench:kernels`: every kernel beside C, that C as WebAssembly, and plain JavaScript, in turns and on this machine, as a table.
 * Exit status: 0 measured, 1 something computes wrongly or failed (it is named), 2 wrong usage.
 */
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { cpus, tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { compileAssembly, modulePath } from '../../../assembly/asc-plugin.ts';
import { known } from '../../../src/cli/catalogue.ts';
import { ROOT } from '../../../src/cli/root.ts';
import type { Kernel } from '../../../src/kernels/index.ts';
import { median } from '../../../src/measure/stats/median.ts';
import { BUILDS, type Build } from '../../../src/base/builds.ts';
import { HELP, readArguments, type Request } from './arguments.ts';
import { bout, type Arena } from './bout.ts';
import { openBenchPage, type BenchPage } from './browser.ts';
import { faultsOf, type KernelFinding, type Module } from './finding.ts';
import { openNode } from './node-process.ts';
import { programsOf } from './programs.ts';
import { figures, missing, table } from './table.ts';
import { findToolchain, type Toolchain } from './toolchain.ts';

const COMPILATIONS = 20;

type Asked = Extract<Request, { kind: 'bench' }>;

function say(line: string): void {
  process.stderr.write(`${line}\n`);
}

async function descriptor(id: string): Promise<Kernel> {
  const { default: kernel } = (await import(join(ROOT, 'src', 'kernels', `${id}.ts`))) as { default: Kernel };
  return kernel;
}

async function moduleOf(page: BenchPage, build: Build, url: string): Promise<Module> {
  const bytes = await readFile(modulePath(build));
  const times = await page.compile(url, COMPILATIONS).catch(() => null);
  return {
    build,
    bytes: bytes.length,
    gzipped: gzipSync(bytes, { level: 9 }).length,
    compileMs: times && median(times),
  };
}

async function offered(page: BenchPage): Promise<Record<Build, string>> {
  const entries = BUILDS.map(async (build): Promise<[Build, string]> => {
    return [build, page.offer(`${build}.wasm`, await readFile(modulePath(build)))];
  });
  return Object.fromEntries(await Promise.all(entries)) as Record<Build, string>;
}

async function buildOfThisNode(): Promise<Build> {
  for (const build of BUILDS) if (WebAssembly.validate(await readFile(modulePath(build)))) return build;
  throw new Error('this Node runs none of the builds');
}

interface Benched {
  readonly where: string;
  readonly findings: readonly KernelFinding[];
  readonly modules: readonly Module[];
  /** What did not come to an end. */
  readonly failures: readonly string[];
}

function placeOf({ compiler, version, clang, clangVersion }: Toolchain, page: BenchPage, nodeBuild: Build): string {
  const node = `Node ${process.versions.node} (the ${nodeBuild} build${nodeBuild === BUILDS[0] ? '' : ': it has no relaxed SIMD without a flag'})`;
  const native = compiler === null ? 'no C compiler' : version;
  const wasm = clang === null ? 'no clang that makes WebAssembly' : clangVersion;
  return `${cpus()[0]?.model.trim() ?? 'unknown processor'}, ${cpus().length} threads; ${page.name}; ${node}; ${native}; ${wasm}`;
}

async function inArena(asked: Asked, folder: string, page: BenchPage): Promise<Benched> {
  const toolchain = await findToolchain(folder);
  const nodeBuild = await buildOfThisNode();
  const where = placeOf(toolchain, page, nodeBuild);
  say(where);
  const node = openNode();
  const urls = await offered(page);
  const arena: Arena = { page, node, nodeBuild, urls, folder, rounds: asked.rounds, seed: asked.seed };
  const findings: KernelFinding[] = [];
  const failures: string[] = [];
  try {
    const modules: Module[] = [];
    for (const build of BUILDS) modules.push(await moduleOf(page, build, urls[build]));
    for (const [place, id] of asked.kernels.entries()) {
      say(`${id} (${place + 1} of ${asked.kernels.length}) …`);
      const kernel = await descriptor(id);
      const programs = await programsOf(kernel, toolchain, folder);
      await bout(kernel, arena, programs).then(
        (finding) => findings.push(finding),
        (error: Error) => failures.push(`${id} came to no end: ${error.message}`),
      );
    }
    return { where, findings, modules, failures };
  } finally {
    node.close();
  }
}

async function bench(asked: Asked): Promise<Benched> {
  const folder = await mkdtemp(join(tmpdir(), 'overlap-kernels-'));
  try {
    await compileAssembly();
    const page = await openBenchPage();
    try {
      return await inArena(asked, folder, page);
    } finally {
      await page.close();
    }
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

/** What the columns mean, below the table. */
const LEGEND = [
  'Speed as a multiple of C at 128 bits (gcc -O3 -march=native -mno-avx512f -mprefer-vector-width=128 -ffp-contract=fast: with fused multiply-add, without AVX-512), one thread; above 1 is faster. * C makes no vectors of it.',
  'Each ratio is the median of the rounds’ own, in brackets where 80 of 100 rounds lie; a round’s time is the best of its runs. Native: processor time of the thread; browser and Node: wall time.',
  '÷ C as wasm: against that C through clang -O3 -msimd128 -mrelaxed-simd, same browser. 2 workers: parallel efficiency t₁ ÷ 2·t₂ by the wall, beside two native threads that claim the same chunks.',
];

function print({ where, findings, modules }: Benched, markdown: boolean): void {
  if (findings.length > 0) console.log(`${table(findings, markdown)}\n`);
  const lines = [...figures(findings, modules), ...missing(findings), ...LEGEND, where];
  console.log(lines.map((line) => (markdown ? `- ${line}` : line)).join('\n'));
}

async function main(): Promise<number> {
  const asked = readArguments(process.argv.slice(2), (await known()).kernels);
  if (asked.kind === 'help') {
    console.log(HELP);
    return 0;
  }
  if (asked.kind === 'usage') {
    say(asked.message);
    return 2;
  }
  const benched = await bench(asked);
  print(benched, asked.markdown);
  if (asked.out !== null) await writeFile(asked.out, `${JSON.stringify(benched, null, 1)}\n`);
  const faults = [...faultsOf(benched.findings), ...benched.failures];
  faults.forEach(say);
  return faults.length === 0 ? 0 : 1;
}

// Not left to the event loop: a port that stays open after the page was built would keep it for ever.
process.exit(await main());
