/**
 * `npm test`: every check in sequence, the cheap ones first, stopping at the first that fails. The commands are
 * package.json's own scripts, so that each can be run alone. Ends in a table of times and one line of counts.
 */
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ROOT } from '../src/cli/root.ts';
import { ensureBrowser } from './browser/ensure.ts';

interface Counts {
  readonly passed: number;
  readonly failed: number;
  readonly skipped: number;
}

type Read = (file: string) => Counts;

interface Step {
  readonly name: string;
  readonly script: string;
  /** Where the step runs tests: what makes it write its counts to a file, and how they are read. */
  readonly tests?: { readonly flags: (file: string) => string; readonly read: Read };
}

const readVitest: Read = (file) => {
  const found = JSON.parse(readFileSync(file, 'utf8')) as Record<string, number>;
  return {
    passed: found['numPassedTests'] ?? 0,
    failed: found['numFailedTests'] ?? 0,
    skipped: (found['numPendingTests'] ?? 0) + (found['numTodoTests'] ?? 0),
  };
};

/** A flaky test passed only when repeated: it counts as failed. */
const readPlaywright: Read = (file) => {
  const { stats } = JSON.parse(readFileSync(file, 'utf8')) as { stats: Record<string, number> };
  return {
    passed: stats['expected'] ?? 0,
    failed: (stats['unexpected'] ?? 0) + (stats['flaky'] ?? 0),
    skipped: stats['skipped'] ?? 0,
  };
};

const VITEST = {
  flags: (file: string) => `--reporter=default --reporter=json --outputFile.json="${file}"`,
  read: readVitest,
};
const PLAYWRIGHT = { flags: () => '--reporter=list,json', read: readPlaywright };

const STEPS: readonly Step[] = [
  { name: 'format', script: 'format:check' },
  { name: 'types', script: 'types' },
  { name: 'lint', script: 'lint' },
  { name: 'unit and architecture', script: 'test:unit', tests: VITEST },
  { name: 'browser', script: 'test:browser', tests: VITEST },
  { name: 'build', script: 'build' },
  { name: 'size', script: 'size' },
  { name: 'end to end', script: 'test:e2e', tests: PLAYWRIGHT },
];

const scripts = (JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8')) as { scripts: Record<string, string> })
  .scripts;

function command(step: Step, file: string): string {
  const script = scripts[step.script];
  if (script === undefined) throw new Error(`package.json has no script "${step.script}"`);
  return step.tests ? `${script} ${step.tests.flags(file)}` : script;
}

/** A step without tests counts as one check. A step that failed before its first test counts as one failure. */
function perform(step: Step, folder: string, browser: string): Counts {
  const file = join(folder, `${step.script.replace(':', '-')}.json`);
  const env = { ...process.env, OVERLAP_BROWSER: browser, PLAYWRIGHT_JSON_OUTPUT_FILE: file };
  const { status } = spawnSync(command(step, file), { cwd: ROOT, shell: true, stdio: 'inherit', env });
  const own = { passed: status === 0 ? 1 : 0, failed: status === 0 ? 0 : 1, skipped: 0 };
  if (!step.tests) return own;
  try {
    const counts = step.tests.read(file);
    return status === 0 ? counts : { ...counts, failed: Math.max(1, counts.failed) };
  } catch {
    return { ...own, passed: 0, failed: 1 };
  }
}

interface Row {
  readonly name: string;
  readonly ms: number;
  readonly counts: Counts;
}

function runSteps(browser: string): Row[] {
  const folder = mkdtempSync(join(tmpdir(), 'overlap-tests-'));
  const rows: Row[] = [];
  try {
    for (const [index, step] of STEPS.entries()) {
      console.log(`\n━━ ${index + 1}/${STEPS.length} ${step.name}  (npm run ${step.script})`);
      const from = Date.now();
      const counts = perform(step, folder, browser);
      rows.push({ name: step.name, ms: Date.now() - from, counts });
      if (counts.failed > 0) break;
    }
    return rows;
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** True where nothing failed. */
function summarise(rows: readonly Row[]): boolean {
  const sum = (pick: (row: Row) => number) => rows.reduce((total, row) => total + pick(row), 0);
  const line = (name: string, ms: number, note: string) =>
    console.log(`${name.padEnd(24)}${(ms / 1000).toFixed(1).padStart(7)} s  ${note}`);
  console.log('\n━━ summary');
  for (const { name, ms, counts } of rows) {
    const skipped = counts.skipped > 0 ? `, ${counts.skipped} skipped` : '';
    line(name, ms, counts.failed > 0 ? 'FAILED' : `${counts.passed} passed${skipped}`);
  }
  line(
    'total',
    sum((row) => row.ms),
    '',
  );
  const failed = rows.find((row) => row.counts.failed > 0);
  if (failed) console.log(`stopped at: ${failed.name}`);
  const failures = sum((row) => row.counts.failed);
  console.log(`\n${sum((row) => row.counts.passed)} passed, ${failures} failed`);
  return failures === 0;
}

try {
  const browser = await ensureBrowser();
  console.log(`browser for the tests: ${browser}`);
  process.exitCode = summarise(runSteps(browser)) ? 0 : 1;
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  console.log('\n0 passed, 1 failed');
  process.exitCode = 1;
}
