/** What every executor does, done by the one of processes: with shared memory beside its workers and without. */
import { describe } from 'vitest';
import { ProcessPoolExecutor } from '../../../src/pool/process-executor.ts';
import type { Kind } from './kind.ts';
import { executorSuite } from './suite-executor.ts';
import { shutdownSuite } from './suite-shutdown.ts';

const KINDS: readonly Kind[] = [
  { name: 'processes', sharesMemory: true, open: (options) => ProcessPoolExecutor.open(options) },
  {
    name: 'processes by message only',
    sharesMemory: false,
    open: (options) => ProcessPoolExecutor.open({ ...options, sharesMemory: false }),
  },
];

describe.each(KINDS)('$name', (kind) => {
  executorSuite(kind);
  shutdownSuite(kind);
});
