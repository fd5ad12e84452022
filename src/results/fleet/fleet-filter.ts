/**
 * What a visitor asks to see of a fleet, and which results that leaves. Pure; knows nothing of controls.
 */
import { CORE_CLASSES, FLEET_MODES, type FleetColumns } from './fleet-columns.ts';

export interface FleetFilter {
  /** A browser's name. */
  readonly browser: string | null;
  readonly mode: (typeof FLEET_MODES)[number] | null;
  /** Index in CORE_CLASSES. */
  readonly coreClass: number | null;
  /** Only results without a doubt. */
  readonly undoubted: boolean;
  /** Each of its words has to be in a name, the browser, the platform or the file's name. */
  readonly text: string;
}

export const EVERYTHING: FleetFilter = { browser: null, mode: null, coreClass: null, undoubted: false, text: '' };

export function isFiltered({ browser, mode, coreClass, undoubted, text }: FleetFilter): boolean {
  return browser !== null || mode !== null || coreClass !== null || undoubted || text.trim() !== '';
}

/** Those of `rows` that the filter leaves, in the same order. */
export function matching(columns: FleetColumns, rows: Int32Array, filter: FleetFilter): Int32Array {
  const browser = filter.browser === null ? null : columns.browser.names.indexOf(filter.browser);
  const mode = filter.mode === null ? null : FLEET_MODES.indexOf(filter.mode);
  const words = filter.text.toLowerCase().split(/\s+/).filter(Boolean);
  return rows.filter(
    (row) =>
      (browser === null || columns.browser.of[row] === browser) &&
      (mode === null || columns.mode[row] === mode) &&
      (filter.coreClass === null || columns.coreClass[row] === filter.coreClass) &&
      (!filter.undoubted || columns.doubts[row] === 0) &&
      words.every((word) => columns.words[row]?.includes(word)),
  );
}

/** A choice of a filter and how many results it would leave. */
export interface Choice<Value> {
  readonly value: Value;
  readonly count: number;
}

function counted<Value>(values: readonly Value[], of: (row: number) => number, rows: Int32Array): Choice<Value>[] {
  const counts = new Map<number, number>();
  for (const row of rows) counts.set(of(row), (counts.get(of(row)) ?? 0) + 1);
  return values.flatMap((value, index) => {
    const count = counts.get(index) ?? 0;
    return count > 0 ? [{ value, count }] : [];
  });
}

export interface FleetChoices {
  /** The most frequent first. */
  readonly browsers: readonly Choice<string>[];
  readonly modes: readonly Choice<(typeof FLEET_MODES)[number]>[];
  readonly coreClasses: readonly Choice<number>[];
}

/** What there is to choose among `rows`. */
export function choicesAmong(columns: FleetColumns, rows: Int32Array): FleetChoices {
  const classes = CORE_CLASSES.map((_, index) => index);
  return {
    browsers: counted(columns.browser.names, (row) => columns.browser.of[row] as number, rows).sort(
      (a, b) => b.count - a.count,
    ),
    modes: counted(FLEET_MODES, (row) => columns.mode[row] as number, rows),
    coreClasses: counted(classes, (row) => columns.coreClass[row] as number, rows),
  };
}
