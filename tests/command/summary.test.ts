/** What `npm test` says at its end: the slowest first, every step's counts, and what failed. */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import { ROOT } from '../../src/cli/root.ts';
import { NOTHING, readPlaywright, readVitest, type Timed } from './outcome.ts';
import type { Row } from './step.ts';
import { slowest, summary } from './summary.ts';

const folder = mkdtempSync(join(tmpdir(), 'overlap-summary-'));
afterAll(() => rmSync(folder, { recursive: true }));

function written(report: unknown): string {
  const file = join(folder, 'report.json');
  writeFileSync(file, JSON.stringify(report));
  return file;
}

const row = (name: string, failed: number, tests: readonly Timed[] = []): Row => ({
  name,
  ms: 2_000,
  outcome: { passed: 3, failed, skipped: 1, tests },
});

describe('the outcome of a step', () => {
  test('of Vitest has its counts, and each test with its file', () => {
    const assertionResults = [{ fullName: 'adds', duration: 12 }, { fullName: 'is skipped' }];
    const testResults = [{ name: join(ROOT, 'tests/a.test.ts'), assertionResults }];
    const counts = { numPassedTests: 1, numFailedTests: 0, numPendingTests: 1, numTodoTests: 0 };
    expect(readVitest(written({ ...counts, testResults }))).toEqual({
      passed: 1,
      failed: 0,
      skipped: 1,
      tests: [
        { file: 'tests/a.test.ts', title: 'adds', ms: 12 },
        { file: 'tests/a.test.ts', title: 'is skipped', ms: 0 },
      ],
    });
  });

  test('of Playwright counts a flaky test as failed, and finds tests at every depth', () => {
    const spec = (title: string, ...durations: number[]) => ({
      title,
      file: 'a.spec.ts',
      tests: [{ results: durations.map((duration) => ({ duration })) }],
    });
    const report = {
      config: { rootDir: join(ROOT, 'tests/e2e') },
      suites: [{ specs: [spec('opens', 5)], suites: [{ specs: [spec('stops', 3, 4)] }] }],
      stats: { expected: 1, unexpected: 0, flaky: 1, skipped: 0 },
    };
    expect(readPlaywright(written(report))).toEqual({
      passed: 1,
      failed: 1,
      skipped: 0,
      tests: [
        { file: 'tests/e2e/a.spec.ts', title: 'opens', ms: 5 },
        { file: 'tests/e2e/a.spec.ts', title: 'stops', ms: 7 },
      ],
    });
  });

  test('that was never written is no outcome', () => {
    expect(() => readVitest(join(folder, 'none.json'))).toThrow();
  });
});

describe('the summary', () => {
  test('names the ten slowest, the slowest first', () => {
    const times = Array.from({ length: 25 }, (_, place) => ({ ms: (place * 7) % 25 }));
    expect(slowest(times).map(({ ms }) => ms)).toEqual([24, 23, 22, 21, 20, 19, 18, 17, 16, 15]);
  });

  test('adds up the tests of a file', () => {
    const tests = [5_000, 2_000].map((ms) => ({ file: 'tests/a.test.ts', title: 'adds', ms }));
    expect(summary([row('unit', 0, tests)], 9_000)).toContain('7.0 s  tests/a.test.ts (2 tests)');
  });

  test('ends in the counts of all steps, and names those at which it stopped', () => {
    const good = summary([row('types', 0), row('unit', 0)], 9_000);
    expect(good).toMatch(/\n6 passed, 0 failed$/);
    expect(good).not.toContain('stopped');
    const bad = summary([row('types', 0), row('unit', 2), row('lint', 1)], 9_000);
    expect(bad).toMatch(/stopped at: unit, lint\n\n9 passed, 3 failed$/);
  });

  test('of a step without tests shows its time and no list', () => {
    expect(summary([{ name: 'types', ms: 1_500, outcome: { ...NOTHING, passed: 1 } }], 1_500)).toMatch(
      /^\n━━ summary\ntypes +1\.5 s {2}1 passed\ntotal +1\.5 s\n/,
    );
  });
});
