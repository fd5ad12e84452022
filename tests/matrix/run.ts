/**
 * Every mode in every engine: `npm run matrix [-- --modes a,b] [-- --engines chromium,firefox]`. Does the page's own run in each and prints
 * the table; progress goes to standard error. Exit status 1 where a cell is a fault. About half a minute a cell.
 */
import { parseArgs } from 'node:util';
import { buildSite } from '../../src/cli/site.ts';
import { ENGINES, findEngine, type EngineName } from '../engines/find-engine.ts';
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

async function entry(mode: Mode, engine: EngineName): Promise<Entry> {
  const none = mode.inapplicable?.[engine];
  if (none !== undefined) return { none };
  const found = await findEngine(engine);
  if ('missing' in found) return { none: found.missing };
  return tryMode(engine, mode);
}

const modes = chosen(MODES, ({ id }) => id, values.modes);
const engines = chosen(ENGINES, (name) => name, values.engines);
await buildSite();
const entries = new Map<string, Entry>();
for (const mode of modes) {
  for (const engine of engines) {
    const got = await entry(mode, engine);
    entries.set(`${mode.id} ${engine}`, got);
    process.stderr.write(`${mode.id} in ${engine}${'seconds' in got ? `, ${got.seconds} s` : ''}: ${entryText(got)}\n`);
  }
}
const entryOf = (mode: Mode, engine: EngineName): Entry => entries.get(`${mode.id} ${engine}`) ?? { none: 'not tried' };
console.log(markdown(modes, engines, entryOf));
const isFault = (one: Entry): boolean => 'verdict' in one && one.verdict === 'fault';
process.exitCode = [...entries.values()].some(isFault) ? 1 : 0;
