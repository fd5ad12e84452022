/**
 * A peer for the bench: the machine's own mutex, measured by native/mutex.c. Compiles it into a temporary folder and
 * runs it once a call, so that the caller can take turns with another subject. Summarises nothing.
 */
import { execFile } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import * as v from 'valibot';

const run = promisify(execFile);

const SOURCE = join(import.meta.dirname, 'native', 'mutex.c');
const COMPILERS = ['cc', 'gcc'];
const FLAGS = ['-std=c11', '-O2', '-pthread'];
/** Beyond what was asked for: a run that takes this much longer hangs. */
const GRACE_MS = 20_000;

const UNCONTENDED = v.object({ uncontendedNs: v.array(v.number()) });
const CONTENDED = v.object({ contended: v.tuple([v.object({ perSecond: v.number(), longestMs: v.number() })]) });

export interface Contended {
  /** Lock, increment and unlock, by both threads together. */
  readonly perSecond: number;
  /** The longest single wait for the lock, in milliseconds; 0 where none had to wait. */
  readonly longestMs: number;
}

export interface NativeMutex {
  /** One thread that nobody competes with: nanoseconds for lock, increment and unlock. A sample takes 5 ms or more. */
  uncontendedNs(samples: number): Promise<number[]>;
  /** Two threads that want the lock all the time, for so many milliseconds. */
  contended(ms: number): Promise<Contended>;
  /** Removes the compiled program. */
  close(): Promise<void>;
}

function reasonOf(error: unknown): string {
  const { code, stderr } = error as { readonly code?: unknown; readonly stderr?: string };
  if (code === 'ENOENT') return 'not found';
  return stderr?.trim().split('\n')[0] || String(error);
}

/** Whether it was compiled; says why where it was not. */
async function compile(program: string): Promise<boolean> {
  const reasons: string[] = [];
  for (const compiler of COMPILERS) {
    try {
      await run(compiler, [...FLAGS, SOURCE, '-o', program]);
      return true;
    } catch (error) {
      reasons.push(`${compiler}: ${reasonOf(error)}`);
    }
  }
  console.warn(`no native mutex to compare with, since no C compiler did its work (${reasons.join('; ')})`);
  return false;
}

async function ask(program: string, words: readonly (string | number)[], ms: number): Promise<unknown> {
  const { stdout } = await run(program, words.map(String), { timeout: ms + GRACE_MS });
  return JSON.parse(stdout);
}

/** Null where it cannot be compiled, and one sentence on the console that says why. Close it after use. */
export async function openNativeMutex(): Promise<NativeMutex | null> {
  const folder = await mkdtemp(join(tmpdir(), 'overlap-mutex-'));
  const program = join(folder, 'mutex');
  const close = () => rm(folder, { recursive: true, force: true });
  if (!(await compile(program))) {
    await close();
    return null;
  }
  return {
    uncontendedNs: async (samples) =>
      v.parse(UNCONTENDED, await ask(program, ['uncontended', samples], 10 * samples)).uncontendedNs,
    contended: async (ms) => v.parse(CONTENDED, await ask(program, ['contended', ms, 1], ms)).contended[0],
    close,
  };
}
