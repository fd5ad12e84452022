/**
 * The `test` of the journeys: one browser of the project's engine for all of them, started once; the built site on servers of its own; and a
 * visitor with an empty storage for each journey. Three promises are kept in every one: nothing is reported as an error, nothing
 * is asked of another host, and every element that is shown in the end has its code. An engine that is not on this machine is skipped with
 * the reason, or fails where OVERLAP_ENGINES demands it.
 */
import { test as base, expect } from '@playwright/test';
import { serveSite, type Site } from '../../src/cli/site.ts';
import { StaticHost } from '../e2e/static-host.ts';
import { demandedEngines, ENGINE_WORDS, findEngine, type EngineName } from './find-engine.ts';
import { launchEngine, type Engine } from './launch.ts';
import type { Visitor } from './visitor.ts';

export interface EngineOptions {
  /** Set by the project. */
  engineName: EngineName;
}

interface PerWorker {
  /** Null where it is not on this machine. */
  engine: Engine | null;
  site: Site;
}

interface PerJourney {
  /** On a host with the isolation headers. */
  visitor: Visitor;
  /** A host that sends none, and can be unplugged. */
  host: StaticHost;
  /** On that host. */
  guest: Visitor;
}

async function launched(name: EngineName): Promise<Engine | null> {
  const found = await findEngine(name);
  if (!('missing' in found)) {
    const engine = await launchEngine(name);
    console.log(`${ENGINE_WORDS[name]} ${engine.version}`);
    return engine;
  }
  if (demandedEngines()?.includes(name)) throw new Error(`OVERLAP_ENGINES demands ${name}: ${found.missing}`);
  return null;
}

/** Opens nothing yet. What the journey left behind is looked at after it, unless the journey itself has failed. */
async function visit(engine: Engine, home: string, use: (visitor: Visitor) => Promise<void>): Promise<void> {
  const visitor = await engine.visit(home);
  try {
    await use(visitor);
    expect(await visitor.elementsWithoutCode(), 'elements without code').toEqual([]);
    expect(await visitor.errors(), 'errors in the browser’s console').toEqual([]);
    expect(visitor.strangers(), 'requests to other hosts').toEqual([]);
  } finally {
    await visitor.close();
  }
}

export const test = base.extend<PerJourney, EngineOptions & PerWorker>({
  engineName: ['chromium', { option: true, scope: 'worker' }],

  engine: [
    async ({ engineName }, use) => {
      const engine = await launched(engineName);
      await use(engine);
      await engine?.close();
    },
    { scope: 'worker' },
  ],

  site: [
    // eslint would rather see an object here; Playwright reads the argument's text and demands the braces.
    async ({ engineName: _ }, use) => {
      const site = await serveSite({ isolated: true, port: 0, host: '127.0.0.1' });
      await use(site);
      await site.close();
    },
    { scope: 'worker' },
  ],

  visitor: async ({ engine, engineName, site }, use, info) => {
    if (engine) await visit(engine, site.url, use);
    else info.skip(true, `${ENGINE_WORDS[engineName]} is not on this machine`);
  },

  host: async ({ engineName: _ }, use) => {
    const host = await StaticHost.start();
    await use(host);
    await host.close();
  },

  guest: async ({ engine, engineName, host }, use, info) => {
    if (engine) await visit(engine, host.url, use);
    else info.skip(true, `${ENGINE_WORDS[engineName]} is not on this machine`);
  },
});

export { expect };
