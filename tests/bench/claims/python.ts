/** The machine's CPython: which it is, and one script run by it, ended with all it has started where it takes too long. Reads no figure. */
import { spawn } from 'node:child_process';

const PYTHON = 'python3';

export interface Ran {
  readonly printed: string;
  /** A clause; null where it ended well. */
  readonly fault: string | null;
}

/** Never rejects. */
export function runPython(args: readonly string[], limitMs: number): Promise<Ran> {
  return new Promise((resolve) => {
    // A group of its own, so that the processes that a script starts end with it.
    const child = spawn(PYTHON, args, { detached: true, stdio: ['ignore', 'pipe', 'pipe'] });
    let [printed, complained, isOverdue] = ['', '', false];
    const limit = setTimeout(() => {
      isOverdue = true;
      if (child.pid !== undefined) process.kill(-child.pid, 'SIGKILL');
    }, limitMs);
    const end = (fault: string | null): void => {
      clearTimeout(limit);
      resolve({ printed, fault });
    };
    child.stdout.setEncoding('utf8').on('data', (text: string) => (printed += text));
    child.stderr.setEncoding('utf8').on('data', (text: string) => (complained += text));
    child.on('error', ({ message }) => end(message));
    child.on('close', (status) => {
      if (isOverdue) return end(`had not ended after ${limitMs / 1_000} s`);
      // Of a traceback the last line names the fault.
      end(status === 0 ? null : `failed: ${complained.trim().split('\n').at(-1) || `exit status ${status}`}`);
    });
  });
}

/** As in "3.11.7"; null where there is no CPython. */
export async function cpythonVersion(): Promise<string | null> {
  const asked = 'import platform; print(platform.python_implementation(), platform.python_version())';
  const { printed, fault } = await runPython(['-c', asked], 20_000);
  const [implementation, version] = printed.trim().split(' ');
  return fault === null && implementation === 'CPython' ? (version ?? null) : null;
}
