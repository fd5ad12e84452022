/**
 * Marks that stand for many results: a bar, a cell, a row. What is read out names up to a dozen of them, and is put together only when
 * somebody lands there. Also what pictures of a fleet share: one layout a width, and numbers of cores in words.
 */
import { counted, grouped, percent } from './number-format.ts';
import type { Layout, Mark } from './picture.ts';

export interface FleetMark extends Mark {
  /** What it stands for: "6.7–7.3 effective cores". */
  readonly title: string;
  /** Indices of its results. */
  readonly members: readonly number[];
}

/** The most that is named, and the most that can be compared. */
export const MOST_NAMED = 12;

export type NameOf = (row: number) => string;

type Place = Omit<Mark, 'text'>;

export function namesOf(members: readonly number[], nameOf: NameOf): string {
  const named = members.slice(0, MOST_NAMED).map(nameOf).join('; ');
  const more = members.length - MOST_NAMED;
  return more > 0 ? `${named}; and ${grouped(more)} more` : named;
}

/** `total` is what the share is of. */
export function fleetMark(
  place: Place,
  title: string,
  { members, total, nameOf }: { members: readonly number[]; total: number; nameOf: NameOf },
): FleetMark {
  let text: string | undefined;
  return {
    ...place,
    title,
    members,
    get text() {
      const share = members.length < total ? ` (${percent(members.length / total)})` : '';
      text ??= `${title}: ${counted(members.length, 'machine')}${share}: ${namesOf(members, nameOf)}`;
      return text;
    },
  };
}

export function isFleetMark(mark: Mark): mark is FleetMark {
  return 'members' in mark;
}

/** A picture is laid out anew only where its width changed: the pointer asks for it with every move. */
export function oncePerWidth(layout: (width: number) => Layout): (width: number) => Layout {
  let last: { readonly width: number; readonly layout: Layout } | null = null;
  return (width) => {
    if (last?.width !== width) last = { width, layout: layout(width) };
    return last.layout;
  };
}

/** "0.94", "6.9", "128". */
export function coresWord(cores: number): string {
  if (Number.isInteger(cores)) return String(cores);
  return cores >= 99.95 ? cores.toFixed(0) : cores.toFixed(cores < 1.995 ? 2 : 1);
}

export function shareWord(share: number): string {
  return share.toFixed(2);
}
