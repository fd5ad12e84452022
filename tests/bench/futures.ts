/**
 * Figures of futures on the executor of threads, each turn beside its peers: comlink and workerpool in the same page, piscina and
 * poolifier in this process, CPython's thread pool on the machine. Prints nothing; a row says what was aimed at and what was measured.
 */
import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { Piscina } from 'piscina';
import type { Page } from 'playwright';
import { FixedThreadPool } from 'poolifier';
import { atMost } from '../../src/base/at-most.ts';
import { median } from '../../src/measure/stats/median.ts';
import { quantile } from '../../src/measure/stats/quantile.ts';
import type { Row } from './locks.ts';
import type { FutureFigures } from './page/futures.ts';

const run = promisify(execFile);

const TURNS = 12;
const CALLS = 200_000;
const ROUND_TRIPS = 200;
const PEER_CALLS = 4_000;
/** Of piscina and of poolifier. */
const NODE_CALLS = 8_000;
const PYTHON_CALLS = 20_000;
const ITEMS = 1_000_000;
const CHUNK = 4_096;
const ENDS = 20;
const NODE_BATCH = 500;
const PEERS_END_MS = 5_000;
const PYTHON_LIMIT_MS = 60_000;
const SCRIPT = join(import.meta.dirname, 'cpython-futures.py');

type Arguments<Name extends keyof FutureFigures> = Parameters<FutureFigures[Name]>;
type Result<Name extends keyof FutureFigures> = Awaited<ReturnType<FutureFigures[Name]>>;

function ask<Name extends keyof FutureFigures>(
  page: Page,
  name: Name,
  ...args: Arguments<Name>
): Promise<Result<Name>> {
  const call = ([which, given]: readonly [string, readonly unknown[]]): unknown =>
    (globalThis.futures as unknown as Record<string, (...all: readonly unknown[]) => unknown>)[which]?.(...given);
  return page.evaluate(call, [name, args] as const) as Promise<Result<Name>>;
}

const spread = (values: readonly number[], unit: string, digits = 0): string =>
  values.length === 0
    ? 'absent'
    : `${median(values).toFixed(digits)} ${unit} (${quantile(values, 0.1).toFixed(digits)} – ${quantile(values, 0.9).toFixed(digits)})`;

const thousands = (values: readonly number[]): number[] => values.map((value) => value / 1_000);
const millions = (values: readonly number[]): number[] => values.map((value) => value / 1e6);

/** Fed so many at a time, which favours them. */
async function perSecond(call: () => Promise<unknown>, count: number): Promise<number> {
  const began = performance.now();
  for (let left = count; left > 0; left -= NODE_BATCH) {
    await Promise.all(Array.from({ length: Math.min(left, NODE_BATCH) }, call));
  }
  return (count * 1_000) / (performance.now() - began);
}

/** Version and calls a second; null where there is no python3. */
async function pythonPerSecond(): Promise<{ version: string; rate: number } | null> {
  try {
    const { stdout } = await run('python3', [SCRIPT, String(PYTHON_CALLS)], { timeout: PYTHON_LIMIT_MS });
    const [version = '', rate = ''] = stdout.trim().split(' ');
    return { version, rate: Number(rate) };
  } catch {
    return null;
  }
}

interface Rates {
  readonly empty: number[];
  readonly add: number[];
  readonly map: number[];
  readonly comlink: number[];
  readonly workerpool: number[];
  readonly piscina: number[];
  readonly poolifier: number[];
  readonly python: number[];
}

async function inTurns(page: Page, rates: Rates): Promise<string> {
  const pool = new Piscina({
    filename: join(import.meta.dirname, 'nothing.mjs'),
    minThreads: 2,
    maxThreads: 2,
    maxQueue: Infinity,
  });
  const poolifier = new FixedThreadPool(2, join(import.meta.dirname, 'poolifier-worker.mjs'));
  let version = '';
  // The first turn warms up and is not counted.
  for (let turn = -1; turn < TURNS; turn++) {
    const kept = (list: number[], value: number): void => void (turn >= 0 && list.push(value));
    kept(rates.empty, await ask(page, 'emptyPerSecond', CALLS));
    kept(rates.add, await ask(page, 'addPerSecond', CALLS));
    kept(rates.map, await ask(page, 'mapPerSecond', ITEMS, CHUNK));
    kept(rates.comlink, await ask(page, 'comlinkPerSecond', PEER_CALLS));
    kept(rates.workerpool, await ask(page, 'workerpoolPerSecond', PEER_CALLS));
    kept(rates.piscina, await perSecond(() => pool.run(null), NODE_CALLS));
    kept(rates.poolifier, await perSecond(() => poolifier.execute(), NODE_CALLS));
    const python = await pythonPerSecond();
    if (python) kept(rates.python, python.rate);
    version = python?.version ?? version;
  }
  // After some seconds of work poolifier's end is not announced, though its workers are gone.
  await atMost(Promise.all([pool.destroy(), poolifier.destroy()]), PEERS_END_MS);
  return version;
}

async function repeated(times: number, what: () => Promise<number>): Promise<number[]> {
  const found: number[] = [];
  for (let time = 0; time < times; time++) found.push(await what());
  return found;
}

function withMost(values: readonly number[]): string {
  return `${spread(values, 'ms', 2)}, longest ${Math.max(...values).toFixed(2)} ms of ${values.length}`;
}

/** The page is the bench's, with `globalThis.futures`. */
export async function futureRows(page: Page): Promise<Row[]> {
  const rates: Rates = {
    empty: [],
    add: [],
    map: [],
    comlink: [],
    workerpool: [],
    piscina: [],
    poolifier: [],
    python: [],
  };
  const version = await inTurns(page, rates);
  const peer = (list: readonly number[]): string =>
    list.length > 0 ? `${(median(rates.empty) / median(list)).toFixed(0)}× slower` : '–';
  const rate = (figure: string, target: string, list: readonly number[]): Row => ({
    figure,
    target,
    measured: spread(thousands(list), 'thousand/s', list === rates.empty || list === rates.add ? 0 : 1),
  });
  return [
    rate('empty calls submitted and collected, 2 workers', '≥ 500 thousand/s', rates.empty),
    rate('the same, two numbers given, one returned', '–', rates.add),
    rate('peer: comlink, one worker', peer(rates.comlink), rates.comlink),
    rate('peer: workerpool, 2 workers', peer(rates.workerpool), rates.workerpool),
    rate('peer: piscina, 2 threads (Node)', peer(rates.piscina), rates.piscina),
    rate('peer: poolifier, 2 threads (Node)', peer(rates.poolifier), rates.poolifier),
    rate(`peer: ThreadPoolExecutor of CPython ${version || '(absent)'}`, peer(rates.python), rates.python),
    {
      figure: `map of 10⁶ numbers, chunks of ${CHUNK}`,
      target: '≥ 5 million/s',
      measured: spread(millions(rates.map), 'million/s', 1),
    },
    {
      figure: 'one call and its result, nobody else calling',
      target: '–',
      measured: spread(await ask(page, 'roundTrips', ROUND_TRIPS), 'µs', 1),
    },
    {
      figure: 'stop seen by 2 workers that compute',
      target: '≤ 5 ms',
      measured: withMost(await repeated(ENDS, () => ask(page, 'stopMs'))),
    },
    {
      figure: 'a worker dies in a call: 102 futures told',
      target: '≤ 250 ms',
      measured: withMost(await repeated(ENDS, () => ask(page, 'brokenMs'))),
    },
  ];
}
