/**
 * A peer for the bench: CPython's own global interpreter lock, measured from inside by cpython-gil.py with the
 * machine's python3. Runs it once, takes some 15 s, and summarises nothing further.
 */
import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { promisify } from 'node:util';
import * as v from 'valibot';

const run = promisify(execFile);

const SCRIPT = join(import.meta.dirname, 'cpython-gil.py');
/** Beyond any slow machine's need: it hangs. */
const LIMIT_MS = 120_000;

export interface HoldTimes {
  /** The switch interval, in milliseconds. */
  readonly intervalMs: number;
  /** How long one of two computing threads runs before the other does, in milliseconds. */
  readonly median: number;
  /** The 10 % quantile, in milliseconds. */
  readonly low: number;
  /** The 90 % quantile, in milliseconds. */
  readonly high: number;
}

export interface Convoy {
  /** The switch interval, in milliseconds. */
  readonly intervalMs: number;
  /** The median exchange with a partner that answers after a millisecond, which is part of it, in milliseconds. */
  readonly aloneMs: number;
  /** The same beside one thread that computes. */
  readonly besideMs: number;
  /** What the computing thread adds to an exchange, in switch intervals. */
  readonly intervals: number;
}

export interface ThreadTimes {
  /** So many threads, each with the same work. */
  readonly count: number;
  /** Their time by the time of one. */
  readonly times: number;
}

export interface CPythonGil {
  /** CPython's, such as "3.11.7". */
  readonly version: string;
  readonly holdMs: readonly HoldTimes[];
  readonly convoy: readonly Convoy[];
  /** At the default switch interval of 5 ms. */
  readonly threads: readonly ThreadTimes[];
}

export interface Absent {
  /** Why there is nothing to compare with: no python3, or one without a GIL. */
  readonly absent: string;
}

const DOCUMENT = v.union([
  v.object({ absent: v.string() }),
  v.object({
    version: v.string(),
    holdMs: v.array(v.object({ intervalMs: v.number(), median: v.number(), low: v.number(), high: v.number() })),
    convoy: v.array(
      v.object({ intervalMs: v.number(), aloneMs: v.number(), besideMs: v.number(), intervals: v.number() }),
    ),
    threads: v.array(v.object({ count: v.number(), times: v.number() })),
  }),
]);

function reasonOf(error: unknown): string {
  const { code, stderr } = error as { readonly code?: unknown; readonly stderr?: string };
  if (code === 'ENOENT') return 'there is no python3 here';
  // Of a traceback the last line names the fault.
  return `python3 failed: ${stderr?.trim().split('\n').at(-1) || String(error)}`;
}

export async function cpythonGil(): Promise<CPythonGil | Absent> {
  try {
    const { stdout } = await run('python3', [SCRIPT], { timeout: LIMIT_MS });
    return v.parse(DOCUMENT, JSON.parse(stdout));
  } catch (error) {
    return { absent: reasonOf(error) };
  }
}
