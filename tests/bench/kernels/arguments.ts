/**
 * Reads the command line of `npm run bench:kernels`. Pure: the kernels that may be named are handed in, and a mistake comes back as
 * one line that says what is allowed.
 */
import { parseArgs } from 'node:util';

export type Request =
  | { readonly kind: 'help' }
  | { readonly kind: 'usage'; readonly message: string }
  | {
      readonly kind: 'bench';
      readonly kernels: readonly string[];
      readonly rounds: number;
      readonly seed: number;
      readonly markdown: boolean;
      readonly out: string | null;
    };

const ROUNDS = { least: 3, usual: 9, most: 99 };
const MOST_SEED = 2 ** 32 - 1;

export const HELP = `Usage: npm run bench:kernels -- [options]

Every kernel beside its rivals, in turns: the module's builds in a headless Chromium and in Node, the same in C at 128 bits and at
the processor's full width, that C as WebAssembly (clang), and plain JavaScript; then on two workers beside two native threads.
Prints a table on standard output and the progress on standard error. What is missing here (a C compiler, a clang) is said and left out.

  --kernels a,b   only these                                           (default: all)
  --rounds N      counted rounds, ${ROUNDS.least} to ${ROUNDS.most}; fewer than ${ROUNDS.usual} for a first look      (default: ${ROUNDS.usual})
  --seed N        seed of every shuffle                                (default: 1)
  --markdown      the table as Markdown, as README has it
  --out FILE      write all times and ratios there, as JSON
  --help          this text

Exit status: 0 measured; 1 something computes wrongly or failed; 2 wrong usage.`;

class UsageError extends Error {}

const OPTIONS = {
  kernels: { type: 'string' },
  rounds: { type: 'string' },
  seed: { type: 'string' },
  markdown: { type: 'boolean' },
  out: { type: 'string' },
  help: { type: 'boolean' },
} as const;

function integer(option: string, got: string, least: number, most: number): number {
  const value = Number(got);
  if (!/^\d+$/.test(got) || value < least || value > most)
    throw new UsageError(`${option} does not take "${got}": give a whole number from ${least} to ${most}`);
  return value;
}

function someKernels(got: string, known: readonly string[]): string[] {
  const named = [...new Set(got.split(','))];
  const unknown = named.find((id) => !known.includes(id));
  if (unknown !== undefined) throw new UsageError(`no kernel is called "${unknown}": choose from ${known.join(', ')}`);
  return named;
}

function request(argv: readonly string[], known: readonly string[]): Request {
  const { values } = parseArgs({ args: [...argv], options: OPTIONS });
  if (values.help) return { kind: 'help' };
  return {
    kind: 'bench',
    kernels: values.kernels === undefined ? known : someKernels(values.kernels, known),
    rounds: values.rounds === undefined ? ROUNDS.usual : integer('--rounds', values.rounds, ROUNDS.least, ROUNDS.most),
    seed: values.seed === undefined ? 1 : integer('--seed', values.seed, 0, MOST_SEED),
    markdown: values.markdown ?? false,
    out: values.out ?? null,
  };
}

export function readArguments(argv: readonly string[], known: readonly string[]): Request {
  try {
    return request(argv, known);
  } catch (error) {
    const { code } = error as { readonly code?: string };
    if (error instanceof UsageError || code?.startsWith('ERR_PARSE_ARGS'))
      return { kind: 'usage', message: (error as Error).message };
    throw error;
  }
}
