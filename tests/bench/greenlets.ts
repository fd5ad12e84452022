/**
 * Figures of greenlets: a switch in both forms and through the hub, the forms in turns; beside them Python's own library, where
 * python3 has it (OVERLAP_PYTHON names another one). Prints nothing.
 */
import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { promisify } from 'node:util';
import type { Page } from 'playwright';
import * as v from 'valibot';
import { median } from '../../src/measure/stats/median.ts';
import { quantile } from '../../src/measure/stats/quantile.ts';
import type { Row } from './locks.ts';

const TURNS = 12;
/** Calls between a body and its switch. */
const DEEP = 10;
const SCRIPT = join(import.meta.dirname, 'greenlet-switch.py');
const LIMIT_MS = 120_000;

const DOCUMENT = v.union([
  v.object({ absent: v.string() }),
  v.object({ version: v.string(), flatNs: v.array(v.number()), deepNs: v.array(v.number()) }),
]);

const spread = (ns: readonly number[]): string =>
  `${median(ns).toFixed(0)} ns (${quantile(ns, 0.1).toFixed(0)} – ${quantile(ns, 0.9).toFixed(0)})`;

async function peer(): Promise<v.InferOutput<typeof DOCUMENT>> {
  try {
    const python = process.env['OVERLAP_PYTHON'] ?? 'python3';
    const { stdout } = await promisify(execFile)(python, [SCRIPT, String(TURNS)], { timeout: LIMIT_MS });
    return v.parse(DOCUMENT, JSON.parse(stdout));
  } catch (error) {
    return { absent: `python3 failed: ${error instanceof Error ? error.message : String(error)}` };
  }
}

/** What is measured in the browser; those of the second form only where it can be had. */
const FIGURES = [
  { figure: 'a switch between generators', form: 'generator', take: () => globalThis.greenlets.generatorSwitch(0) },
  { figure: `the same, ${DEEP} calls deep`, form: 'generator', take: () => globalThis.greenlets.generatorSwitch(10) },
  {
    figure: 'a switch between WebAssembly stacks (JSPI)',
    form: 'wasm',
    take: () => globalThis.greenlets.wasmSwitch(0),
  },
  { figure: `the same, ${DEEP} calls deep`, form: 'wasm', take: () => globalThis.greenlets.wasmSwitch(10) },
  { figure: 'to the hub and back, generator', form: 'generator', take: () => globalThis.greenlets.generatorHub() },
  { figure: 'to the hub and back, WebAssembly', form: 'wasm', take: () => globalThis.greenlets.wasmHub() },
] as const;

async function browserRows(page: Page): Promise<Row[]> {
  const hasWasm = await page.evaluate(() => globalThis.greenlets.hasStackSwitching());
  const taken = FIGURES.filter(({ form }) => form === 'generator' || hasWasm);
  const times = taken.map((): number[] => []);
  for (let turn = 0; turn <= TURNS; turn++) {
    for (const [index, { take }] of taken.entries()) {
      const ns = await page.evaluate(take);
      // The first turn warms up.
      if (turn > 0) times[index]?.push(ns);
    }
  }
  const rows = taken.map(({ figure }, index) => ({ figure, target: '–', measured: spread(times[index] ?? []) }));
  const missing = { figure: 'WebAssembly stacks', target: '–', measured: 'this browser cannot suspend WebAssembly' };
  return hasWasm ? rows : [...rows, missing];
}

/** The page is the bench's, with `globalThis.greenlets`. */
export async function greenletRows(page: Page): Promise<Row[]> {
  const rows = await browserRows(page);
  const python = await peer();
  if ('absent' in python)
    return [...rows, { figure: 'peer: greenlet', target: '–', measured: `absent: ${python.absent}` }];
  return [
    ...rows,
    { figure: `peer: a switch of ${python.version}`, target: '–', measured: spread(python.flatNs) },
    { figure: `peer: the same, ${DEEP} calls deep`, target: '–', measured: spread(python.deepNs) },
  ];
}
