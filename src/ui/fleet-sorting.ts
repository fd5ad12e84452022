/**
 * The order of the list of machines: by any of its columns, up or down, machines that say nothing always last. Pure.
 */
import type { FleetColumns } from '../results/fleet/fleet-columns.ts';

export const SORT_KEYS = ['name', 'effective', 'efficiency', 'proven', 'reported', 'browser', 'doubts'] as const;
export type SortKey = (typeof SORT_KEYS)[number];

export interface Sorting {
  readonly key: SortKey;
  readonly isDescending: boolean;
}

/** One press on a column: names begin at a, numbers at the largest; a second press turns it round. */
export function sortedBy(now: Sorting, key: SortKey): Sorting {
  if (now.key === key) return { key, isDescending: !now.isDescending };
  return { key, isDescending: key !== 'name' && key !== 'browser' };
}

/** The place of each in the order of its text: numbers sort faster than texts, again and again. */
export function textRanks(texts: readonly string[]): Float64Array {
  const { compare } = new Intl.Collator('en', { numeric: true, sensitivity: 'base' });
  const distinct = [...new Set(texts)].sort(compare);
  const places = new Map(distinct.map((text, place) => [text, place]));
  return Float64Array.from(texts, (text) => places.get(text) ?? 0);
}

export type SortColumns = Readonly<Record<SortKey, Float64Array>>;

export function sortColumns(columns: FleetColumns, efficiency: Float64Array, names: readonly string[]): SortColumns {
  const { reported, proven, effective, browser, doubts } = columns;
  const browsers = textRanks(browser.names);
  let ranks: Float64Array | undefined;
  return {
    // Thousands of names are put in order when somebody asks for it, not before the first picture.
    get name() {
      ranks ??= textRanks(names);
      return ranks;
    },
    browser: Float64Array.from(browser.of, (code) => browsers[code] ?? 0),
    ...{ reported, proven, effective, efficiency },
    doubts: Float64Array.from(doubts),
  };
}

/** Equals keep the order they came in. */
export function inOrder(rows: Int32Array, columns: SortColumns, { key, isDescending }: Sorting): Int32Array {
  const values = columns[key];
  const sign = isDescending ? -1 : 1;
  return rows.toSorted((a, b) => {
    const [one, other] = [values[a] as number, values[b] as number];
    const silent = Number(Number.isNaN(one)) - Number(Number.isNaN(other));
    if (silent !== 0 || Number.isNaN(one)) return silent || a - b;
    return sign * (one - other) || a - b;
  });
}
