/** Links of a thousand machines: how long they are, what they leave out, and that what they carry comes back exactly. */
import { isDeepStrictEqual } from 'node:util';
import { fullPayload, readFullPayload } from '../../../src/results/link/full-link.ts';
import { readSummaryPayload, summaryPayload, thinned } from '../../../src/results/link/summary-link.ts';
import { summaryOf } from '../../../src/results/summary.ts';
import { median } from '../../../src/measure/stats/median.ts';
import { MEASURED, machineDocuments } from '../../results/machines.ts';
import { characters, ms, ranged, type Row } from './row.ts';

const MACHINES = 1_000;
const SEED = 9;
/** Address of a page on a host with a usual name and its view, `https://overlap.example.org/#/result?s=`. */
const BASE = 40;
const SUMMARY_ROOM = 200 - BASE;
const FULL_ROOM = 2_048 - BASE;

/** Time and outcome of each, in turn. */
async function each<Item, Found>(
  items: readonly Item[],
  work: (item: Item) => Found | Promise<Found>,
): Promise<{ times: number[]; found: Found[] }> {
  const times: number[] = [];
  const found: Found[] = [];
  for (const item of items) {
    const start = performance.now();
    found.push(await work(item));
    times.push(performance.now() - start);
  }
  return { times, found };
}

export async function linkRows(): Promise<Row[]> {
  const documents = [MEASURED, ...machineDocuments(MACHINES - 1, SEED)];
  const summaries = documents.map((document) => summaryOf(document));
  const short = await each(summaries, (summary) => summaryPayload(summary, SUMMARY_ROOM));
  const backShort = await each(short.found, (text) => readSummaryPayload(text));
  const exactShort = backShort.found.filter((read, at) => {
    const summary = summaries[at];
    return read.ok && summary && isDeepStrictEqual(read.value, thinned(summary, SUMMARY_ROOM));
  });
  const uncut = summaries.filter((summary) => isDeepStrictEqual(thinned(summary, SUMMARY_ROOM), summary));
  const full = await each(documents, (document) => fullPayload(document, FULL_ROOM));
  const backFull = await each(full.found, ({ payload }) => readFullPayload(payload));
  const exactFull = backFull.found.filter((read, at) => {
    const carried = full.found[at]?.document;
    return read.ok && carried && isDeepStrictEqual(read.value, JSON.parse(JSON.stringify(carried)));
  });
  const lacking = full.found.map(({ document }) => document.omitted ?? []);
  const whole = lacking.filter((parts) => parts.length === 0).length;
  const withSamples = lacking.filter((parts) => !parts.includes('samples')).length;
  return [
    {
      figure: `summary link of ${MACHINES} machines: its whole length`,
      target: '≤ 200 characters',
      measured: ranged(
        short.found.map((text) => text.length + BASE),
        characters,
      ),
    },
    {
      figure: '… comes back exactly; carries the whole summary',
      target: 'all',
      measured: `${exactShort.length} of ${MACHINES}; ${uncut.length} of ${MACHINES}`,
    },
    { figure: '… written; read', target: '–', measured: `${ms(median(short.times))}; ${ms(median(backShort.times))}` },
    {
      figure: `full link of ${MACHINES} machines: its whole length`,
      target: '≤ 2048 characters',
      measured: ranged(
        full.found.map(({ payload }) => payload.length + BASE),
        characters,
      ),
    },
    {
      figure: '… comes back exactly; nothing omitted; samples carried',
      target: 'all',
      measured: `${exactFull.length} of ${MACHINES}; ${whole}; ${withSamples}`,
    },
    { figure: '… written; read', target: '–', measured: `${ms(median(full.times))}; ${ms(median(backFull.times))}` },
  ];
}
