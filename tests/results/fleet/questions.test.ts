/**
 * Every question about a fleet, answered by DuckDB itself over both files of 300 machines drawn from a seed, beside the same numbers counted from
 * the summaries.
 */
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DuckDBInstance, type DuckDBConnection } from '@duckdb/node-api';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { quantile } from '../../../src/measure/stats/quantile.ts';
import { fleetCsvGz } from '../../../src/results/fleet/fleet-csv.ts';
import { fleetParquet } from '../../../src/results/fleet/fleet-parquet.ts';
import {
  FLEET_FILES,
  fleetViews,
  QUESTIONS,
  questionSql,
  type FleetForm,
} from '../../../src/results/fleet/questions.ts';
import { summaryOf, type Summary } from '../../../src/results/summary.ts';
import { machineDocuments } from '../machines.ts';

const SEED = 912;
const MACHINES = 300;

type Row = readonly (string | number | null)[];

/** Names that a spreadsheet, a CSV or SQL could stumble over. */
const NAMES = ['', '=1+1', "'quoted'", 'a,"b"\nc', '<b>bold</b>', 'Büro 7'];
const summaries: Summary[] = [
  ...machineDocuments(MACHINES, SEED).map((document, place) => ({
    ...summaryOf(document),
    name: NAMES[place % NAMES.length] ?? '',
  })),
];
// One that only counted its cores.
summaries.push({ ...(summaries[0] as Summary), kernels: [] });

interface Point {
  readonly result: number;
  readonly of: Summary;
  readonly kernel: string;
  readonly model: string;
  readonly workers: number;
  readonly speedup: number;
}

const points: Point[] = summaries.flatMap((of, place) =>
  of.kernels.flatMap(({ kernel, curves }) =>
    curves.flatMap(({ model, points: all }) =>
      all.map(({ workers, speedup }) => ({ result: place + 1, of, kernel, model, workers, speedup: speedup.estimate })),
    ),
  ),
);

/** One row a key, ordered by it. */
function grouped<One>(all: readonly One[], key: (one: One) => Row, row: (group: readonly One[]) => Row): Row[] {
  const groups = new Map<string, { key: Row; group: One[] }>();
  for (const one of all) {
    const name = JSON.stringify(key(one));
    const known = groups.get(name) ?? { key: key(one), group: [] };
    known.group.push(one);
    groups.set(name, known);
  }
  return [...groups.values()].map(({ key: first, group }) => [...first, ...row(group)]).sort(byCells);
}

function byCells(a: Row, b: Row): number {
  for (let cell = 0; cell < a.length; cell++) {
    const [one, other] = [a[cell] ?? '', b[cell] ?? ''];
    if (one !== other) return one < other ? -1 : 1;
  }
  return 0;
}

const tenths = (values: readonly number[]): number[] => [0.5, 0.1, 0.9].map((at) => quantile(values, at));
const threads = points.filter(({ model }) => model === 'free-threads');
const atProven = threads.filter(({ of, workers }) => workers === of.proven && workers > 1);
const at = (result: number, model: string, workers: number): number | undefined =>
  points.find((one) => one.result === result && one.model === model && one.workers === workers)?.speedup;

/** The answers, counted without any SQL. */
const ANSWERS: Readonly<Record<string, () => Row[]>> = {
  'effective-cores': () =>
    grouped(
      summaries.flatMap(({ browser, effective, reported }) =>
        effective && reported ? [{ browser: browser.name, each: effective.estimate / reported }] : [],
      ),
      ({ browser }) => [browser],
      (group) => [group.length, ...tenths(group.map(({ each }) => each))],
    ).sort((a, b) => Number(b[1]) - Number(a[1])),
  'speedup-by-workers': () =>
    grouped(
      threads,
      ({ kernel, workers }) => [kernel, workers],
      (group) => [group.length, ...tenths(group.map(({ speedup }) => speedup))],
    ),
  'most-lost': () =>
    [...atProven]
      .sort((a, b) => a.speedup / a.workers - b.speedup / b.workers || a.result - b.result)
      .slice(0, 10)
      .map(({ result, of, kernel, workers, speedup }) => [
        result,
        of.name,
        of.browser.name,
        of.browser.platform,
        kernel,
        workers,
        speedup,
        speedup / workers,
      ]),
  efficiency: () =>
    grouped(
      atProven,
      ({ speedup, workers }) => [Math.floor((speedup / workers) * 10) / 10],
      (group) => [group.length],
    ),
  mode: () =>
    grouped(
      summaries.flatMap(({ mode, reported, kernels }) =>
        kernels.map(({ curves }) => ({
          mode,
          reported: reported ?? NaN,
          best: Math.max(...curves.flatMap((curve) => curve.points.map(({ speedup }) => speedup.estimate))),
        })),
      ),
      ({ mode }) => [mode],
      (group) => [
        group.length,
        quantile(
          group.map(({ best }) => best),
          0.5,
        ),
        quantile(
          group.map(({ best, reported }) => best / reported),
          0.5,
        ),
      ],
    ),
  'threads-or-processes': () =>
    grouped(
      threads.flatMap(({ result, workers, speedup }) => {
        const other = at(result, 'processes', workers);
        return other === undefined ? [] : [{ workers, ratio: speedup / other }];
      }),
      ({ workers }) => [workers],
      (group) => [
        group.length,
        quantile(
          group.map(({ ratio }) => ratio),
          0.5,
        ),
      ],
    ),
  'one-too-many': () =>
    grouped(
      threads
        .filter(({ of, workers }) => workers === of.proven)
        .flatMap(({ result, of, workers, speedup }) => {
          const more = at(result, 'free-threads', workers + 1);
          return more === undefined ? [] : [{ platform: of.browser.platform, ratio: more / speedup }];
        }),
      ({ platform }) => [platform],
      (group) => [
        group.length,
        quantile(
          group.map(({ ratio }) => ratio),
          0.5,
        ),
      ],
    ),
  'reported-or-proven': () =>
    grouped(
      summaries.filter(({ proven, reported }) => proven !== null && reported !== null),
      ({ browser }) => [browser.platform, browser.name],
      (group) => [group.length, group.filter(({ proven, reported }) => Number(proven) < Number(reported)).length],
    ),
};

describe.each(['csv', 'parquet'] as const)(
  `a fleet of ${MACHINES} machines (seed ${SEED}) asked as %s`,
  (form: FleetForm) => {
    let folder: string;
    let connection: DuckDBConnection;

    const rowsOf = async (sql: string): Promise<Row[]> => {
      const answer = await connection.runAndReadAll(sql);
      return answer
        .getRows()
        .map((row) => row.map((cell) => (typeof cell === 'bigint' ? Number(cell) : (cell as string | number | null))));
    };

    beforeAll(async () => {
      folder = await mkdtemp(join(tmpdir(), 'overlap-fleet-'));
      const file = form === 'csv' ? await fleetCsvGz(summaries) : await fleetParquet(summaries);
      const path = join(folder, FLEET_FILES[form]);
      await writeFile(path, Buffer.from(await file.arrayBuffer()));
      const instance = await DuckDBInstance.create(':memory:');
      connection = await instance.connect();
      await connection.run(fleetViews(form, path));
    });
    afterAll(async () => {
      connection.closeSync();
      await rm(folder, { recursive: true });
    });

    it.each(QUESTIONS)('$question', async ({ id, sql }) => {
      const expected = ANSWERS[id]?.() ?? [];
      const answered = await rowsOf(sql);
      expect(expected.length).toBeGreaterThan(0);
      expect(answered).toHaveLength(expected.length);
      for (const [place, row] of expected.entries())
        expect(answered[place]).toEqual(
          row.map((cell) => (typeof cell === 'number' ? (expect.closeTo(cell, 9) as number) : cell)),
        );
    });

    it('has every name as its owner wrote it, and every moment', async () => {
      const rows = await rowsOf('SELECT name, epoch_ms(started_at) FROM machines ORDER BY result');
      expect(rows).toEqual(summaries.map(({ name, startedAt }) => [name, Date.parse(startedAt)]));
    });
  },
);

it('a question can be pasted whole: the views with the name the file is saved under, then the question', () => {
  const [question] = QUESTIONS;
  if (!question) throw new Error('there are no questions');
  expect(questionSql(question, 'csv')).toContain(`read_csv('${FLEET_FILES.csv}'`);
  expect(questionSql(question, 'parquet')).toContain(`FROM '${FLEET_FILES.parquet}'`);
  expect(Object.keys(ANSWERS).sort()).toEqual(QUESTIONS.map(({ id }) => id).sort());
});
