/** What pictures and sentences of a fleet are counted from: bins that lose nobody, spreads by hand, and reasons for who is not shown. */
import { describe, expect, it } from 'vitest';
import { binned, binOf, cellsOf, coresGrid, edgeAt, sharesGrid } from '../../../src/results/fleet/fleet-bins.ts';
import { efficiencies, fleetColumns } from '../../../src/results/fleet/fleet-columns.ts';
import { fleetFindings } from '../../../src/results/fleet/fleet-findings.ts';
import { fleetGroups } from '../../../src/results/fleet/fleet-groups.ts';
import { spreadOf } from '../../../src/results/fleet/fleet-pictured.ts';
import type { Machine } from '../../../src/results/machine.ts';
import { fleetMachines } from '../fleet-machines.ts';
import { kernelSummary, machinesOf, summaryWith } from '../summary-fixture.ts';

const SEED = 731;

function findingsOf(machines: readonly Machine[]) {
  const columns = fleetColumns(machines);
  const [group] = fleetGroups(machines);
  if (!group) throw new Error('there is no group');
  const found = fleetFindings(columns, efficiencies(machines, columns.proven, group.kernel), group.rows);
  return { columns, group, found };
}

const count = (out: ReadonlyMap<string, number>): number => [...out.values()].reduce((a, b) => a + b, 0);

describe('bins', () => {
  const values = Float64Array.of(1, 1.9, 2, 3.99, 4, 0.0001, 5000);
  const rows = [...values.keys()];

  it('take a value on an edge into the bin above it, and values past the ends into the end bins', () => {
    const grid = { from: 0, step: 1, count: 2, isLog: true };
    expect(binned(values, rows, grid)).toEqual([
      { low: 1, high: 2, rows: [0, 1, 5] },
      { low: 2, high: 4, rows: [2, 3, 4, 6] },
    ]);
  });

  it('put every edge of a grid of shares where it belongs, rounding errors notwithstanding', () => {
    for (const results of [10, 500, 5000]) {
      const grid = sharesGrid(results);
      for (let index = 0; index < grid.count; index++) expect(binOf(grid, edgeAt(grid, index))).toBe(index);
    }
  });

  it('are finer the more results there are, and never more than can be told apart', () => {
    const many = (results: number) => Array.from({ length: results }, () => 4);
    const of = (results: number) => coresGrid(Float64Array.of(1, 64, ...many(results)), [...many(results + 2).keys()]);
    expect([of(20), of(500), of(5000)].map((grid) => grid.count)).toEqual([12, 24, 48]);
    expect(coresGrid(Float64Array.of(1e-9, 4096), [0, 1]).count).toBeLessThan(200);
    expect(coresGrid(new Float64Array(), [])).toEqual({ from: 0, step: 0.5, count: 2, isLog: true });
  });

  it('of a scatter hold everybody once, told by what they report', () => {
    const reported = Float64Array.of(4, 4, 4, 6, 128);
    const effective = Float64Array.of(3.5, 3.51, 1, 5, 90);
    const cells = cellsOf(reported, effective, [0, 1, 2, 3, 4]);
    expect(cells.map((cell) => [cell.least, cell.most, cell.rows])).toEqual([
      [4, 4, [2]],
      [4, 4, [0, 1]],
      [6, 6, [3]],
      [128, 128, [4]],
    ]);
    for (const { low, high, rows: own } of cells)
      for (const row of own)
        expect(effective[row] as number).toSatisfy((value: number) => value >= low && value < high);
  });
});

it('a spread is that of Hyndman and Fan’s type 7', () => {
  const spread = spreadOf(Float64Array.of(4, 1, 3, 2, 99), [0, 1, 2, 3]);
  expect(spread).toMatchObject({
    count: 4,
    least: 1,
    p10: 1.3,
    p25: 1.75,
    median: 2.5,
    p75: 3.25,
    most: 4,
  });
  expect(spread?.p90).toBeCloseTo(3.7);
  expect(spreadOf(Float64Array.of(1), [])).toBeNull();
});

describe('who is not in a picture is counted under the first thing it lacks', () => {
  const { found } = findingsOf(
    machinesOf([
      summaryWith({ reported: 8, proven: 4, effective: 3.6 }),
      summaryWith({ reported: 4, proven: 4, effective: 3.7 }),
      summaryWith({ state: 'stopped', mode: 'messages', proven: null }),
      summaryWith({ mode: 'messages', proven: null, effective: null }),
      summaryWith({ proven: 1, effective: 1, reported: 1, kernels: [kernelSummary({ 1: 1 })] }),
      summaryWith({ reported: null }),
      summaryWith({ effective: null }),
      summaryWith({ kernels: [kernelSummary({ 2: 1.9 })] }),
    ]),
  );

  it('by worth, by report, by efficiency', () => {
    expect(found.effective.rows).toEqual([0, 1, 4, 5, 7]);
    expect([...found.effective.out]).toEqual([
      ['unfinished', 1],
      ['unproven', 1],
      ['no-effective', 1],
    ]);
    expect(found.reported.rows).toEqual([0, 1, 4, 7]);
    expect(found.reported.out.get('unreported')).toBe(1);
    expect(found.efficiency.rows).toEqual([0, 1, 5, 6]);
    expect(found.efficiency.out.get('one-core')).toBe(1);
    expect(found.efficiency.out.get('not-timed')).toBe(1);
  });

  it('who measures less than nine tenths of the reported cores is counted, who measures just them is not', () => {
    expect(found.reported.below).toBe(1);
    const { found: exact } = findingsOf(machinesOf([summaryWith({ reported: 4, effective: 3.6 })]));
    expect(exact.reported.below).toBe(0);
  });
});

it(`in a fleet drawn from a seed (${SEED}) every picture holds every result or says why not`, () => {
  const { found, group, columns } = findingsOf(fleetMachines(1200, SEED));
  const all = group.rows.length;
  for (const picture of [found.effective, found.share, found.reported, found.efficiency]) {
    expect(picture.rows.length + count(picture.out)).toBe(all);
    expect(picture.rows.length).toBeGreaterThan(100);
  }
  const inBins = (bins: readonly { rows: readonly number[] }[]) =>
    bins.flatMap(({ rows }) => rows).sort((a, b) => a - b);
  expect(inBins(found.effective.bins)).toEqual(found.effective.rows);
  expect(inBins(found.reported.cells)).toEqual(found.reported.rows);
  expect(inBins(found.efficiency.classes.flatMap(({ bins }) => bins))).toEqual(found.efficiency.rows);
  expect(found.browsers.reduce((sum, { rows }) => sum + rows.length, 0)).toBe(all);
  const messages = [...group.rows].filter((row) => columns.mode[row] === 1);
  expect(messages.length).toBeGreaterThan(20);
  expect(messages.some((row) => found.effective.rows.includes(row))).toBe(false);
});
