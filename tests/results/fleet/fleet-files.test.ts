/** The files that a fleet is written to: read back they give what was written, and a spreadsheet computes nothing of it. */
import { csvParseRows } from 'd3-dsv';
import * as fc from 'fast-check';
import { parquetMetadata, parquetReadObjects } from 'hyparquet';
import { describe, expect, it } from 'vitest';
import { fleetCsv, fleetCsvGz, guarded, unguarded } from '../../../src/results/fleet/fleet-csv.ts';
import { fleetNdjson } from '../../../src/results/fleet/fleet-ndjson.ts';
import { fleetParquet } from '../../../src/results/fleet/fleet-parquet.ts';
import { FLEET_COLUMNS, fleetRows } from '../../../src/results/fleet/fleet-rows.ts';
import { readFiles } from '../../../src/results/intake/read-files.ts';
import { summaryOf, type KernelSummary, type Summary } from '../../../src/results/summary.ts';
import { machineDocuments, MEASURED } from '../machines.ts';

const SEED = 916;
const RUNS = 60;
const MEASURED_SUMMARY = summaryOf(MEASURED);

async function readBack(file: Blob): Promise<Summary[]> {
  const { machines, faults } = await readFiles([new File([file], 'overlap-fleet')]);
  expect(faults).toEqual([]);
  return machines.map(({ summary }) => summary);
}

const words = (most: number) =>
  fc.oneof(
    fc.string({ maxLength: most, unit: 'binary' }),
    fc.string({
      maxLength: most,
      unit: fc.constantFrom('=', '+', '-', '@', '\t', '\r', '\n', "'", '"', ',', ';', 'a', '\uFEFF'),
    }),
  );
const anyOf = (value: fc.Arbitrary<number>) => fc.option(value, { nil: null });
const finite = fc.double({ noNaN: true, noDefaultInfinity: true }).map((value) => value || 0);
const interval = (value: fc.Arbitrary<number>) =>
  fc.tuple(value, value, value).map((ends) => {
    const [low = 0, estimate = 0, high = 0] = ends.sort((a, b) => a - b);
    return { estimate, low, high };
  });
const time = fc.double({ min: 0, max: 1e300, noNaN: true }).map((value) => value || 0);
const count = fc.nat(4_096);

const kernel: fc.Arbitrary<KernelSummary> = fc.record({
  kernel: fc.constantFrom('mandelbrot', 'ep'),
  version: count,
  size: time,
  serialMs: interval(time),
  curves: fc
    .uniqueArray(
      fc.record({
        model: fc.constantFrom('event-loop' as const, 'free-threads' as const, 'processes' as const),
        points: fc
          .array(fc.record({ workers: count, speedup: interval(finite) }), { minLength: 1, maxLength: 4 })
          .map((points) => points.sort((a, b) => a.workers - b.workers)),
      }),
      { selector: ({ model }) => model, minLength: 1 },
    )
    .map((curves) => curves.sort((a, b) => (a.model < b.model ? -1 : 1))),
});

const summary: fc.Arbitrary<Summary> = fc.record({
  startedAt: fc
    .date({ min: new Date('2000-01-01T00:00:00Z'), max: new Date('2999-01-01T00:00:00Z'), noInvalidDate: true })
    .map((date) => `${date.toISOString().slice(0, 19)}Z`),
  name: words(40),
  versions: fc.option(fc.record({ page: words(40), protocol: count }), { nil: null }),
  state: fc.constantFrom('complete' as const, 'failed' as const),
  mode: fc.constantFrom('shared' as const, 'messages' as const, 'main-only' as const),
  preset: fc.constantFrom('quick' as const, 'thorough' as const),
  build: fc.constantFrom('simd' as const, null),
  schedule: fc.constantFrom('dynamic' as const, 'guided' as const),
  browser: fc.record({ name: words(120), version: words(120), platform: words(120) }),
  reported: anyOf(count),
  proven: anyOf(count),
  effective: fc.option(interval(finite), { nil: null }),
  noiseFloor: anyOf(time),
  doubts: fc.nat(64),
  kernels: fc.array(kernel, { maxLength: 3 }),
});

/** A busy machine takes its time. */
const PATIENCE_MS = 60_000;

describe('CSV, CSV.gz and NDJSON read back give the same summaries', { timeout: PATIENCE_MS }, () => {
  it(`whatever a summary may hold (${RUNS} fleets, seed ${SEED})`, async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(summary, { minLength: 1, maxLength: 8 }), async (summaries) => {
        expect(await readBack(await fleetCsv(summaries))).toEqual(summaries);
        expect(await readBack(await fleetCsvGz(summaries))).toEqual(summaries);
        expect(await readBack(await fleetNdjson(summaries))).toEqual(summaries);
      }),
      { numRuns: RUNS, seed: SEED },
    );
  });
});

describe('words that a spreadsheet takes for a formula', () => {
  it.each(['=1+1', '+1', '-1', '@SUM(A1)', '\t=1', '\r=1', '\n=1', '＝1', "'=1"])(
    '%j is guarded, and comes back',
    async (name) => {
      expect(guarded(name)).toBe(`'${name}`);
      expect(unguarded(guarded(name))).toBe(name);
      const [, row] = csvParseRows(await (await fleetCsv([{ ...MEASURED_SUMMARY, name }])).text());
      expect(row?.[1]).toBe(`'${name}`);
    },
  );

  it('other words stand as they are', () => {
    expect(guarded('Büro 7')).toBe('Büro 7');
    expect(guarded('')).toBe('');
  });
});

describe('Parquet', { timeout: PATIENCE_MS }, () => {
  it(`holds every row with its type (seed ${SEED})`, async () => {
    const summaries = [
      ...machineDocuments(700, SEED).map(summaryOf),
      { ...MEASURED_SUMMARY, name: '=1+1', kernels: [], versions: null, build: null },
    ];
    const file = await (await fleetParquet(summaries)).arrayBuffer();
    const rows = await parquetReadObjects({ file });
    const written = [...fleetRows(summaries)].map((row) => ({ ...row, started_at: new Date(row.started_at) }));
    expect(rows).toEqual(written);
    // More than one group of rows, so that where they meet is tried too.
    expect(parquetMetadata(file).row_groups.length).toBeGreaterThan(1);
  });
});

it('every column is described, once, and every row has it', () => {
  const names = FLEET_COLUMNS.map(({ name }) => name);
  expect(new Set(names).size).toBe(names.length);
  for (const row of fleetRows([MEASURED_SUMMARY])) expect(Object.keys(row)).toEqual(names);
  for (const { meaning } of FLEET_COLUMNS) expect(meaning).not.toBe('');
});
