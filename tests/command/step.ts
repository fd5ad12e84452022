/**
 * One step of `npm test`: a script of package.json, carried out with its output in the open or kept until its end. Knows neither
 * which steps there are nor what comes of them (tests/run-all.ts).
 */
import { spawn } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { ROOT } from '../../src/cli/root.ts';
import { NOTHING, type Outcome, type Reading } from './outcome.ts';

export interface Step {
  readonly name: string;
  readonly script: string;
  /** Where the step runs tests: what makes it write its outcome to a file, and how it is read. */
  readonly tests?: { readonly flags: (file: string) => string; readonly read: Reading };
}

export interface Row {
  readonly name: string;
  readonly ms: number;
  readonly outcome: Outcome;
}

export interface Surroundings {
  /** Where steps leave their outcomes. */
  readonly folder: string;
  readonly browser: string;
  /** What the step prints stands on the terminal at once; else all of it when it has ended. */
  readonly open: boolean;
}

const scripts = (JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8')) as { scripts: Record<string, string> })
  .scripts;

/** Throws where package.json has no such script. */
function command(step: Step, file: string): string {
  const script = scripts[step.script];
  if (script === undefined) throw new Error(`package.json has no script "${step.script}"`);
  return step.tests ? `${script} ${step.tests.flags(file)}` : script;
}

/** True where the command ended well. What it prints is kept until then and headed by `title`, or stands in the open without one. */
function run(line: string, env: NodeJS.ProcessEnv, title: string | null): Promise<boolean> {
  return new Promise((resolve, reject) => {
    const child = spawn(line, {
      cwd: ROOT,
      shell: true,
      stdio: title === null ? 'inherit' : ['ignore', 'pipe', 'pipe'],
      env,
    });
    const printed: Buffer[] = [];
    for (const stream of [child.stdout, child.stderr]) stream?.on('data', (part: Buffer) => printed.push(part));
    child.on('error', reject);
    child.on('close', (status) => {
      if (title !== null) console.log(`\n── ${title}\n${Buffer.concat(printed).toString()}`);
      resolve(status === 0);
    });
  });
}

/** A step without tests counts as one check. A step that failed before its first test counts as one failure. */
function outcomeOf(step: Step, file: string, ended: boolean): Outcome {
  if (!step.tests) return { ...NOTHING, passed: ended ? 1 : 0, failed: ended ? 0 : 1 };
  try {
    const outcome = step.tests.read(file);
    return ended ? outcome : { ...outcome, failed: Math.max(1, outcome.failed) };
  } catch {
    return { ...NOTHING, failed: 1 };
  }
}

export async function perform(step: Step, { folder, browser, open }: Surroundings): Promise<Row> {
  const file = join(folder, `${step.name.replace(/\W+/g, '-')}.json`);
  const env = { ...process.env, OVERLAP_BROWSER: browser, PLAYWRIGHT_JSON_OUTPUT_FILE: file };
  const from = Date.now();
  const ended = await run(command(step, file), env, open ? null : step.name);
  return { name: step.name, ms: Date.now() - from, outcome: outcomeOf(step, file, ended) };
}
