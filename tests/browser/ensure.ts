/**
 * Sees to it that the tests have a Chromium: the one there is, else Playwright's download, else, as root on Debian
 * and its kin, the distribution's package. Says on standard error what it installs.
 */
import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { BROWSER_HINT, findBrowser, isExecutable } from '../../src/cli/browser.ts';
import { ROOT } from '../../src/cli/root.ts';
import { installPackages } from './packages.ts';

const DOWNLOAD_MS = 5 * 60_000;

function say(line: string): void {
  process.stderr.write(`${line}\n`);
}

/** True where the command ended well. Its output goes to standard error. */
function run(command: string, args: readonly string[], timeout: number): boolean {
  const { status } = spawnSync(command, args, {
    cwd: ROOT,
    stdio: ['ignore', 2, 2],
    timeout,
  });
  return status === 0;
}

function download(): boolean {
  say('no Chromium found: trying Playwright’s download …');
  const cli = join(ROOT, 'node_modules', 'playwright', 'cli.js');
  return run(process.execPath, [cli, 'install', 'chromium', '--no-shell'], DOWNLOAD_MS);
}

function installPackage(): boolean {
  say('Playwright’s download gave no browser that starts: trying the distribution’s package …');
  return installPackages(['chromium']);
}

/** The path of a browser that starts. Throws with one sentence that says what to install. */
export async function ensureBrowser(): Promise<string> {
  const found = await findBrowser();
  if (found !== null) {
    if (await isExecutable(found)) return found;
    throw new Error(`OVERLAP_BROWSER names "${found}", which cannot be executed`);
  }
  for (const install of [download, installPackage]) {
    const installed = install() ? await findBrowser() : null;
    if (installed !== null) return installed;
  }
  throw new Error(BROWSER_HINT);
}
