/**
 * Reads the command line of `npm run measure`. Pure: what may be chosen is handed in, and a mistake comes back as a
 * value, one line that names what was wrong and what is allowed.
 */
import { parseArgs } from 'node:util';
import { SCHEDULES } from '../base/schedule.ts';
import type { ClaimsOptions } from '../experiments/decide-claims.ts';
import type { MeasureOptions } from '../experiments/run.ts';
import type { KernelSpeedsOptions } from '../measure/kernels/kernel-speed-report.ts';
import type { RaceOptions } from '../measure/race/race-report.ts';
import { LIMITS } from '../results/limits.ts';

export interface Known {
  readonly kernels: readonly string[];
  readonly models: readonly string[];
  readonly programs: readonly string[];
  readonly claims: readonly string[];
}

/** Of a race; the page chooses what is left out. */
export type RaceAsked = Partial<Omit<RaceOptions, 'settings'>>;

/** Where the document goes, and as what: indented, as one line, or as one line added to what is there. */
export type Destination =
  | { readonly form: 'indented' | 'line'; /** Standard output where null. */ readonly file: string | null }
  | { readonly form: 'added line'; readonly file: string };

interface Run {
  readonly browser: string | null;
  readonly out: Destination;
}

export type Request =
  | { readonly kind: 'help' }
  | { readonly kind: 'usage'; readonly message: string }
  | (Run & {
      readonly kind: 'measure';
      /** What was asked for; the page chooses the rest. */
      readonly options: Partial<MeasureOptions>;
      /** What the machine is called in the document; null where it stays unnamed. */
      readonly name: string | null;
    })
  | (Run & { readonly kind: 'race'; readonly options: RaceAsked })
  | (Run & { readonly kind: 'claims'; readonly options: Partial<ClaimsOptions> })
  | (Run & { readonly kind: 'kernels'; readonly options: Partial<KernelSpeedsOptions> });

const PRESETS = ['quick', 'thorough'] as const satisfies readonly MeasureOptions['preset'][];
/** As many as a run ever uses (src/measure/worker-counts.ts). */
const MOST_WORKERS = 64;
const MOST_SEED = 2 ** 32 - 1;

export const HELP = `Usage: npm run --silent measure -- [options]

Measures on this machine, in a headless Chromium, what the page measures. Prints one JSON document on
standard output and the progress on standard error. ("--silent" keeps npm's own banner out of the output.)

  --preset quick|thorough  how long it may take                   (default: quick)
  --cores                  only count the cores and weigh them    (with quick: 5 s)
  --kernel a,b             the work to measure                    (default: the page's choice)
  --models a,b             the ways to run it                     (default: the page's choice)
  --workers 1,2,4          worker counts, 1 always among them     (default: 1 to past the proven cores)
  --program ID             race one program under the models instead: one run each, who ran when, what it printed
  --args 8,4096            its arguments, in its own order        (default: the program's usual ones)
  --claims all|a,b         put claims to the test instead, and print their verdicts (all: about 4 min)
  --schedule NAME          how threads deal out the chunks: ${SCHEDULES.join(', ')}  (default: dynamic)
  --kernel-speeds all|a,b  time kernels on one thread instead, in every build of the module (all: about 25 s)
  --seed N                 seed of every shuffle, 0 to ${MOST_SEED} (default: the page's choice)
  --browser PATH           the browser to use                     (default: OVERLAP_BROWSER, then what is installed)
  --name TEXT              what this machine is called in the document, up to ${LIMITS.label} characters (default: nothing)
  --out FILE               write the document there, not to standard output; whole or not at all
  --ndjson                 the document as one line, so that many files put together are one fleet
  --append FILE            add that line to a file, which may be another process's as well (of this machine)
  --help                   this text

A race takes one kernel and one number of workers; its document is overlap-race/1. That of claims is overlap-claims/1, that
of kernel speeds overlap-kernels/1. These three have no --name, and Compare reads measurements only.

Many machines: src/cli/recipes/slurm.sbatch and gnu-parallel.sh. Build once beforehand, with "npm run build".

Exit status: 0 measured and verified; 1 failed, interrupted or an output was wrong; 2 wrong usage.`;

class UsageError extends Error {}

const OPTIONS = {
  preset: { type: 'string' },
  cores: { type: 'boolean' },
  kernel: { type: 'string' },
  models: { type: 'string' },
  workers: { type: 'string' },
  program: { type: 'string' },
  args: { type: 'string' },
  claims: { type: 'string' },
  schedule: { type: 'string' },
  'kernel-speeds': { type: 'string' },
  seed: { type: 'string' },
  browser: { type: 'string' },
  name: { type: 'string' },
  out: { type: 'string' },
  ndjson: { type: 'boolean' },
  append: { type: 'string' },
  help: { type: 'boolean' },
} as const;

function oneOf<Value extends string>(option: string, got: string, allowed: readonly Value[]): Value {
  const found = allowed.find((value) => value === got);
  if (found === undefined) throw new UsageError(`${option} does not take "${got}": choose from ${allowed.join(', ')}`);
  return found;
}

/** Comma-separated values, each allowed, each once, in the order given. */
function someOf(option: string, got: string, allowed: readonly string[]): string[] {
  const values = got.split(',').map((value) => oneOf(option, value.trim(), allowed));
  return [...new Set(values)];
}

function integer(option: string, got: string, least: number, most: number): number {
  const value = /^\d+$/.test(got) ? Number(got) : NaN;
  if (!(value >= least && value <= most)) {
    throw new UsageError(`${option} does not take "${got}": give whole numbers from ${least} to ${most}`);
  }
  return value;
}

/** Ascending, each once. */
function workerCounts(got: string): number[] {
  const counts = got.split(',').map((value) => integer('--workers', value.trim(), 1, MOST_WORKERS));
  return [...new Set(counts)].sort((a, b) => a - b);
}

/** parseArgs, its message cut to the sentence that names the mistake. */
function split(argv: readonly string[]) {
  try {
    return parseArgs({ args: [...argv], options: OPTIONS, allowPositionals: false }).values;
  } catch (error) {
    const [reason = 'unreadable'] = (error as Error).message.split(/\. |\n/);
    throw new UsageError(
      `${reason}: the options are ${Object.keys(OPTIONS)
        .map((name) => `--${name}`)
        .join(', ')}`,
    );
  }
}

const MOST_ARGUMENT = 1_000_000;

/** What a race takes of the options; the others mean nothing to it. */
function raceOptions(given: ReturnType<typeof split>, known: Known): RaceAsked {
  const { program = '', args, kernel, models, workers, schedule, seed, preset, cores } = given;
  if (schedule !== undefined) throw new UsageError('--schedule is for chunks of a measurement: leave it out of a race');
  if (preset !== undefined || cores) throw new UsageError('--program is run once: leave --preset and --cores out');
  return {
    program: oneOf('--program', program, known.programs),
    ...(args !== undefined && { args: args.split(',').map((arg) => integer('--args', arg.trim(), 0, MOST_ARGUMENT)) }),
    ...(kernel !== undefined && { kernel: oneOf('--kernel', kernel, known.kernels) }),
    ...(models !== undefined && { models: someOf('--models', models, known.models) as RaceOptions['models'] }),
    ...(workers !== undefined && { workers: integer('--workers', workers, 1, MOST_WORKERS - 1) }),
    ...(seed !== undefined && { seed: integer('--seed', seed, 0, MOST_SEED) }),
  };
}

/** What claims take of the options; the others mean nothing to them. */
function claimsOptions(
  { claims = '', seed, ...given }: ReturnType<typeof split>,
  known: Known,
): Partial<ClaimsOptions> {
  const others = ['preset', 'cores', 'kernel', 'models', 'workers', 'schedule', 'program', 'args'] as const;
  const other = others.find((name) => given[name] !== undefined);
  if (other !== undefined) throw new UsageError(`claims fix what is run: leave --${other} out`);
  return {
    ...(claims !== 'all' && { claims: someOf('--claims', claims, known.claims) }),
    ...(seed !== undefined && { seed: integer('--seed', seed, 0, MOST_SEED) }),
  };
}

/** What kernel speeds take of the options; likewise. */
function kernelSpeedsOptions(
  { 'kernel-speeds': kernels = '', seed, ...given }: ReturnType<typeof split>,
  known: Known,
): Partial<KernelSpeedsOptions> {
  const others = ['preset', 'cores', 'kernel', 'models', 'workers', 'program', 'args', 'claims', 'schedule'] as const;
  const other = others.find((name) => given[name] !== undefined);
  if (other !== undefined) throw new UsageError(`--kernel-speeds names all that is run: leave --${other} out`);
  return {
    ...(kernels !== 'all' && { kernels: someOf('--kernel-speeds', kernels, known.kernels) }),
    ...(seed !== undefined && { seed: integer('--seed', seed, 0, MOST_SEED) }),
  };
}

function destination({ out, ndjson = false, append }: ReturnType<typeof split>): Destination {
  if (out === '') throw new UsageError('--out needs the name of a file');
  if (append === '') throw new UsageError('--append needs the name of a file');
  if (append === undefined) return { form: ndjson ? 'line' : 'indented', file: out ?? null };
  if (out !== undefined) throw new UsageError('--append and --out are two places: name one');
  return { form: 'added line', file: append };
}

/** Null where nothing is said. A name is one line of text, counted as the format counts it. */
function machineName(name: string | undefined): string | null {
  if (name === undefined) return null;
  if (name.trim() === '' || name.length > LIMITS.label || /\p{Cc}/u.test(name)) {
    throw new UsageError(`--name takes one line of 1 to ${LIMITS.label} characters, this has ${name.length}`);
  }
  return name;
}

function request(argv: readonly string[], known: Known): Request {
  const given = split(argv);
  if (given.help) return { kind: 'help' };
  if (given.cores && given.kernel !== undefined) throw new UsageError('--cores runs no work: leave --kernel out');
  const { preset, kernel, models, workers, schedule, seed, browser = null } = given;
  if (browser === '') throw new UsageError('--browser needs the path of an executable');
  const run = { browser, out: destination(given) };
  const name = machineName(given.name);
  const another = (['kernel-speeds', 'claims', 'program'] as const).find((asked) => given[asked] !== undefined);
  if (name !== null && another) throw new UsageError(`the document of --${another} has no --name: leave it out`);
  if (given['kernel-speeds'] !== undefined) {
    return { kind: 'kernels', options: kernelSpeedsOptions(given, known), ...run };
  }
  if (given.claims !== undefined) return { kind: 'claims', options: claimsOptions(given, known), ...run };
  if (given.program !== undefined) return { kind: 'race', options: raceOptions(given, known), ...run };
  if (given.args !== undefined) throw new UsageError('--args are those of a program: name it with --program');
  const options: Partial<MeasureOptions> = {
    ...(preset !== undefined && { preset: oneOf('--preset', preset, PRESETS) }),
    ...(given.cores && { kernels: [] }),
    ...(kernel !== undefined && { kernels: someOf('--kernel', kernel, known.kernels) }),
    // `known.models` are file names of src/models, which the registry demands to be the ids.
    ...(models !== undefined && { models: someOf('--models', models, known.models) as MeasureOptions['models'] }),
    ...(workers !== undefined && { workers: workerCounts(workers) }),
    ...(schedule !== undefined && { schedule: oneOf('--schedule', schedule, SCHEDULES) }),
    ...(seed !== undefined && { seed: integer('--seed', seed, 0, MOST_SEED) }),
  };
  return { kind: 'measure', options, name, ...run };
}

export function readArguments(argv: readonly string[], known: Known): Request {
  try {
    return request(argv, known);
  } catch (error) {
    if (error instanceof UsageError) return { kind: 'usage', message: error.message };
    throw error;
  }
}
