/** The pictures of a fleet, at 20 and at 3000 machines: marks inside and walkable, nobody lost, tables whole, sentences that say it. */
import { describe, expect, it } from 'vitest';
import { isFleetMark, MOST_NAMED } from '../../src/charts/fleet-marks.ts';
import { efficiencies, fleetColumns } from '../../src/results/fleet/fleet-columns.ts';
import { fleetFindings } from '../../src/results/fleet/fleet-findings.ts';
import { fleetGroups } from '../../src/results/fleet/fleet-groups.ts';
import type { Machine } from '../../src/results/machine.ts';
import { type Counting, fleetFigures } from '../../src/ui/fleet-pictures.ts';
import { walked } from '../../src/ui/mark-walking.ts';
import { fleetMachines } from '../results/fleet-machines.ts';
import { machinesOf, summaryWith } from '../results/summary-fixture.ts';

const SEED = 412;

function figuresOf(machines: readonly Machine[], counting: Counting = 'cores') {
  const columns = fleetColumns(machines);
  const [group] = fleetGroups(machines);
  if (!group) throw new Error('there is no group');
  const findings = fleetFindings(columns, efficiencies(machines, columns.proven, group.kernel), group.rows);
  return fleetFigures({ findings, columns, counting, nameOf: (row) => `machine ${row}` });
}

const fleets: Readonly<Record<string, readonly Machine[]>> = {
  [`20 of seed ${SEED}`]: fleetMachines(20, SEED),
  [`3000 of seed ${SEED}`]: fleetMachines(3000, SEED),
  'thirteen alike': machinesOf(Array.from({ length: 13 }, () => summaryWith())),
  'far apart': machinesOf([1, 4096].map((cores) => summaryWith({ proven: cores, reported: cores, effective: cores }))),
};

const cases = Object.entries(fleets).flatMap(([name, machines]) =>
  (['cores', 'share'] as const).flatMap((counting) =>
    figuresOf(machines, counting).flatMap(({ id, picture }) =>
      picture ? [300, 500].map((width) => ({ name, counting, id, width, picture })) : [],
    ),
  ),
);

it.each(cases)('$id ($counting) of $name, $width', ({ picture, width }) => {
  const { height, marks } = picture.layout(width);
  expect(height).toBeLessThan(700);
  expect(marks.length).toBeGreaterThan(0);
  const outside = marks.filter(
    ({ x, y, ...mark }) => x < -0.5 || x + mark.width > width + 0.5 || y < 0 || y + mark.height > height + 0.5,
  );
  expect(outside.map(({ text }) => text)).toEqual([]);
  expect(marks.filter(({ text }) => /NaN|undefined|Infinity/.test(text))).toEqual([]);
  expect(marks.every(isFleetMark)).toBe(true);
  const { headers, rows } = picture.table;
  expect(rows.length).toBeGreaterThan(0);
  for (const row of rows) expect(row).toHaveLength(headers.length);
  expect(picture.label).not.toMatch(/NaN|undefined|Infinity/);
});

describe('a mark', () => {
  const many = figuresOf(machinesOf(Array.from({ length: 30 }, () => summaryWith())));
  const [mark] = many[0]?.picture?.layout(500).marks ?? [];

  it('tells how many it stands for, names a dozen, and counts the others', () => {
    expect(mark?.text).toMatch(/^2\.8–4 effective cores: 30 machines: machine 0; .*; machine 11; and 18 more$/);
    expect(mark && isFleetMark(mark) ? mark.members : []).toHaveLength(30);
    expect(mark?.text.match(/machine \d/g)).toHaveLength(MOST_NAMED);
  });

  it('is reached by keys from any other of its picture', () => {
    const figures = figuresOf(fleets[`3000 of seed ${SEED}`] ?? []);
    for (const { picture } of figures) {
      const marks = picture?.layout(500).marks ?? [];
      const seen = new Set<number>();
      let row = 0;
      while (row >= 0) {
        let at = row;
        for (let step = 0; step < marks.length; step++) {
          seen.add(at);
          const next = walked(marks, at, 'ArrowRight') ?? at;
          if (next === at) break;
          at = next;
        }
        const home = walked(marks, at, 'Home') ?? at;
        const below = walked(marks, home, 'ArrowDown') ?? home;
        const first = walked(marks, below, 'Home') ?? below;
        row = first === row ? -1 : first;
      }
      expect(seen.size).toBe(marks.length);
    }
  });
});

it('a picture that nobody is in is a sentence that says why', () => {
  const [effective, , efficiency] = figuresOf(machinesOf([summaryWith({ proven: null, effective: null })]));
  expect(effective?.picture).toBeNull();
  expect(effective?.waiting).toBe('Nothing to draw: 1 proves no cores (no shared memory).');
  expect(efficiency?.picture).toBeNull();
});

it('browsers are counted with their medians and the middle eight tenths', () => {
  const machines = machinesOf([2, 3, 4].map((effective) => summaryWith({ effective })));
  const browsers = figuresOf(machines).find(({ id }) => id === 'browsers')?.picture;
  expect(browsers?.table.rows).toEqual([['Chromium', '3', '3', '0.75', '0.55–0.95', '3', '0.80', '0.80–0.80']]);
});
