/** What came of a step's tests, read from the files that Vitest and Playwright write: counts, and how long each test took. */
import { readFileSync } from 'node:fs';
import { relative } from 'node:path';
import { ROOT } from '../../src/cli/root.ts';

/** A test, and how long it took, its own preparation included. */
export interface Timed {
  /** From the project's folder. */
  readonly file: string;
  readonly title: string;
  readonly ms: number;
}

export interface Outcome {
  readonly passed: number;
  readonly failed: number;
  readonly skipped: number;
  readonly tests: readonly Timed[];
}

/** Throws where there is no such file. */
export type Reading = (file: string) => Outcome;

export const NOTHING: Outcome = { passed: 0, failed: 0, skipped: 0, tests: [] };

interface VitestReport {
  readonly numPassedTests: number;
  readonly numFailedTests: number;
  readonly numPendingTests: number;
  readonly numTodoTests: number;
  readonly testResults: readonly {
    readonly name: string;
    readonly assertionResults: readonly { readonly fullName: string; readonly duration?: number | null }[];
  }[];
}

export const readVitest: Reading = (file) => {
  const report = JSON.parse(readFileSync(file, 'utf8')) as VitestReport;
  return {
    passed: report.numPassedTests,
    failed: report.numFailedTests,
    skipped: report.numPendingTests + report.numTodoTests,
    tests: report.testResults.flatMap(({ name, assertionResults }) =>
      assertionResults.map(({ fullName, duration }) => ({
        file: relative(ROOT, name),
        title: fullName,
        ms: duration ?? 0,
      })),
    ),
  };
};

interface PlaywrightSuite {
  readonly suites?: readonly PlaywrightSuite[];
  readonly specs: readonly {
    readonly title: string;
    readonly file: string;
    readonly tests: readonly { readonly results: readonly { readonly duration: number }[] }[];
  }[];
}

interface PlaywrightReport {
  readonly config: { readonly rootDir: string };
  readonly suites: readonly PlaywrightSuite[];
  readonly stats: Readonly<Record<'expected' | 'unexpected' | 'flaky' | 'skipped', number>>;
}

function timedIn(suite: PlaywrightSuite, folder: string): Timed[] {
  const own = suite.specs.flatMap(({ title, file, tests }) =>
    tests.map(({ results }) => ({
      file: `${folder}/${file}`,
      title,
      ms: results.reduce((total, { duration }) => total + duration, 0),
    })),
  );
  return [...own, ...(suite.suites ?? []).flatMap((inner) => timedIn(inner, folder))];
}

/** A flaky test passed only when repeated: it counts as failed. */
export const readPlaywright: Reading = (file) => {
  const { config, suites, stats } = JSON.parse(readFileSync(file, 'utf8')) as PlaywrightReport;
  return {
    passed: stats.expected,
    failed: stats.unexpected + stats.flaky,
    skipped: stats.skipped,
    tests: suites.flatMap((suite) => timedIn(suite, relative(ROOT, config.rootDir))),
  };
};
