/**
 * Finds a Chromium on this machine and says how it is started. Installs nothing: what may be installed for the
 * tests is the business of tests/browser/ensure.ts.
 */
import { execFile } from 'node:child_process';
import { access, constants } from 'node:fs/promises';
import { delimiter, join } from 'node:path';
import { promisify } from 'node:util';

const run = promisify(execFile);

/** Names in the order of preference. */
const NAMES = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable', 'microsoft-edge'];

/** Where the platforms keep what is not on the PATH. */
const PLACES: Partial<Record<NodeJS.Platform, readonly string[]>> = {
  darwin: [
    '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
    '/Applications/Chromium.app/Contents/MacOS/Chromium',
    '/Applications/Microsoft Edge.app/Contents/MacOS/Microsoft Edge',
  ],
  win32: [
    'C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe',
    'C:\\Program Files (x86)\\Microsoft\\Edge\\Application\\msedge.exe',
  ],
};

export const BROWSER_HINT =
  'no Chromium was found: install Chromium or Chrome, run "npx playwright install chromium", or name one in OVERLAP_BROWSER';

export async function isExecutable(path: string): Promise<boolean> {
  return access(path, constants.X_OK).then(
    () => true,
    () => false,
  );
}

/** A file of the right name may be a stub that only asks for an installation, so it has to tell its version. */
async function starts(path: string): Promise<boolean> {
  if (!(await isExecutable(path))) return false;
  if (process.platform === 'win32') return true; // there `--version` opens a window instead
  return run(path, ['--version'], { timeout: 20_000 }).then(
    () => true,
    () => false,
  );
}

async function candidates(): Promise<string[]> {
  const { chromium } = await import('playwright');
  const folders = (process.env['PATH'] ?? '').split(delimiter).filter(Boolean);
  const onPath = NAMES.flatMap((name) => folders.map((folder) => join(folder, name)));
  return [...onPath, ...(PLACES[process.platform] ?? []), chromium.executablePath()];
}

/** The browser named in OVERLAP_BROWSER, else the system's, else Playwright's own; null where there is none. */
export async function findBrowser(): Promise<string | null> {
  const asked = process.env['OVERLAP_BROWSER'];
  if (asked) return asked;
  for (const path of await candidates()) if (await starts(path)) return path;
  return null;
}

/** Flags that keep the browser from talking to the network or using what a server lacks. */
export function launchFlags(): string[] {
  const quiet = [
    '--disable-gpu',
    '--disable-quic',
    '--no-first-run',
    '--disable-background-networking',
    '--disable-component-update',
    '--disable-sync',
  ];
  // Chromium's sandbox refuses to run as root (containers); for everybody else it stays on.
  return process.getuid?.() === 0 ? ['--no-sandbox', ...quiet] : quiet;
}
