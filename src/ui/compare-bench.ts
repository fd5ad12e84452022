/**
 * The results on the table of a comparison: taken in once each, named, picked for the curves (twelve at most, each with a letter that it keeps),
 * taken away and brought back. Holds them; reads, compares and draws nothing.
 */
import { LIMITS } from '../results/limits.ts';
import type { ResultRef } from '../results/link/address.ts';
import type { Machine } from '../results/machine.ts';
import type { Summary } from '../results/summary.ts';
import { MOST_TOLD_APART } from '../charts/machine-marks.ts';
import { counted } from '../charts/number-format.ts';
import { Doubles } from './compare-doubles.ts';
import { shownName } from './shown-name.ts';

/** A result and, where it came by one, the reference that brings it again. */
export interface Found {
  readonly machine: Machine;
  readonly ref: ResultRef | null;
}

/** With its place among the curves: a letter and a tone. */
export interface Placed extends Machine {
  readonly place: number;
  readonly ref: ResultRef | null;
}

/** What was taken away, for who wants it back. */
export interface TakenAway {
  readonly entries: readonly Entry[];
  /** What it is called in a sentence. */
  readonly name: string;
}

/** Null: among the many, not among the curves. */
type Entry = Found & { readonly place: number | null };

/** What its owner calls it, or what there is to say: "Chromium on Linux, 8 cores". */
export function nameOf({ name, browser, reported, proven }: Summary): string {
  const shown = shownName(name);
  if (shown !== '') return shown;
  const cores = proven ?? reported;
  return `${browser.name} on ${browser.platform}${cores === null ? '' : `, ${counted(cores, 'core')}`}`;
}

export class CompareBench {
  /** In the order in which they came. */
  #entries: readonly Entry[] = [];
  /** Made anew only when something has changed: others compare them by identity. */
  #placed: readonly Placed[] = [];
  #machines: readonly Machine[] = [];
  readonly #doubles = new Doubles();

  /** Those that are compared as curves, by place. */
  get placed(): readonly Placed[] {
    return this.#placed;
  }

  /** Every one of them, in the order in which they came. */
  get machines(): readonly Machine[] {
    return this.#machines;
  }

  get size(): number {
    return this.#entries.length;
  }

  /** Whether there are more than can be told apart as curves. */
  get isFleet(): boolean {
    return this.size > MOST_TOLD_APART;
  }

  /** Says how many were here already. As long as twelve hold them all, all are curves; of more, those that were curves stay so. */
  add(found: readonly Found[]): number {
    const fresh = found.filter(({ machine }) => this.#doubles.add(machine.summary));
    this.#set([...this.#entries, ...fresh.map((one) => ({ ...one, place: null }))]);
    return found.length - fresh.length;
  }

  /** Draws these and no others, as many as can be told apart; those that were drawn keep their letters. */
  pick(ids: readonly string[]): void {
    const picked = new Set(ids.slice(0, MOST_TOLD_APART));
    const left = this.#entries.map((one) => (picked.has(one.machine.id) ? one : { ...one, place: null }));
    const free = freePlaces(left);
    this.#set(
      left.map((one) =>
        one.place === null && picked.has(one.machine.id) ? { ...one, place: free.shift() ?? null } : one,
      ),
    );
  }

  /** Its own words for it; none, and it is called by what there is to say. */
  rename(id: string, name: string): void {
    const short = name.trim().slice(0, LIMITS.label);
    this.#set(this.#entries.map((one) => (one.machine.id === id ? named(one, short) : one)));
  }

  /** Takes one away, or all. */
  take(id?: string): TakenAway {
    const entries = this.#entries.filter(({ machine }) => id === undefined || machine.id === id);
    for (const { machine } of entries) this.#doubles.remove(machine.summary);
    const taken = new Set(entries);
    this.#set(this.#entries.filter((one) => !taken.has(one)));
    const [first] = entries;
    const name = id !== undefined && first ? nameOf(first.machine.summary) : counted(entries.length, 'result');
    return { entries, name };
  }

  /** With the letters as they were, where these are still free. */
  restore({ entries }: TakenAway): void {
    const fresh = entries.filter(({ machine }) => this.#doubles.add(machine.summary));
    const free = freePlaces(this.#entries);
    const back = fresh.map((one) => (one.place !== null && free.includes(one.place) ? one : { ...one, place: null }));
    this.#set([...this.#entries, ...back]);
  }

  #set(entries: readonly Entry[]): void {
    const free = freePlaces(entries);
    const isRoom = entries.length <= MOST_TOLD_APART;
    this.#entries = isRoom ? entries.map((one) => ({ ...one, place: one.place ?? free.shift() ?? null })) : entries;
    this.#placed = this.#entries
      .flatMap(({ machine, ref, place }) => (place === null ? [] : [{ ...machine, ref, place }]))
      .sort((a, b) => a.place - b.place);
    const machines = this.#entries.map(({ machine }) => machine);
    const isSame = machines.length === this.#machines.length && machines.every((one, at) => one === this.#machines[at]);
    if (!isSame) this.#machines = machines;
  }
}

function freePlaces(entries: readonly Entry[]): number[] {
  const taken = new Set(entries.map(({ place }) => place));
  return Array.from({ length: MOST_TOLD_APART }, (_, place) => place).filter((place) => !taken.has(place));
}

/** A reference would bring back the old name: a named result travels as its summary. */
function named(entry: Entry, name: string): Entry {
  const { machine } = entry;
  if (name === machine.summary.name) return entry;
  const document = machine.document && { ...machine.document, name };
  return { ...entry, ref: null, machine: { ...machine, summary: { ...machine.summary, name }, document } };
}
