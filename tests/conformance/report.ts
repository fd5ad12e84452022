/**
 * `npm run conformance`: runs the tests that carry an id, in Node, in the browser's workers and on the built site, and prints
 * a table: id, behaviour, CPython's own test, result. With how many of how many at its end. Exit status 1 where one fails.
 */
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { findBrowser } from '../../src/cli/browser.ts';
import { ROOT } from '../../src/cli/root.ts';
import { BEHAVIOURS } from './behaviours.ts';

/** What the runners write; only what is read here. */
interface VitestReport {
  readonly testResults: readonly {
    readonly assertionResults: readonly { readonly title: string; readonly status: string }[];
  }[];
}

interface PlaywrightSuite {
  readonly specs?: readonly { readonly title: string; readonly ok: boolean }[];
  readonly suites?: readonly PlaywrightSuite[];
}

interface Result {
  readonly title: string;
  readonly passed: boolean;
}

const PATTERN = '\\b[A-Z]{2}\\d\\d\\b';
const folder = mkdtempSync(join(tmpdir(), 'overlap-conformance-'));

function run(command: string, env: NodeJS.ProcessEnv): void {
  spawnSync(command, { cwd: ROOT, shell: true, stdio: ['ignore', 2, 2], env: { ...process.env, ...env } });
}

function vitestResults(browser: string): Result[] {
  const file = join(folder, 'vitest.json');
  const flags = `--reporter=json --outputFile.json="${file}" -t "${PATTERN}"`;
  run(`npx vitest run --config tests/vitest.config.ts ${flags}`, { OVERLAP_BROWSER: browser });
  const { testResults } = JSON.parse(readFileSync(file, 'utf8')) as VitestReport;
  return testResults
    .flatMap(({ assertionResults }) => assertionResults)
    .filter(({ status }) => status === 'passed' || status === 'failed')
    .map(({ title, status }) => ({ title, passed: status === 'passed' }));
}

function specsOf({ specs = [], suites = [] }: PlaywrightSuite): Result[] {
  return [...specs.map(({ title, ok }) => ({ title, passed: ok })), ...suites.flatMap(specsOf)];
}

function playwrightResults(browser: string): Result[] {
  const file = join(folder, 'playwright.json');
  const env = { OVERLAP_BROWSER: browser, PLAYWRIGHT_JSON_OUTPUT_FILE: file };
  run(`npx playwright test --config tests/playwright.config.ts --reporter=json --grep "${PATTERN}"`, env);
  return specsOf(JSON.parse(readFileSync(file, 'utf8')) as PlaywrightSuite);
}

function resultOf(id: string, results: readonly Result[]): string {
  const { leftOut } = BEHAVIOURS[id] ?? {};
  if (leftOut !== undefined) return `left out: ${leftOut}`;
  const own = results.filter(({ title }) => title.startsWith(id));
  const failed = own.filter(({ passed }) => !passed).length;
  if (own.length === 0) return 'NOT RUN';
  return failed > 0 ? `FAILED in ${failed} of ${own.length} tests` : `passes (${own.length})`;
}

/** True where nothing failed. */
function printTable(results: readonly Result[]): boolean {
  const rows = Object.entries(BEHAVIOURS).map(([id, { says, from }]) => ({
    id,
    says,
    from,
    result: resultOf(id, results),
  }));
  console.log('| id | behaviour | CPython’s test | result (tests) |\n| --- | --- | --- | --- |');
  for (const { id, says, from, result } of rows) console.log(`| ${id} | ${says} | ${from || '–'} | ${result} |`);
  const passing = rows.filter(({ result }) => result.startsWith('passes')).length;
  const left = rows.filter(({ result }) => result.startsWith('left out')).length;
  console.log(`\n${passing} of ${rows.length} pass, ${left} are left out, ${rows.length - passing - left} fail.`);
  return passing + left === rows.length;
}

try {
  const browser = await findBrowser();
  if (browser === null) throw new Error('the tests need a Chromium: run "npm test" once, which sees to it');
  process.exitCode = printTable([...vitestResults(browser), ...playwrightResults(browser)]) ? 0 : 1;
} finally {
  rmSync(folder, { recursive: true, force: true });
}
