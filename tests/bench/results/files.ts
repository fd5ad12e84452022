/** A fleet as files, in each form that the page reads: written once, measured by size, dropped onto the page by fleet.ts. */
import { createReadStream, createWriteStream } from 'node:fs';
import { once } from 'node:events';
import { stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { createGzip } from 'node:zlib';
import { prng } from '../../../src/base/prng.ts';
import { fleetCsv, fleetCsvGz } from '../../../src/results/fleet/fleet-csv.ts';
import { fleetNdjson } from '../../../src/results/fleet/fleet-ndjson.ts';
import { fleetParquet } from '../../../src/results/fleet/fleet-parquet.ts';
import { summaryOf, type Summary } from '../../../src/results/summary.ts';
import { machineDocument } from '../../results/machines.ts';
import { megabytes, type Row } from './row.ts';

export const MACHINES = 10_000;
const SEED = 10;

export interface FleetFile {
  /** As in the table. */
  readonly what: string;
  readonly path: string;
  readonly bytes: number;
}

/** One document a line, as `cat results/*.ndjson` gives it; the summaries of all. Documents are not held, they are too many. */
async function writeDocuments(path: string): Promise<Summary[]> {
  const random = prng(SEED);
  const out = createWriteStream(path);
  const summaries: Summary[] = [];
  for (let at = 0; at < MACHINES; at++) {
    const document = { ...machineDocument(random), name: `node-${at}` };
    summaries.push(summaryOf(document));
    if (!out.write(`${JSON.stringify(document)}\n`)) await once(out, 'drain');
  }
  out.end();
  await once(out, 'close');
  return summaries;
}

async function written(what: string, path: string, content?: Blob): Promise<FleetFile> {
  if (content) await writeFile(path, Buffer.from(await content.arrayBuffer()));
  return { what, path, bytes: (await stat(path)).size };
}

/** In `folder`: what is dropped onto the page, and what is only exported. */
export async function fleetFiles(folder: string): Promise<{ read: FleetFile[]; exported: FleetFile[] }> {
  const documents = join(folder, 'documents.ndjson');
  const packed = join(folder, 'documents.ndjson.gz');
  const summaries = await writeDocuments(documents);
  await pipeline(createReadStream(documents), createGzip(), createWriteStream(packed));
  return {
    read: [
      await written('flat NDJSON', join(folder, 'flat.ndjson'), await fleetNdjson(summaries)),
      await written('CSV.gz', join(folder, 'fleet.csv.gz'), await fleetCsvGz(summaries)),
      await written('NDJSON of whole documents', documents),
      await written('the same, gzipped', packed),
    ],
    exported: [
      await written('CSV', join(folder, 'fleet.csv'), await fleetCsv(summaries)),
      await written('Parquet', join(folder, 'fleet.parquet'), await fleetParquet(summaries)),
    ],
  };
}

export function sizeRow({ read, exported }: { read: FleetFile[]; exported: FleetFile[] }): Row {
  const sizes = [...read, ...exported].map(({ what, bytes }) => `${what} ${megabytes(bytes)}`);
  return { figure: `${MACHINES} results as files`, target: '–', measured: sizes.join(', ') };
}
