/**
 * `npm run release`: the built site as one archive that any static host can unpack, `overlap-<version>.zip`, with the examples for hosts beside it.
 * The same sources give the same bytes: every entry carries the same moment.
 */
import { readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { zipSync, type Zippable } from 'fflate';
import { version } from '../../package.json';
import { ROOT } from './root.ts';
import { buildSite } from './site.ts';

/** The earliest that the format can say. */
const MOMENT = '1980-01-01T00:00:00';
const DIST = join(ROOT, 'dist');
/** The build's own notes, which no visitor asks for. */
const NOT_SERVED = /^\.vite\//;

async function entries(folder: string, below = ''): Promise<Zippable> {
  const found: Zippable = {};
  for (const entry of (await readdir(join(folder, below), { withFileTypes: true })).sort((a, b) =>
    a.name < b.name ? -1 : 1,
  )) {
    const name = below + entry.name;
    if (entry.isDirectory()) Object.assign(found, await entries(folder, `${name}/`));
    else if (!NOT_SERVED.test(name))
      found[name] = [new Uint8Array(await readFile(join(folder, name))), { mtime: MOMENT, level: 9 }];
  }
  return found;
}

function under(folder: string, files: Zippable): Zippable {
  return Object.fromEntries(Object.entries(files).map(([name, file]) => [`${folder}/${name}`, file]));
}

await buildSite();
const site = under('overlap', await entries(DIST));
const hosts = under('hosts', await entries(join(ROOT, 'src', 'cli', 'hosts')));
const archive = zipSync({ ...site, ...hosts });
const path = join(ROOT, `overlap-${version}.zip`);
await writeFile(path, archive);
console.log(
  `${path}: ${Object.keys(site).length} files, ${(archive.length / 1e6).toFixed(2)} MB. Unpack it, and put the folder overlap on a host.`,
);
