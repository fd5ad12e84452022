/** Both executors for the length of a claim: real workers, awake, and gone afterwards. */
import { expect, test } from 'vitest';
import { EXECUTOR_KINDS, withBothExecutors } from '../../../src/experiments/claim-lab/both-executors.ts';
import { Stopped } from '../../../src/pool/errors.ts';
import type { Executor } from '../../../src/pool/executor.ts';

const never = (): AbortSignal => new AbortController().signal;

test('both carry out the same calls, and are shut down afterwards', async () => {
  const used: Executor[] = [];
  const results = await withBothExecutors(2, never(), (executors) =>
    Promise.all(
      EXECUTOR_KINDS.map((kind) => {
        used.push(executors[kind]);
        return executors[kind]
          .map<number>('waiting.squareAfter', [
            [3, 0, 1],
            [1, 2, 3],
          ])
          .toArray();
      }),
    ),
  );
  expect(results).toEqual([
    [1, 4, 9],
    [1, 4, 9],
  ]);
  expect(used.map(({ started, state }) => [started, state])).toEqual([
    [2, 'shut-down'],
    [2, 'shut-down'],
  ]);
});

test('a stop ends calls that would go on for a minute', async () => {
  const abort = new AbortController();
  const used = withBothExecutors(1, abort.signal, async (executors) => {
    const calls = EXECUTOR_KINDS.map((kind) => executors[kind].submit('waiting.sleep', 60_000).result());
    abort.abort();
    await Promise.all(calls);
  });
  await expect(used).rejects.toThrow(Stopped);
});

test('what goes wrong comes out, and the executors are shut down all the same', async () => {
  let threads: Executor | undefined;
  const used = withBothExecutors(1, never(), async (executors) => {
    threads = executors.threads;
    await executors.processes.submit('arithmetic.divide', 1, 0).result();
  });
  await expect(used).rejects.toThrow('division by zero');
  expect(threads?.state).toBe('shut-down');
});
