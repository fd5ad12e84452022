/**
 * Sees to it that the tests have Firefox and WebKitGTK, besides the Chromium of ensure.ts: what is missing is installed from the distribution's
 * packages, as root on Debian and its kin, in one call. An engine that cannot be had is left out, and is said to be; it is an error
 * only where OVERLAP_ENGINES demands it.
 */
import {
  demandedEngines,
  ENGINE_WORDS,
  ENGINES,
  findEngine,
  type EngineName,
  versionOf,
} from '../engines/find-engine.ts';
import { installPackages } from './packages.ts';

const PACKAGES: Readonly<Record<EngineName, readonly string[]>> = {
  chromium: ['chromium'],
  firefox: ['firefox-esr'],
  webkit: ['webkit2gtk-driver', 'xvfb'],
};

export interface EngineState {
  readonly name: EngineName;
  /** Without it the engine's journeys are skipped. */
  readonly isThere: boolean;
  /** What it is, or why it is not there. */
  readonly words: string;
}

async function missingOf(names: readonly EngineName[]): Promise<EngineName[]> {
  const found = await Promise.all(names.map(async (name) => ({ name, found: await findEngine(name) })));
  return found.filter(({ found }) => 'missing' in found).map(({ name }) => name);
}

async function stateOf(name: EngineName): Promise<EngineState> {
  const found = await findEngine(name);
  if ('missing' in found) return { name, isThere: false, words: `${ENGINE_WORDS[name]}: SKIPPED, ${found.missing}` };
  return { name, isThere: true, words: await versionOf(name, found.programs) };
}

/** Where OVERLAP_ENGINES leaves one out, that is what was asked for, and no line is lost on it. Throws where a demanded one cannot be had. */
export async function ensureEngines(): Promise<EngineState[]> {
  const demanded = demandedEngines();
  const wanted = demanded ?? ENGINES;
  const missing = await missingOf(wanted);
  if (missing.length > 0) installPackages(missing.flatMap((name) => PACKAGES[name]));
  const states = await Promise.all(wanted.map(stateOf));
  const lost = states.filter(({ isThere }) => !isThere);
  if (demanded && lost.length > 0) throw new Error(`OVERLAP_ENGINES: ${lost.map(({ words }) => words).join('; ')}`);
  return states;
}
