/**
 * `npm test`: every check, the cheap ones first, stopping after the first step that fails. The commands are package.json's own scripts, so
 * that each can be run alone. Steps that keep one processor busy and measure nothing run side by side. Ends in the slowest
 * files and tests, a table of times and one line of counts.
 */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ensureBrowser } from './browser/ensure.ts';
import { ensureEngines } from './browser/ensure-engines.ts';
import { readPlaywright, readVitest } from './command/outcome.ts';
import { perform, type Row, type Step } from './command/step.ts';
import { summary } from './command/summary.ts';

const VITEST = {
  flags: (file: string) => `--reporter=default --reporter=json --outputFile.json="${file}"`,
  read: readVitest,
};
const PLAYWRIGHT = { flags: () => '--reporter=list,json', read: readPlaywright };
/** Two tests of the built site at a time, but for those that find the machine busy when anything else runs on it. */
const IN_PAIRS = {
  flags: () => '--reporter=list,json --grep-invert @alone --workers=2 --fully-parallel',
  read: readPlaywright,
};
const ALONE = { flags: () => '--reporter=list,json --grep @alone', read: readPlaywright };

/** One after the other; a list is carried out side by side. */
const STEPS: readonly (Step | readonly Step[])[] = [
  [
    { name: 'format', script: 'format:check' },
    { name: 'types', script: 'types' },
    { name: 'lint, rules', script: 'lint:rules' },
    { name: 'lint, templates', script: 'lint:templates' },
    { name: 'lint, unused', script: 'lint:unused' },
  ],
  { name: 'unit and architecture', script: 'test:unit', tests: VITEST },
  { name: 'browser', script: 'test:browser', tests: VITEST },
  { name: 'build', script: 'build' },
  { name: 'size', script: 'size' },
  { name: 'end to end, in pairs', script: 'test:e2e', tests: IN_PAIRS },
  { name: 'end to end, alone', script: 'test:e2e', tests: ALONE },
];

/** `npm run test:anywhere`: all of that, what takes longer (tests/playwright.config.ts), and the journeys in three engines, for which a change need not wait. */
const IS_WIDE = process.env['OVERLAP_TESTS'] === 'anywhere';
const WIDE_STEPS: readonly Step[] = [{ name: 'three engines', script: 'test:engines', tests: PLAYWRIGHT }];

/** A line an engine, which says where one is left out. */
async function engineWords(): Promise<string> {
  if (!IS_WIDE) return '';
  const engines = await ensureEngines();
  return engines.map(({ words }) => `${words}\n`).join('');
}

async function performAll(together: readonly Step[], folder: string, browser: string): Promise<Row[]> {
  const open = together.length === 1;
  return Promise.all(together.map((step) => perform(step, { folder, browser, open })));
}

async function runSteps(browser: string): Promise<Row[]> {
  const folder = mkdtempSync(join(tmpdir(), 'overlap-tests-'));
  const rows: Row[] = [];
  try {
    const steps = IS_WIDE ? [...STEPS, ...WIDE_STEPS] : STEPS;
    for (const [index, step] of steps.entries()) {
      const together = [step].flat();
      const said = together.map(({ name, script }) => `${name} (npm run ${script})`).join(', ');
      console.log(`\n━━ ${index + 1}/${steps.length} ${said}`);
      const done = await performAll(together, folder, browser);
      rows.push(...done);
      if (done.some(({ outcome }) => outcome.failed > 0)) break;
    }
    return rows;
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

try {
  const browser = await ensureBrowser();
  console.log(`browser for the tests: ${browser}`);
  const engines = await engineWords();
  process.stdout.write(engines);
  const from = Date.now();
  const rows = await runSteps(browser);
  // Once more where it is read: an engine that is left out is never left out silently.
  process.stdout.write(engines);
  console.log(summary(rows, Date.now() - from));
  process.exitCode = rows.every(({ outcome }) => outcome.failed === 0) ? 0 : 1;
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  console.log('\n0 passed, 1 failed');
  process.exitCode = 1;
}
