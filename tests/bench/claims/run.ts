/**
 * `npm run bench:claims`: every claim's twin in this machine's CPython, one after the other, beside what the lab found, as a Markdown table.
 * The lab's figures come from `--lab FILE` (`npm run measure -- --claims all --out FILE`), or from a run of its own. Exit status: 0 all
 * twins ran, 1 one failed or printed what its claim has not (each is named), 2 wrong usage.
 */
import { spawn } from 'node:child_process';
import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { idsOf, labDocument, type LabDocument } from './lab-figures.ts';
import { cpythonVersion, runPython } from './python.ts';
import { twinFigures } from './twin-figures.ts';
import { twinsTable, type Compared } from './twins-table.ts';

const ROOT = join(import.meta.dirname, '../../..');
const FOLDER = join(ROOT, 'src/experiments/claims');
/** A twin is meant to take 10 s; one that takes this long hangs. */
const LIMIT_MS = 90_000;

class Usage extends Error {}

function say(line: string): void {
  process.stderr.write(`${line}\n`);
}

async function twins(): Promise<string[]> {
  const files = await readdir(FOLDER);
  return files
    .filter((file) => file.endsWith('.py'))
    .map((file) => file.slice(0, -'.py'.length))
    .sort();
}

interface Asked {
  readonly lab: string | null;
  readonly claims: readonly string[];
}

/** Throws `Usage`. */
async function asked(): Promise<Asked> {
  const all = await twins();
  const options = { lab: { type: 'string' }, claims: { type: 'string' } } as const;
  let values: { readonly lab?: string; readonly claims?: string };
  try {
    ({ values } = parseArgs({ options }));
  } catch (error) {
    throw new Usage(`${(error as Error).message}. Give --lab FILE, --claims a,b, or nothing.`);
  }
  const claims = values.claims?.split(',') ?? all;
  const unknown = claims.find((claim) => !all.includes(claim));
  if (unknown !== undefined) throw new Usage(`no claim "${unknown}" has a twin: choose from ${all.join(', ')}`);
  return { lab: values.lab ?? null, claims };
}

/** Throws `Usage` where the file is not to be had, or no such document. */
async function readLab(file: string): Promise<LabDocument> {
  try {
    return labDocument(await readFile(file, 'utf8'));
  } catch (error) {
    throw new Usage(`--lab does not take "${file}": ${(error as Error).message}`);
  }
}

/** The lab's own run, which says on standard error how far it is. Rejects where it leaves no document. */
async function measuredLab(claims: readonly string[]): Promise<LabDocument> {
  const folder = await mkdtemp(join(tmpdir(), 'overlap-claims-'));
  try {
    const out = join(folder, 'claims.json');
    const args = ['--import', 'tsx', 'src/cli/measure.ts', '--claims', claims.join(','), '--out', out];
    await new Promise<void>((resolve, reject) => {
      const child = spawn(process.execPath, args, { cwd: ROOT, stdio: ['ignore', 'ignore', 'inherit'] });
      child.on('error', reject);
      child.on('close', () => resolve());
    });
    return labDocument(await readFile(out, 'utf8'));
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

/** What was wrong with twins, a line each, is added to `faults`. */
async function compared(claim: string, document: LabDocument, faults: string[]): Promise<Compared> {
  const lab = document.entries.find((entry) => entry.claim === claim);
  say(`${claim}.py …`);
  const { printed, fault } = await runPython([join(FOLDER, `${claim}.py`)], LIMIT_MS);
  if (fault !== null) {
    faults.push(`${claim}.py ${fault}`);
    return { claim, lab, figures: null };
  }
  const found = twinFigures(printed, idsOf(lab));
  faults.push(...found.faults.map((each) => `${claim}.py ${each}`));
  return { claim, lab, figures: found.figures };
}

async function main(): Promise<number> {
  const { lab, claims } = await asked();
  const document = lab === null ? await measuredLab(claims) : await readLab(lab);
  const version = await cpythonVersion();
  const faults: string[] = [];
  const rows: Compared[] = [];
  if (version === null) say('There is no CPython here (no python3, or another Python): its column stays empty.');
  for (const claim of claims) {
    const entry = document.entries.find((each) => each.claim === claim);
    rows.push(version === null ? { claim, lab: entry, figures: null } : await compared(claim, document, faults));
  }
  const { browser, cores } = document;
  console.log(twinsTable(rows, version === null ? 'no CPython here' : `CPython ${version}`));
  console.log(
    `\nThe lab in ${browser.name} ${browser.version}, ${cores.proven ?? 'no'} threads proven to run at once.`,
  );
  faults.forEach(say);
  return faults.length === 0 ? 0 : 1;
}

try {
  process.exitCode = await main();
} catch (error) {
  say((error as Error).message);
  process.exitCode = error instanceof Usage ? 2 : 1;
}
