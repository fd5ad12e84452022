/** An example of the README, which shows it as it stands below; run by examples.browser.test.ts. */
import { using } from '../../src/pool/executor-scope.ts';
import { ProcessPoolExecutor } from '../../src/pool/process-executor.ts';
import { wait } from '../../src/pool/wait.ts';

// Each worker has a memory of its own; what it is given and what it gives back travels as a message.
export const result = await using(await ProcessPoolExecutor.open({ maxWorkers: 2 }), async (executor) => {
  const bytes = new Uint8Array(1_000).fill(7);
  const copied = executor.submit<Uint8Array>('arithmetic.same', bytes);
  await copied.result();
  const moved = executor.submitWith<Uint8Array>({ payload: 'transfer' }, 'arithmetic.same', bytes);
  const isGone = bytes.byteLength === 0;

  const slow = executor.submit('waiting.sleep', 60_000);
  const crash = executor.submit('faults.crash');
  const { done } = await wait([slow, crash], { returnWhen: 'all-completed' });
  const faults = await Promise.all([...done].map(async (future) => (await future.exception())?.thrown));
  return [(await moved.result()).byteLength, isGone, faults.map((fault) => (fault as Error).name)];
}); // [1000, true, ['BrokenProcessPool', 'BrokenProcessPool']]
