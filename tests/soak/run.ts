/**
 * `npm run soak:site`: the built site in a browser, strained for hundreds of cycles, and what is left of them: workers, locks, memory, nodes,
 * listeners. Interrupted, it tells what there is. Prints a table for each strain; exit status 1 where a worker, a lock or an error was left, 2 for wrong usage. Growth is told, not judged.
 */
import { writeFile } from 'node:fs/promises';
import { createInterface } from 'node:readline';
import { parseArgs } from 'node:util';
import { chromium, firefox, type Browser } from 'playwright';
import { BROWSER_HINT, findBrowser, launchFlags } from '../../src/cli/browser.ts';
import { buildSite, isStale, serveSite } from '../../src/cli/site.ts';
import { soak, type Soaked } from './soak.ts';
import { STRAINS } from './strains/index.ts';
import { table } from './table.ts';

const HELP = `Usage: npm run --silent soak:site -- [options]

  --only a,b      of ${Object.keys(STRAINS).join(', ')}
  --cycles N      of each strain (default: its own number)
  --seed N        of the moments at which something happens (default: 20261130)
  --firefox       Firefox ESR instead of Chromium (FIREFOX is its path; default: where Debian has it)
  --stretch S     wait for a line on standard input before each S seconds of work
  --out FILE      every count, as JSON
  --help          this text
`;

const say = (line: string): void => void process.stderr.write(`${line}\n`);

/** An interruption ends the soak after the cycle it is in; the browser has to live until then. */
const OWN_SIGNALS = { handleSIGINT: false, handleSIGTERM: false, handleSIGHUP: false };

async function launch(isFirefox: boolean): Promise<Browser> {
  if (isFirefox) {
    const executablePath = process.env['FIREFOX'] ?? '/usr/bin/firefox-esr';
    return firefox.launch({ channel: 'moz-firefox', executablePath, ...OWN_SIGNALS });
  }
  const executablePath = await findBrowser();
  if (executablePath === null) throw new Error(BROWSER_HINT);
  const flags = ['--js-flags=--expose-gc', '--enable-blink-features=ForceEagerMeasureMemory'];
  return chromium.launch({ executablePath, args: [...launchFlags(), ...flags], ...OWN_SIGNALS });
}

/** Before the first stretch of work, and when one is over, a line on standard input lets the next begin. */
function turns(stretchMs: number): () => Promise<void> {
  if (stretchMs === Infinity) return async () => undefined;
  const lines = createInterface({ input: process.stdin })[Symbol.asyncIterator]();
  let since = -Infinity;
  return async () => {
    if (Date.now() - since < stretchMs) return;
    say('waiting for a turn');
    await lines.next();
    since = Date.now();
  };
}

async function main(): Promise<number> {
  const interrupted = new AbortController();
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => interrupted.abort());
  const { values } = parseArgs({
    options: {
      only: { type: 'string' },
      cycles: { type: 'string' },
      seed: { type: 'string', default: '20261130' },
      firefox: { type: 'boolean', default: false },
      stretch: { type: 'string' },
      out: { type: 'string' },
      help: { type: 'boolean', default: false },
    },
  });
  if (values.help) {
    process.stdout.write(HELP);
    return 0;
  }
  const names = values.only?.split(',') ?? Object.keys(STRAINS);
  const unknown = names.filter((name) => !(name in STRAINS));
  if (unknown.length > 0) throw new TypeError(`there is no strain called ${unknown.join(', ')}`);
  if (await isStale()) await buildSite();
  const turn = turns(1_000 * Number(values.stretch ?? Infinity));
  const site = await serveSite({ isolated: true, port: 0, host: '127.0.0.1' });
  await turn();
  const browser = await launch(values.firefox);
  const found: Soaked[] = [];
  try {
    for (const name of names) {
      const strain = STRAINS[name];
      if (!strain || interrupted.signal.aborted) continue;
      const context = await browser.newContext({ serviceWorkers: values.firefox ? 'allow' : 'block' });
      const cycles = Number(values.cycles ?? strain.cycles);
      found.push(
        await soak(strain, {
          context,
          url: site.url,
          cycles,
          seed: Number(values.seed),
          turn,
          signal: interrupted.signal,
          say,
        }),
      );
      process.stdout.write(`${table(found.at(-1))}\n`);
      if (values.out !== undefined) await writeFile(values.out, `${JSON.stringify(found)}\n`);
      await context.close();
    }
  } finally {
    await browser.close();
    await site.close();
  }
  return found.some(({ faults }) => faults.length > 0) ? 1 : 0;
}

// A turn that nobody will give any more would keep the process alive.
main().then(
  (status) => process.exit(status),
  (error: unknown) => {
    say(error instanceof Error ? error.message : String(error));
    process.exit(error instanceof TypeError ? 2 : 1);
  },
);
