/** Reads the command line of `npm run truth`. Pure; a mistake comes back as a sentence. */
import { parseArgs } from 'node:util';

export interface Asked {
  /** Of each condition. */
  readonly runs: number;
  /** Names of conditions; empty for all. */
  readonly only: readonly string[];
  readonly seed: number;
  /** Seconds to wait before a run for a machine that does nothing else. */
  readonly wait: number;
  /** Processors are kept from sleeping under a quota (awake.ts). */
  readonly awake: boolean;
  /** File for the whole record as JSON, or null. */
  readonly out: string | null;
}

export type Command = { readonly kind: 'run'; readonly asked: Asked } | { readonly kind: 'say'; readonly text: string };

const RUNS = { usual: 20, quick: 3, most: 1000 };
const WAIT = { usual: 30, most: 3600 };
const SEED = 20_261_125;

export function help(names: readonly string[]): string {
  return `Usage: npm run --silent truth -- [options]

Measures where the right answer is known: the built site, headless, in a browser whose processor time is limited from
outside. Needs Linux and, for most conditions, root; what cannot be set up here is skipped with its reason. On a quiet
machine ${RUNS.usual} runs of every condition take about half an hour.

  --runs N       runs of each condition      (default: ${RUNS.usual})
  --quick        ${RUNS.quick} runs of each
  --only a,b     these conditions only
  --seed N       of every run                (default: ${SEED})
  --wait N       seconds to wait, before each run, for a machine that does nothing else (default: ${WAIT.usual})
  --let-sleep    do not keep processors awake under a quota: what the host does with half-idle virtual ones shows
  --out FILE     write every run to FILE, as JSON
  --help         this text

Conditions: ${names.join(', ')}

Exit status: 0 all within tolerance or skipped; 1 a condition is not, or the run was interrupted; 2 wrong usage.`;
}

function whole(option: string, given: string, least: number, most: number): number {
  const value = /^\d+$/.test(given) ? Number(given) : NaN;
  if (!(value >= least && value <= most)) {
    throw new Error(`${option} does not take "${given}": give a whole number from ${least} to ${most}`);
  }
  return value;
}

/** Throws an error with the sentence for whoever called. */
export function readArguments(argv: readonly string[], names: readonly string[]): Command {
  const { values } = parseArgs({
    args: [...argv],
    options: {
      runs: { type: 'string' },
      quick: { type: 'boolean' },
      only: { type: 'string' },
      seed: { type: 'string' },
      wait: { type: 'string' },
      'let-sleep': { type: 'boolean' },
      out: { type: 'string' },
      help: { type: 'boolean' },
    },
  });
  if (values.help) return { kind: 'say', text: help(names) };
  const only = values.only?.split(',').map((name) => name.trim()) ?? [];
  const unknown = only.find((name) => !names.includes(name));
  if (unknown !== undefined) throw new Error(`no condition is called "${unknown}": choose from ${names.join(', ')}`);
  const usual = values.quick ? RUNS.quick : RUNS.usual;
  const runs = values.runs === undefined ? usual : whole('--runs', values.runs, 1, RUNS.most);
  const seed = values.seed === undefined ? SEED : whole('--seed', values.seed, 0, 2 ** 32 - 1);
  const wait = values.wait === undefined ? WAIT.usual : whole('--wait', values.wait, 0, WAIT.most);
  return {
    kind: 'run',
    asked: { runs, only, seed, wait, awake: values['let-sleep'] !== true, out: values.out ?? null },
  };
}
