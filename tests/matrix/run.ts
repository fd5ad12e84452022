/**
 * Every mode in every engine: `npm run matrix [-- --modes a,b] [-- --engines chromium,firefox]`. Does the page's own run in each and prints
 * the table; progress goes to standard error. Exit status 1 where a cell is a fault. About half a minute a cell.
 */
import { parseArgs } from 'node:util';
import { buildSite } from '../../src/cli/site.ts';
import { ENGINES, findEngine, type EngineName } from '../engines/find-engine.ts';
import { type Engine, launchEngine } from '../engines/launch.ts';
import { MODES, type Mode } from './modes.ts';
import { type Entry, entryText, markdown } from './table.ts';
import { tryMode } from './try-mode.ts';

const { values } = parseArgs({ options: { modes: { type: 'string' }, engines: { type: 'string' } } });

function chosen<Item>(
  all: readonly Item[],
  nameOf: (item: Item) => string,
  asked: string | undefined,
): readonly Item[] {
  if (asked === undefined) return all;
  const names = asked.split(',');
  const unknown = names.filter((name) => !all.some((item) => nameOf(item) === name));
  if (unknown.length > 0) throw new Error(`there is no ${unknown.join(', ')}: choose of ${all.map(nameOf).join(', ')}`);
  return all.filter((item) => names.includes(nameOf(item)));
}

/** Modes that start an engine alike share it; each has a storage of its own. */
const started = new Map<string, Promise<Engine>>();

async function engineFor(name: EngineName, { launch = {} }: Mode): Promise<Engine> {
  const key = `${name} ${JSON.stringify(launch[name] ?? null)}`;
  const known = started.get(key) ?? launchEngine(name, launch[name]);
  started.set(key, known);
  return known;
}

async function entry(mode: Mode, engine: EngineName): Promise<Entry> {
  const none = mode.inapplicable?.[engine];
  if (none !== undefined) return { none };
  const found = await findEngine(engine);
  if ('missing' in found) return { none: found.missing };
  return engineFor(engine, mode)
    .then((one) => tryMode(one, mode))
    .catch((error: unknown) => ({ broken: error instanceof Error ? error.message : String(error) }));
}

const modes = chosen(MODES, ({ id }) => id, values.modes);
const engines = chosen(ENGINES, (name) => name, values.engines);
await buildSite();
const entries = new Map<string, Entry>();
for (const engine of engines) {
  for (const mode of modes) {
    const got = await entry(mode, engine);
    entries.set(`${mode.id} ${engine}`, got);
    process.stderr.write(`${mode.id} in ${engine}${'seconds' in got ? `, ${got.seconds} s` : ''}: ${entryText(got)}\n`);
  }
  for (const one of started.values()) await one.then(({ close }) => close()).catch(() => undefined);
  started.clear();
}
const entryOf = (mode: Mode, engine: EngineName): Entry => entries.get(`${mode.id} ${engine}`) ?? { none: 'not tried' };
console.log(markdown(modes, engines, entryOf));
const isFault = (one: Entry): boolean => 'broken' in one || ('verdict' in one && one.verdict === 'fault');
process.exitCode = [...entries.values()].some(isFault) ? 1 : 0;
