/**
 * The three engines the site is tested in, and where their browsers are on this machine. Starts nothing but `--version`; installs nothing
 * (tests/browser/ensure-engines.ts).
 */
import { execFile } from 'node:child_process';
import { readdir } from 'node:fs/promises';
import { delimiter, join } from 'node:path';
import { promisify } from 'node:util';
import { findBrowser, isExecutable } from '../../src/cli/browser.ts';

const run = promisify(execFile);

export const ENGINES = ['chromium', 'firefox', 'webkit'] as const;
export type EngineName = (typeof ENGINES)[number];

export const ENGINE_WORDS: Readonly<Record<EngineName, string>> = {
  chromium: 'Chromium',
  firefox: 'Firefox',
  webkit: 'WebKitGTK',
};

export interface Programs {
  /** The browser itself. */
  readonly browser: string;
  /** What drives it and the display it needs, where it needs them. */
  readonly driver?: string;
  readonly display?: string;
}

/** The programs, or a clause that says what is missing. */
export type Found = { readonly programs: Programs } | { readonly missing: string };

async function onPath(names: readonly string[]): Promise<string | null> {
  const folders = (process.env['PATH'] ?? '').split(delimiter).filter(Boolean);
  for (const path of names.flatMap((name) => folders.map((folder) => join(folder, name)))) {
    if (await isExecutable(path)) return path;
  }
  return null;
}

async function findChromium(): Promise<Found> {
  const browser = await findBrowser();
  return browser ? { programs: { browser } } : { missing: 'no Chromium' };
}

/** Only a Firefox as it is released: it is driven by WebDriver BiDi, so no patched build is needed. */
async function findFirefox(): Promise<Found> {
  const browser = await onPath(['firefox-esr', 'firefox']);
  return browser ? { programs: { browser } } : { missing: 'no firefox-esr or firefox on the PATH' };
}

/** Distributions keep it out of the PATH: /usr/lib/<triplet>/webkit2gtk-4.1 (Debian), /usr/libexec/webkit2gtk-4.1 (Fedora). */
async function findMiniBrowser(): Promise<string | null> {
  const triplets = (await readdir('/usr/lib').catch(() => [])).filter((name) => name.includes('-linux-'));
  const folders = [...triplets.map((name) => join('/usr/lib', name)), '/usr/libexec', '/usr/lib', '/usr/lib64'];
  for (const kind of ['webkit2gtk-4.1', 'webkitgtk-6.0', 'webkit2gtk-4.0']) {
    for (const path of folders.map((folder) => join(folder, kind, 'MiniBrowser')))
      if (await isExecutable(path)) return path;
  }
  return null;
}

async function findWebKit(): Promise<Found> {
  const browser = await findMiniBrowser();
  const driver = await onPath(['WebKitWebDriver']);
  const display = await onPath(['Xvfb']);
  if (browser && driver && display) return { programs: { browser, driver, display } };
  const missing = [!browser && 'MiniBrowser', !driver && 'WebKitWebDriver', !display && 'Xvfb'].filter(Boolean);
  return { missing: `no ${missing.join(', no ')}` };
}

const FIND: Readonly<Record<EngineName, () => Promise<Found>>> = {
  chromium: findChromium,
  firefox: findFirefox,
  webkit: findWebKit,
};

export async function findEngine(name: EngineName): Promise<Found> {
  return FIND[name]();
}

/** As the browser calls itself, such as "Mozilla Firefox 153.7.0esr"; where it does not say, the engine's name. */
export async function versionOf(name: EngineName, { browser }: Programs): Promise<string> {
  return run(browser, ['--version'], { timeout: 20_000 }).then(
    ({ stdout }) => stdout.trim() || ENGINE_WORDS[name],
    () => `${ENGINE_WORDS[name]} (of unknown version)`,
  );
}

/**
 * The engines that OVERLAP_ENGINES names ("chromium,firefox"), which then have to be there; null where it names none: each that is there.
 * Throws on a name that is not one of the three.
 */
export function demandedEngines(): readonly EngineName[] | null {
  const asked = (process.env['OVERLAP_ENGINES'] ?? '')
    .split(',')
    .map((name) => name.trim())
    .filter(Boolean);
  if (asked.length === 0) return null;
  const unknown = asked.filter((name) => !ENGINES.some((known) => known === name));
  if (unknown.length > 0)
    throw new Error(`OVERLAP_ENGINES: "${unknown.join(', ')}" is not one of ${ENGINES.join(', ')}`);
  return ENGINES.filter((name) => asked.includes(name));
}
