/**
 * Starts a browser of any engine, as it is or in a state that is to be tested: with other flags, preferences, environment, or behind a
 * command such as `taskset -c 0`. One engine gives many visitors, each with a storage of its own; WebKit one at a time.
 */
import { chmod, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { findEngine, type EngineName, type Programs } from './find-engine.ts';
import type { Hands } from './hands.ts';
import { launchChromium, launchFirefox } from './playwright-hands.ts';
import { Visitor } from './visitor.ts';
import { launchWebKit } from './webkit-hands.ts';

export interface LaunchOptions {
  /** Arguments of the browser, after those it always gets. */
  readonly flags?: readonly string[];
  /** Preferences of Firefox (about:config). */
  readonly prefs?: Readonly<Record<string, string | number | boolean>>;
  /** Added to the environment; JavaScriptCore takes its options from there (JSC_useWasm=0). An empty text takes a variable away. */
  readonly env?: Readonly<Record<string, string>>;
  /** A command and its arguments, put before the browser's. */
  readonly wrapper?: readonly string[];
}

/** What one way of driving gives to this module: a started browser, and hands in a fresh storage. */
export interface Started {
  readonly version: string;
  hands(): Promise<Hands>;
  close(): Promise<void>;
}

export interface Engine {
  readonly name: EngineName;
  readonly version: string;
  /** @param home address of the site, ending in a slash */
  visit(home: string): Promise<Visitor>;
  close(): Promise<void>;
}

const LAUNCH: Readonly<Record<EngineName, (programs: Programs, options: LaunchOptions) => Promise<Started>>> = {
  chromium: launchChromium,
  firefox: launchFirefox,
  webkit: launchWebKit,
};

const quoted = (word: string): string => `'${word.replaceAll("'", `'\\''`)}'`;

/** A script in place of the browser, since drivers take one path and no command. */
async function behind(wrapper: readonly string[], browser: string): Promise<{ path: string; folder: string }> {
  const folder = await mkdtemp(join(tmpdir(), 'overlap-wrapped-'));
  const path = join(folder, 'browser');
  await writeFile(path, `#!/bin/sh\nexec ${[...wrapper, browser].map(quoted).join(' ')} "$@"\n`);
  await chmod(path, 0o755);
  return { path, folder };
}

/** Throws where the engine is not on this machine, or does not start. */
export async function launchEngine(name: EngineName, options: LaunchOptions = {}): Promise<Engine> {
  const found = await findEngine(name);
  if ('missing' in found) throw new Error(`${name} cannot be started: ${found.missing}`);
  const wrapped = options.wrapper ? await behind(options.wrapper, found.programs.browser) : null;
  const programs = wrapped ? { ...found.programs, browser: wrapped.path } : found.programs;
  const started = await LAUNCH[name](programs, options);
  return {
    name,
    version: started.version,
    visit: async (home) => new Visitor(await started.hands(), home),
    close: async () => {
      await started.close();
      if (wrapped) await rm(wrapped.folder, { recursive: true, force: true });
    },
  };
}
