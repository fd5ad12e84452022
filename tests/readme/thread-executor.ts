/** An example of the README, which shows it as it stands below; run by examples.browser.test.ts. */
import { asCompleted } from '../../src/pool/as-completed.ts';
import { using } from '../../src/pool/executor-scope.ts';
import { ThreadPoolExecutor } from '../../src/pool/thread-executor.ts';

// Functions are called by name, `library.function` of src/functions: nothing is ever posted as code.
export const result = await using(await ThreadPoolExecutor.open({ maxWorkers: 2 }), async (executor) => {
  const power = executor.submit<number>('arithmetic.power', 2, 8);
  const gate = executor.gate();
  const late = executor.submit<string>('waiting.pass', gate.number, 'late');
  const early = executor.submit<string>('arithmetic.same', 'early');
  const order: string[] = [];
  for await (const future of asCompleted([late, early])) {
    order.push(await future.result());
    await gate.open();
  }

  const failed = await executor.submit('arithmetic.divide', 1, 0).exception();
  const primes: boolean[] = [];
  const numbers = Array.from({ length: 1_000 }, (_, number) => number);
  for await (const isPrime of executor.map<boolean>('arithmetic.isPrime', [numbers], { chunkSize: 100 })) {
    primes.push(isPrime);
  }
  return [await power.result(), order, String(failed?.thrown), primes.filter(Boolean).length];
}); // [256, ['early', 'late'], 'RangeError: division by zero', 168]
