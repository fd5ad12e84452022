/**
 * Figures of the locks and of the GIL, each in turns with its peer: the machine's own mutex, and CPython itself. Prints
 * nothing; a row says what was aimed at and what was measured.
 */
import type { Page } from 'playwright';
import { median } from '../../src/measure/stats/median.ts';
import { quantile } from '../../src/measure/stats/quantile.ts';
import { cpythonGil, type CPythonGil } from './cpython-gil.ts';
import { openNativeMutex, type NativeMutex } from './native-mutex.ts';
import type { Locks } from './page/locks.ts';

export interface Row {
  readonly figure: string;
  readonly target: string;
  readonly measured: string;
}

const TURNS = 12;
const CONTENDED_MS = 300;
const ENDS = 20;
const INTERVALS = [1, 5, 20, 50] as const;
const CONVOY_INTERVALS = [5, 20] as const;
const HOLD_MS = 1_500;

type Arguments<Name extends keyof Locks> = Parameters<Locks[Name]>;
type Result<Name extends keyof Locks> = Awaited<ReturnType<Locks[Name]>>;

function ask<Name extends keyof Locks>(page: Page, name: Name, ...args: Arguments<Name>): Promise<Result<Name>> {
  const call = ([which, given]: readonly [string, readonly unknown[]]): unknown =>
    (globalThis.locks as unknown as Record<string, (...all: readonly unknown[]) => unknown>)[which]?.(...given);
  return page.evaluate(call, [name, args] as const) as Promise<Result<Name>>;
}

const spread = (values: readonly number[], unit: string, digits = 1): string =>
  `${median(values).toFixed(digits)} ${unit} (${quantile(values, 0.1).toFixed(digits)} – ${quantile(values, 0.9).toFixed(digits)})`;

const ratios = (ours: readonly number[], theirs: readonly number[]): number[] =>
  ours.map((value, turn) => value / (theirs[turn] ?? NaN));

/** Against `pthread_mutex`, a turn each. */
async function mutexRows(page: Page, native: NativeMutex | null): Promise<Row[]> {
  const alone: number[] = [];
  const nativeAlone: number[] = [];
  const rates: number[] = [];
  const nativeRates: number[] = [];
  const longest: number[] = [];
  const nativeLongest: number[] = [];
  for (let turn = 0; turn < TURNS; turn++) {
    alone.push(await ask(page, 'uncontendedNs', 20));
    nativeAlone.push(...((await native?.uncontendedNs(1)) ?? []));
    const both = await ask(page, 'contended', CONTENDED_MS);
    const nativeBoth = await native?.contended(CONTENDED_MS);
    rates.push(both.perSecond / 1e6);
    longest.push(both.longestMs);
    if (!nativeBoth) continue;
    nativeRates.push(nativeBoth.perSecond / 1e6);
    nativeLongest.push(nativeBoth.longestMs);
  }
  const against = (ours: number[], theirs: number[]): string =>
    theirs.length > 0 ? `; ratio ${spread(ratios(ours, theirs), '×', 2)}` : '; no peer here';
  return [
    {
      figure: 'mutex, lock + unlock, nobody else',
      target: '≤ 0.75× pthread',
      measured: `${spread(alone, 'ns')}${against(alone, nativeAlone)}`,
    },
    {
      figure: 'peer: pthread_mutex',
      target: '–',
      measured: nativeAlone.length > 0 ? spread(nativeAlone, 'ns') : 'absent',
    },
    {
      figure: 'mutex, 2 threads that want it',
      target: '≥ 2× pthread',
      measured: `${spread(rates, 'M/s')}${against(rates, nativeRates)}`,
    },
    {
      figure: 'peer: pthread_mutex, 2 threads',
      target: '–',
      measured: nativeRates.length > 0 ? spread(nativeRates, 'M/s') : 'absent',
    },
    { figure: 'the longest wait in a turn', target: '≤ 5 ms', measured: spread(longest, 'ms') },
    {
      figure: 'peer: the same',
      target: '–',
      measured: nativeLongest.length > 0 ? spread(nativeLongest, 'ms') : 'absent',
    },
  ];
}

async function holdRows(page: Page, python: CPythonGil | null): Promise<Row[]> {
  const rows: Row[] = [];
  for (const interval of INTERVALS) {
    const holds = (await ask(page, 'holds', interval, HOLD_MS)).map((ms) => ms / interval);
    const peer = python?.holdMs.find(({ intervalMs }) => intervalMs === interval);
    const theirs = peer
      ? `; CPython ${(peer.median / interval).toFixed(2)} × (${(peer.low / interval).toFixed(2)} – ${(peer.high / interval).toFixed(2)})`
      : '';
    rows.push({
      figure: `GIL: hold at an interval of ${interval} ms`,
      target: '≤ 1.3 ×',
      measured: `${spread(holds, '×', 2)}${theirs}`,
    });
  }
  return rows;
}

async function convoyRows(page: Page, python: CPythonGil | null): Promise<Row[]> {
  const rows: Row[] = [];
  for (const interval of CONVOY_INTERVALS) {
    const alone = await ask(page, 'exchanges', interval, 0);
    const beside = await ask(page, 'exchanges', interval, 1);
    const added = (median(beside) - median(alone)) / interval;
    const peer = python?.convoy.find(({ intervalMs }) => intervalMs === interval);
    const theirs = peer
      ? `; CPython ${peer.aloneMs.toFixed(2)} → ${peer.besideMs.toFixed(2)} ms, ${peer.intervals.toFixed(2)} intervals`
      : '';
    rows.push({
      figure: `GIL: an answer beside a computing thread, ${interval} ms`,
      target: 'as CPython',
      measured: `${median(alone).toFixed(2)} → ${median(beside).toFixed(2)} ms, ${added.toFixed(2)} intervals${theirs}`,
    });
  }
  return rows;
}

async function workRow(page: Page, python: CPythonGil | null): Promise<Row> {
  const times: Record<number, number[]> = { 1: [], 2: [], 4: [] };
  for (let turn = 0; turn < 5; turn++) {
    for (const [threads, list] of Object.entries(times)) list.push(await ask(page, 'workMs', Number(threads)));
  }
  const times1 = median(times[1] ?? []);
  const of = (threads: number): string => `${threads}: ${(median(times[threads] ?? []) / times1).toFixed(2)}`;
  const theirs = python
    ? `; CPython ${python.threads.map(({ count, times: many }) => `${count}: ${many.toFixed(2)}`).join(', ')}`
    : '';
  return {
    figure: 'GIL: n threads with as much work each, by one',
    target: 'n',
    measured: `${[1, 2, 4].map(of).join(', ')}${theirs}`,
  };
}

async function repeated(times: number, what: () => Promise<number>): Promise<number[]> {
  const found: number[] = [];
  for (let time = 0; time < times; time++) found.push(await what());
  return found;
}

async function endRows(page: Page): Promise<Row[]> {
  const withMost = (values: readonly number[]): string =>
    `${spread(values, 'ms')}, longest ${Math.max(...values).toFixed(1)} ms of ${values.length}`;
  return [
    {
      figure: '8 workers ready',
      target: '≤ 300 ms',
      measured: withMost(await repeated(ENDS, () => ask(page, 'readyMs'))),
    },
    {
      figure: 'stop of 8 workers asleep for the GIL',
      target: '≤ 50 ms',
      measured: withMost(await repeated(ENDS, () => ask(page, 'stopMs'))),
    },
    {
      figure: 'a dead worker’s pool: 100 promises told',
      target: '≤ 250 ms',
      measured: withMost(await repeated(ENDS, () => ask(page, 'toldMs'))),
    },
  ];
}

/** The page is the bench's, with `globalThis.locks`. */
export async function lockRows(page: Page): Promise<Row[]> {
  const native = await openNativeMutex();
  const python = await cpythonGil();
  const gil = 'absent' in python ? null : python;
  try {
    const name = gil ? `CPython ${gil.version}` : `no CPython: ${'absent' in python ? python.absent : ''}`;
    return [
      ...(await mutexRows(page, native)),
      ...(await endRows(page)),
      { figure: 'the GIL’s peer', target: '–', measured: name },
      ...(await holdRows(page, gil)),
      ...(await convoyRows(page, gil)),
      await workRow(page, gil),
    ];
  } finally {
    await native?.close();
  }
}
