/**
 * A kernel's C as a running process (native/main.c), asked by a line and answering by one, so that it takes turns with other rivals.
 * Compiles nothing.
 */
import { spawn } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import { createInterface } from 'node:readline';
import type { Milliseconds } from '../../../src/base/units.ts';
import type { Work } from './work.ts';

const LIMIT_MS = 60_000;

export interface NativeProcess {
  /** The whole work on one thread: processor time of that thread. */
  time(repeats: number): Promise<Milliseconds[]>;
  /** The whole work on so many threads (1 or 2): wall time from waking them to the last. */
  timeThreads(threads: number, repeats: number): Promise<Milliseconds[]>;
  /** What was written last. */
  output(): Promise<Uint8Array>;
  /** Resolves when it has ended. */
  close(): Promise<void>;
}

/** `input`: the file that holds it; `outputFile`: one that may be written. */
export function openNative(program: string, work: Work, input: string, outputFile: string): NativeProcess {
  const { layout } = work;
  const words = [input, work.inputBytes, work.size, work.items, work.slice, work.steps, work.outputBytes];
  const places = [layout.input, layout.output, layout.spare, ...layout.scratch, layout.total];
  const child = spawn(program, [...words, ...places].map(String), { stdio: ['pipe', 'pipe', 'pipe'] });
  let complained = '';
  let waiting: { resolve(line: string): void; reject(error: Error): void } | undefined;
  const ended = new Promise<void>((resolve) => {
    const end = (why: string): void => {
      waiting?.reject(new Error(`${program} ${why}: ${complained.trim() || 'it said nothing'}`));
      resolve();
    };
    child.on('error', ({ message }) => end(`does not start: ${message}`));
    child.on('close', (status, signal) => end(`ended with ${signal ?? `status ${status}`}`));
  });
  child.stderr.setEncoding('utf8').on('data', (text: string) => (complained += text));
  child.stdin.on('error', () => {}); // its end is told by "close"
  createInterface({ input: child.stdout }).on('line', (line) => waiting?.resolve(line));

  async function ask(command: string): Promise<string> {
    const limit = setTimeout(() => child.kill('SIGKILL'), LIMIT_MS);
    try {
      return await new Promise<string>((resolve, reject) => {
        if (child.exitCode !== null || child.signalCode !== null) {
          reject(new Error(`${program} has ended: ${complained.trim()}`));
          return;
        }
        waiting = { resolve, reject };
        child.stdin.write(`${command}\n`);
      });
    } finally {
      waiting = undefined;
      clearTimeout(limit);
    }
  }

  /** The first number of each answer, nanoseconds. */
  async function times(command: string, repeats: number): Promise<Milliseconds[]> {
    const found: Milliseconds[] = [];
    for (let repeat = 0; repeat < repeats; repeat++) found.push(Number.parseInt(await ask(command), 10) / 1e6);
    return found;
  }

  return {
    time: (repeats) => times('time', repeats),
    timeThreads: (threads, repeats) => times(`threads ${threads}`, repeats),
    async output() {
      await ask(`output ${outputFile}`);
      return new Uint8Array(await readFile(outputFile));
    },
    async close() {
      child.stdin.end();
      await ended;
    },
  };
}
