/**
 * The order of test files: those that take longest first. The other way round a minute of work can begin when everything else is
 * over, and all processors but one wait for it. A file that belongs here is found in the summary of `npm test`.
 */
import { BaseSequencer, type TestSpecification } from 'vitest/node';

/** Paths end so; each takes seconds, the longest first. */
const LONGEST = [
  'interleave/mutants.test.ts',
  'interleave/interleave.test.ts',
  'contracts/kernel.test.ts',
  'architecture.test.ts',
  'results/link/full-link.test.ts',
  'loop/locks/queue.property.test.ts',
  'results/link/link-fuzz.test.ts',
  'results/link/summary-any.test.ts',
  'results/intake/read-files.test.ts',
  'measure/laws/fit-laws.test.ts',
  'measure/stats/honesty.property.test.ts',
  // In the browser.
  'contracts/model.browser.test.ts',
  'experiments/race-programs.browser.test.ts',
  'pool/executors/thread-pool.browser.test.ts',
  'pool/executors/process-executor.browser.test.ts',
  'ranks/ranks.browser.test.ts',
  'models/play/catalogue-apart.browser.test.ts',
  'pool/executors/process-supervision.browser.test.ts',
  'pool/executors/process-property.browser.test.ts',
  'pool/executors/process-deadlocks.browser.test.ts',
  'models/play/catalogue-on-workers.browser.test.ts',
] as const;

function place({ moduleId }: TestSpecification): number {
  const at = LONGEST.findIndex((end) => moduleId.endsWith(`/tests/${end}`));
  return at < 0 ? LONGEST.length : at;
}

export class LongestFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const sorted = await super.sort(files);
    return sorted.sort((one, other) => place(one) - place(other));
  }
}
