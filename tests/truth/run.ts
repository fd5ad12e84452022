/**
 * `npm run truth`: is the measurement right where the right answer is known? The built site, in a browser whose processor
 * time is limited from outside. Prints a Markdown table; exit status 1 where a condition is out of tolerance.
 */
import { writeFile } from 'node:fs/promises';
import { availableParallelism, release } from 'node:os';
import type { SameAgainReport } from '../../src/measure/same-again-report.ts';
import { BROWSER_HINT, findBrowser } from '../../src/cli/browser.ts';
import { buildSite, isStale, serveSite } from '../../src/cli/site.ts';
import { readArguments, type Asked } from './arguments.ts';
import { Closing, Interrupted } from './closing.ts';
import { conduct, type Ground, type Outcome } from './conduct.ts';
import { conditionsOf, SAME_AGAIN } from './conditions.ts';
import { conductSameAgain, rowsOf } from './same-again.ts';
import { failed, remarks, rowOf, table, type Row } from './table.ts';

const say = (line: string): void => {
  process.stderr.write(`${line}\n`);
};

/** Playwright's messages carry a call log after it. */
const firstLine = (error: unknown): string => (error as Error).message.split('\n')[0] ?? String(error);

interface Taken {
  readonly rows: readonly Row[];
  readonly outcomes: Record<string, Outcome>;
  readonly sameAgain: SameAgainReport | null;
}

async function takeAll(ground: Ground, asked: Asked): Promise<Taken> {
  const conditions = conditionsOf(ground.processors, asked.awake);
  const wanted = (name: string): boolean => asked.only.length === 0 || asked.only.includes(name);
  const rows: Row[] = [];
  const outcomes: Record<string, Outcome> = {};
  for (const condition of conditions.filter(({ name }) => wanted(name))) {
    const outcome = await conduct(ground, condition, asked.runs, asked.seed);
    outcomes[condition.name] = outcome;
    rows.push(rowOf(condition, outcome));
  }
  if (!wanted(SAME_AGAIN)) return { rows, outcomes, sameAgain: null };
  say(`${SAME_AGAIN}: a model against itself`);
  try {
    const sameAgain = await conductSameAgain(ground, asked.runs, asked.seed);
    return { rows: [...rows, ...rowsOf(sameAgain)], outcomes, sameAgain };
  } catch (error) {
    if (ground.closing.isOver) throw error;
    // What was measured before is worth its table.
    const row: Row = { condition: 'the same model against itself', faults: [firstLine(error)] };
    return { rows: [...rows, row], outcomes, sameAgain: null };
  }
}

async function whole(asked: Asked, closing: Closing): Promise<boolean> {
  const browser = await findBrowser();
  if (browser === null) throw new Error(BROWSER_HINT);
  if (await isStale()) {
    say('building the site …');
    await buildSite();
  }
  const site = await serveSite({ isolated: true, port: 0, host: '127.0.0.1' });
  closing.add(() => site.close());
  const processors = availableParallelism();
  const ground: Ground = { browser, url: site.url, processors, waitMs: 1000 * asked.wait, closing, say };
  const taken = await takeAll(ground, asked);
  console.log(`${table(taken.rows)}\n\n${remarks(Object.values(taken.outcomes))}`);
  if (asked.out !== null) {
    const machine = { processors, kernel: release() };
    await writeFile(asked.out, `${JSON.stringify({ machine, asked, ...taken }, null, 2)}\n`);
  }
  return !taken.rows.some(failed);
}

async function main(): Promise<number> {
  const names = [...conditionsOf(availableParallelism(), true).map(({ name }) => name), SAME_AGAIN];
  let command;
  try {
    command = readArguments(process.argv.slice(2), names);
  } catch (error) {
    say(firstLine(error));
    return 2;
  }
  if (command.kind === 'say') {
    console.log(command.text);
    return 0;
  }
  if (process.platform !== 'linux') {
    console.log('Skipped: processor time can be limited from outside on Linux only.');
    return 0;
  }
  const closing = new Closing();
  closing.onInterrupt();
  try {
    return (await whole(command.asked, closing)) ? 0 : 1;
  } catch (error) {
    throw closing.isOver ? new Interrupted() : error;
  } finally {
    await closing.all();
  }
}

try {
  process.exitCode = await main();
} catch (error) {
  say(firstLine(error));
  process.exitCode = 1;
}
