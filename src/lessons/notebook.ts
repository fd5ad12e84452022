/**
 * What a visitor predicted, found and explained, lesson by lesson: kept on this device in the page's local storage, so that a lesson goes
 * on where it was left. Where storage is refused it lasts as long as the page. Sends nothing, draws nothing.
 */
import { safeParse } from 'valibot';
import { wallDate } from '../base/clock.ts';
import type { Finding } from './lesson.ts';
import { entrySchema, notebookSchema } from './notebook-schema.ts';
import type { Prediction } from './prediction.ts';

export interface Entry {
  readonly prediction: Prediction;
  /** With what the run is made, in rounds that ask for it; see setting.ts. */
  readonly setting?: number;
  /** ISO 8601. */
  readonly predictedAt: string;
  readonly finding: Finding | null;
  readonly foundAt: string | null;
  /** Which reason was chosen for what was found. */
  readonly reason: string | null;
}

export type LessonEntries = Readonly<Record<string, Entry>>;

const KEY = 'overlap.notebook';
const FORMAT = 'overlap-notebook/1';

export interface Storing {
  getItem(key: string): string | null;
  setItem(key: string, value: string): void;
}

/** The page's storage; null where even asking for it is refused. */
function pageStorage(): Storing | null {
  try {
    return globalThis.localStorage;
  } catch {
    return null;
  }
}

function readBack(storage: Storing | null): Map<string, LessonEntries> {
  try {
    const { success, output } = safeParse(notebookSchema, JSON.parse(storage?.getItem(KEY) ?? 'null'));
    if (!success) return new Map();
    return new Map(Object.entries(output.lessons).map(([lesson, rounds]) => [lesson, soundEntries(rounds)]));
  } catch {
    return new Map();
  }
}

function soundEntries(rounds: Readonly<Record<string, unknown>>): LessonEntries {
  return Object.fromEntries(
    Object.entries(rounds).flatMap(([round, kept]) => {
      const { success, output } = safeParse(entrySchema, kept);
      return success ? [[round, output satisfies Entry]] : [];
    }),
  );
}

export class Notebook {
  readonly #storage: Storing | null;
  readonly #lessons: Map<string, LessonEntries>;
  readonly #watchers = new Set<() => void>();
  readonly #now: () => string;
  /** False once something could not be kept: it will not be there after a reload. */
  isKept = true;

  constructor(storage: Storing | null = pageStorage(), now: () => string = wallDate) {
    this.#storage = storage;
    this.#lessons = readBack(storage);
    this.#now = now;
  }

  entries(lesson: string): LessonEntries {
    return this.#lessons.get(lesson) ?? {};
  }

  /** A new prediction begins the round anew. */
  predict(lesson: string, round: string, prediction: Prediction, setting?: number): void {
    const set = setting === undefined ? {} : { setting };
    this.#write(lesson, round, {
      prediction,
      ...set,
      predictedAt: this.#now(),
      finding: null,
      foundAt: null,
      reason: null,
    });
  }

  /** What a run found; an explanation chosen before stays chosen only where the finding is told in the same words. */
  find(lesson: string, round: string, finding: Finding): void {
    const entry = this.entries(lesson)[round];
    if (!entry) return;
    const reason = entry.finding?.says === finding.says ? entry.reason : null;
    this.#write(lesson, round, { ...entry, finding, foundAt: this.#now(), reason });
  }

  explain(lesson: string, round: string, reason: string): void {
    const entry = this.entries(lesson)[round];
    if (entry) this.#write(lesson, round, { ...entry, reason });
  }

  /** Forgets these rounds; hands back what was forgotten, for `restore`. */
  forget(lesson: string, rounds: readonly string[]): LessonEntries {
    const before = this.entries(lesson);
    const keep = Object.entries(before).filter(([round]) => !rounds.includes(round));
    this.#lessons.set(lesson, Object.fromEntries(keep));
    this.#keep();
    return before;
  }

  restore(lesson: string, entries: LessonEntries): void {
    this.#lessons.set(lesson, entries);
    this.#keep();
  }

  /** `changed` is called after every change; the answer ends that. */
  watch(changed: () => void): () => void {
    this.#watchers.add(changed);
    return () => this.#watchers.delete(changed);
  }

  #write(lesson: string, round: string, entry: Entry): void {
    this.#lessons.set(lesson, { ...this.entries(lesson), [round]: entry });
    this.#keep();
  }

  #keep(): void {
    try {
      this.#storage?.setItem(KEY, JSON.stringify({ format: FORMAT, lessons: Object.fromEntries(this.#lessons) }));
      this.isKept = this.#storage !== null;
    } catch {
      this.isKept = false;
    }
    for (const changed of this.#watchers) changed();
  }
}

/** The page's own. */
let opened: Notebook | undefined;

export function notebook(): Notebook {
  return (opened ??= new Notebook());
}
