/**
 * Which puzzles were solved on this device, and by how few turns. Kept in the browser's local storage; where that is refused, the page
 * remembers for as long as it is open.
 */

export interface Solved {
  readonly turns: number;
  readonly steps: number;
}

const KEY = 'overlap-scheduler';

function isSolved(value: unknown): value is Solved {
  const { turns, steps } = (value ?? {}) as Partial<Record<keyof Solved, unknown>>;
  return Number.isInteger(turns) && Number.isInteger(steps);
}

/** What lies there that is whole; nothing where storage is refused or holds something else. */
function stored(): Map<string, Solved> {
  try {
    const found: unknown = JSON.parse(localStorage.getItem(KEY) ?? '{}');
    if (typeof found !== 'object' || found === null) return new Map();
    return new Map(Object.entries(found).filter((entry): entry is [string, Solved] => isSolved(entry[1])));
  } catch {
    return new Map();
  }
}

export class Progress {
  readonly #solved = stored();

  of(id: string): Solved | null {
    return this.#solved.get(id) ?? null;
  }

  /** Keeps the better of this and what was kept. */
  note(id: string, now: Solved): void {
    const before = this.#solved.get(id);
    if (before && (before.turns < now.turns || (before.turns === now.turns && before.steps <= now.steps))) return;
    this.#solved.set(id, now);
    try {
      localStorage.setItem(KEY, JSON.stringify(Object.fromEntries(this.#solved)));
    } catch {
      // Refused or full: it is remembered here.
    }
  }
}
