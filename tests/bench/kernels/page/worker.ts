/**
 * The worker in which rivals run in the browser: builds of the module, the C that clang compiled to WebAssembly, plain JavaScript.
 * Says how long each took; compares nothing.
 */
import { expose } from 'comlink';
import { clockFrom } from '../../../../src/base/clock.ts';
import type { Milliseconds } from '../../../../src/base/units.ts';
import { buildRival, clangRival, javascriptRival, type JavaScriptKernel, type Rival } from '../rival.ts';
import type { Work } from '../work.ts';

export type RivalSource =
  | { readonly kind: 'build' | 'clang'; readonly name: string; readonly url: string }
  | { readonly kind: 'javascript'; readonly name: string };

const javascript = import.meta.glob<{ default: JavaScriptKernel }>('../javascript/*.ts');
const clock = clockFrom();
const rivals = new Map<string, Rival>();

async function moduleAt(url: string): Promise<WebAssembly.Module> {
  return WebAssembly.compile(await (await fetch(url)).arrayBuffer());
}

async function rivalOf(source: RivalSource, work: Work, input: Uint8Array): Promise<Rival> {
  if (source.kind === 'build') return buildRival(await moduleAt(source.url), work, input);
  if (source.kind === 'clang') return clangRival(await moduleAt(source.url), work, input);
  const load = javascript[`../javascript/${work.id}.ts`];
  if (!load) throw new Error(`there is no javascript/${work.id}.ts`);
  return javascriptRival((await load()).default, work, input);
}

function called(name: string): Rival {
  const rival = rivals.get(name);
  if (!rival) throw new Error(`no rival "${name}" is loaded`);
  return rival;
}

const lane = {
  /** Every rival in place of those before; those that cannot be loaded are left out and come back with the reason. */
  async load(work: Work, inputUrl: string, sources: readonly RivalSource[]): Promise<Record<string, string>> {
    rivals.clear();
    const refused: Record<string, string> = {};
    const input = new Uint8Array(await (await fetch(inputUrl)).arrayBuffer());
    for (const source of sources) {
      try {
        rivals.set(source.name, await rivalOf(source, work, input));
      } catch (error) {
        refused[source.name] = (error as Error).message;
      }
    }
    return refused;
  },

  /** The whole work as often as asked: the milliseconds of each. */
  time(name: string, repeats: number): Milliseconds[] {
    const rival = called(name);
    return Array.from({ length: repeats }, () => {
      const start = clock.now();
      rival.run();
      return clock.now() - start;
    });
  },

  /** What the rival wrote last, put where the url says. */
  async send(name: string, url: string): Promise<void> {
    // A copy: what stands in shared memory cannot be sent.
    const body = called(name).output().slice();
    await fetch(url, { method: 'PUT', body: body.buffer });
  },
};

export type Lane = typeof lane;
expose(lane);
