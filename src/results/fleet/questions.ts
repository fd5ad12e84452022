/**
 * Common questions about a fleet and the SQL that answers them in DuckDB, over the files that fleet-csv.ts and fleet-parquet.ts write. Every one is run in the tests by
 * DuckDB itself, on both files, and compared with the same numbers counted here. Runs nothing.
 */
import { FLEET_COLUMNS, type FleetColumn } from './fleet-rows.ts';

/** Under these names the files are saved and asked for. */
export const FLEET_FILES = { csv: 'overlap-fleet.csv.gz', parquet: 'overlap-fleet.parquet' } as const;
export type FleetForm = keyof typeof FLEET_FILES;

export interface Question {
  readonly id: string;
  readonly question: string;
  /** Of the views `fleet`, a row for each result, kernel, model and number of workers, and `machines`, a row for each result. */
  readonly sql: string;
}

const SQL_TYPES: Readonly<Record<FleetColumn['type'], string>> = {
  words: 'VARCHAR',
  id: 'VARCHAR',
  moment: 'TIMESTAMP',
  whole: 'INTEGER',
  number: 'DOUBLE',
};

const TYPES = FLEET_COLUMNS.map(({ name, type }) => `'${name}': '${SQL_TYPES[type]}'`).join(', ');
/** A CSV has no empty text beside nothing, and words in it may be guarded from spreadsheets (fleet-csv.ts). */
const AS_WRITTEN = FLEET_COLUMNS.filter(({ type, nullable }) => type === 'words' && !nullable)
  .map(({ name }) => `coalesce(regexp_replace(${name}, '^''', ''), '') AS ${name}`)
  .join(', ');
const MACHINE_COLUMNS = FLEET_COLUMNS.filter(({ same }) => same === 'result').map(({ name }) => name);

/**
 * The statements that give DuckDB the two views.
 *
 * @param path of the file, from where DuckDB runs.
 */
export function fleetViews(form: FleetForm, path: string = FLEET_FILES[form]): string {
  const file = `'${path.replaceAll("'", "''")}'`;
  const rows =
    form === 'parquet'
      ? `SELECT * FROM ${file}`
      : `SELECT * REPLACE (${AS_WRITTEN})\n  FROM read_csv(${file}, delim = ',', quote = '"', header = true, columns = {${TYPES}})`;
  return [
    `CREATE OR REPLACE VIEW fleet AS\n  ${rows};`,
    `CREATE OR REPLACE VIEW machines AS\n  SELECT DISTINCT ${MACHINE_COLUMNS.join(', ')} FROM fleet;`,
  ].join('\n');
}

export const QUESTIONS: readonly Question[] = [
  {
    id: 'effective-cores',
    question: 'What is a reported core worth, by browser?',
    sql: `SELECT browser, count(*) AS machines,
  median(effective / reported) AS effective_per_reported,
  quantile_cont(effective / reported, 0.1) AS tenth,
  quantile_cont(effective / reported, 0.9) AS nine_tenths
FROM machines
WHERE effective IS NOT NULL AND reported > 0
GROUP BY browser
ORDER BY machines DESC, browser;`,
  },
  {
    id: 'speedup-by-workers',
    question: 'How much sooner do free threads finish, at each number of workers?',
    sql: `SELECT kernel, workers, count(*) AS results,
  median(speedup) AS speedup,
  quantile_cont(speedup, 0.1) AS tenth,
  quantile_cont(speedup, 0.9) AS nine_tenths
FROM fleet
WHERE model = 'free-threads'
GROUP BY kernel, workers
ORDER BY kernel, workers;`,
  },
  {
    id: 'most-lost',
    question: 'Which machines lose most at as many threads as were proven?',
    sql: `SELECT result, name, browser, platform, kernel, proven, speedup, speedup / proven AS efficiency
FROM fleet
WHERE model = 'free-threads' AND workers = proven AND proven > 1
ORDER BY efficiency, result, kernel_number
LIMIT 10;`,
  },
  {
    id: 'efficiency',
    question: 'How is the parallel efficiency distributed, in tenths?',
    sql: `SELECT floor(speedup / workers * 10) / 10 AS efficiency_from, count(*) AS results
FROM fleet
WHERE model = 'free-threads' AND workers = proven AND proven > 1
GROUP BY efficiency_from
ORDER BY efficiency_from;`,
  },
  {
    id: 'mode',
    question: 'Does it matter what the browser allows?',
    sql: `SELECT mode, count(*) AS results, median(best) AS best_speedup, median(best / reported) AS best_per_reported
FROM (
  SELECT result, kernel_number, any_value(mode) AS mode, any_value(reported) AS reported, max(speedup) AS best
  FROM fleet
  WHERE speedup IS NOT NULL AND reported > 0
  GROUP BY result, kernel_number
)
GROUP BY mode
ORDER BY mode;`,
  },
  {
    id: 'threads-or-processes',
    question: 'How many times as fast as processes are free threads, at the same number of workers?',
    sql: `SELECT workers, count(*) AS results, median(threads.speedup / processes.speedup) AS ratio
FROM (SELECT * FROM fleet WHERE model = 'free-threads') AS threads
JOIN (SELECT * FROM fleet WHERE model = 'processes') AS processes USING (result, kernel_number, workers)
WHERE processes.speedup > 0
GROUP BY workers
ORDER BY workers;`,
  },
  {
    id: 'one-too-many',
    question: 'What does one thread more than was proven cost, by platform?',
    sql: `SELECT platform, count(*) AS results, median(more.speedup / enough.speedup) AS ratio
FROM fleet AS enough
JOIN fleet AS more USING (result, kernel_number, model, platform)
WHERE model = 'free-threads' AND enough.workers = enough.proven AND more.workers = enough.proven + 1
  AND enough.speedup > 0
GROUP BY platform
ORDER BY platform;`,
  },
  {
    id: 'reported-or-proven',
    question: 'How often are fewer cores proven than reported?',
    sql: `SELECT platform, browser, count(*) AS machines, count(*) FILTER (WHERE proven < reported) AS fewer_proven
FROM machines
WHERE proven IS NOT NULL AND reported IS NOT NULL
GROUP BY platform, browser
ORDER BY platform, browser;`,
  },
];

/** What to paste into DuckDB: the views and one question. */
export function questionSql({ question, sql }: Question, form: FleetForm): string {
  return `-- ${question}\n${fleetViews(form)}\n${sql}\n`;
}
