/**
 * A Node of its own for a build of the module, asked from here one thing at a time. Takes the widest build that this Node runs.
 */
import { fork } from 'node:child_process';
import { join } from 'node:path';
import type { Milliseconds } from '../../../src/base/units.ts';
import type { Work } from './work.ts';

const LIMIT_MS = 60_000;

export type Asked =
  | { readonly kind: 'load'; readonly module: string; readonly work: Work; readonly input: Uint8Array }
  | { readonly kind: 'time'; readonly repeats: number }
  | { readonly kind: 'output' };

export type Told =
  | { readonly kind: 'loaded' }
  | { readonly kind: 'times'; readonly times: readonly Milliseconds[] }
  | { readonly kind: 'output'; readonly bytes: Uint8Array }
  | { readonly kind: 'failed'; readonly reason: string };

export interface NodeProcess {
  /** `module`: the file of a build. */
  load(module: string, work: Work, input: Uint8Array): Promise<void>;
  /** The whole work as often as asked, each by the wall. */
  time(repeats: number): Promise<Milliseconds[]>;
  /** What was written last. */
  output(): Promise<Uint8Array>;
  close(): void;
}

export function openNode(): NodeProcess {
  const child = fork(join(import.meta.dirname, 'node-child.ts'), {
    execArgv: ['--import', 'tsx'],
    serialization: 'advanced',
  });

  function ask(asked: Asked): Promise<Told> {
    return new Promise((resolve, reject) => {
      const limit = setTimeout(() => child.kill('SIGKILL'), LIMIT_MS);
      const settle = (told: Told | null): void => {
        clearTimeout(limit);
        child.off('message', answered).off('exit', gone);
        if (told === null) reject(new Error('the Node of the benchmark ended'));
        else if (told.kind === 'failed') reject(new Error(told.reason));
        else resolve(told);
      };
      const answered = (told: Told): void => settle(told);
      const gone = (): void => settle(null);
      child.on('message', answered).on('exit', gone);
      child.send(asked);
    });
  }

  return {
    async load(module, work, input) {
      await ask({ kind: 'load', module, work, input });
    },
    async time(repeats) {
      const told = await ask({ kind: 'time', repeats });
      return told.kind === 'times' ? [...told.times] : [];
    },
    async output() {
      const told = await ask({ kind: 'output' });
      return told.kind === 'output' ? new Uint8Array(told.bytes) : new Uint8Array();
    },
    close: () => void child.kill(),
  };
}
