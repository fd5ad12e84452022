/** What an executor is opened with, and what it is where nothing is said. Checks, opens nothing. */
import { BadArgument } from '../sync/errors.ts';
import type { CallSetup } from '../runtime/api.ts';
import { MOST_LANES } from './shared-memory.ts';

export type ExecutorKind = 'thread' | 'process';

/** `library.function`, as in src/functions. */
export type FunctionName = `${string}.${string}`;

/**
 * How arguments and result travel: copied; moved, so that arrays are gone on the side that sent them; or not at all, since every
 * array stands in memory that both sides share (`sharedBuffer` of src/sync/sharing.ts), and a call with any other is refused. Memory that
 * is shared is neither copied nor moved, whatever is said.
 */
export const PAYLOADS = ['clone', 'transfer', 'shared'] as const;
export type Payload = (typeof PAYLOADS)[number];

export interface CallOptions {
  /** 'clone' where nothing is said. */
  readonly payload?: Payload;
}

export interface ExecutorOptions {
  /** The most workers there may be; `defaultWorkers` where nothing is said. */
  readonly maxWorkers?: number;
  /** Workers are called `prefix_0`, `prefix_1`, …; a prefix that no other executor of the page has, where nothing is said. */
  readonly namePrefix?: string;
  /** Called in each worker before its first call. An executor whose initializer throws is broken. */
  readonly initializer?: { readonly name: FunctionName; readonly args?: readonly unknown[] };
  /** Given the reason once, when an initializer fails; an uncaught error of the page where nothing is said. */
  readonly onCritical?: (error: Error) => void;
}

/** The same, checked, with nothing left open. */
export interface ExecutorSettings {
  readonly kind: ExecutorKind;
  readonly maxWorkers: number;
  readonly namePrefix: string;
  readonly initializer: CallSetup['initializer'];
  readonly onCritical: (error: Error) => void;
}

/** A pool of threads has mostly calls that wait, so a few more than there are cores; but no more than this. */
const MOST_BY_DEFAULT = 32;
const MORE_THAN_CORES = 4;

/**
 * Threads: CPython's rule, four more than the browser says there are cores, at most 32. Processes: as many as cores, as CPython; at most
 * as many as a pool has room for.
 */
export function defaultWorkers(kind: ExecutorKind, cores: number | undefined): number {
  const known = cores !== undefined && cores >= 1 ? Math.floor(cores) : 1;
  return kind === 'thread' ? Math.min(MOST_BY_DEFAULT, known + MORE_THAN_CORES) : Math.min(MOST_LANES, known);
}

/** How many executors of each kind this page has made. */
const made: Record<ExecutorKind, number> = { thread: 0, process: 0 };
const CLASS_NAMES: Readonly<Record<ExecutorKind, string>> = {
  thread: 'ThreadPoolExecutor',
  process: 'ProcessPoolExecutor',
};

function freshPrefix(kind: ExecutorKind): string {
  made[kind] += 1;
  return `${CLASS_NAMES[kind]}-${made[kind] - 1}`;
}

/** Throws `BadArgument` for a number of workers that there cannot be. */
export function settled(kind: ExecutorKind, options: ExecutorOptions, most = MOST_LANES): ExecutorSettings {
  const { initializer, onCritical = (error) => reportError(error) } = options;
  const maxWorkers =
    options.maxWorkers ?? Math.min(defaultWorkers(kind, globalThis.navigator?.hardwareConcurrency), most);
  if (!Number.isInteger(maxWorkers) || maxWorkers < 1) {
    throw new BadArgument(`an executor cannot have ${maxWorkers} workers: give 1, 2, 3 …`);
  }
  if (maxWorkers > most) {
    throw new BadArgument(`an executor cannot have ${maxWorkers} workers: there is room for ${most}`);
  }
  return {
    kind,
    maxWorkers,
    namePrefix: options.namePrefix ?? freshPrefix(kind),
    initializer: initializer ? { name: initializer.name, args: initializer.args ?? [] } : null,
    onCritical,
  };
}
