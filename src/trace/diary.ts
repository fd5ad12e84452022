/**
 * What one thread did while it ran a task, written down as it goes: phases that are named, and running in between, so that
 * nothing is left open. Knows no lane: whoever puts the diaries of several threads side by side does.
 */
import type { Clock } from '../base/clock.ts';
import type { Milliseconds } from '../base/units.ts';
import type { Phase, Span } from './span.ts';

export type DiaryEntry = Omit<Span, 'lane'>;

export class Diary {
  readonly entries: DiaryEntry[] = [];
  readonly #clock: Pick<Clock, 'now'>;
  readonly #task: number;
  #at: Milliseconds;

  /** The task begins now. */
  constructor(clock: Pick<Clock, 'now'>, task: number) {
    this.#clock = clock;
    this.#task = task;
    this.#at = clock.now();
  }

  /** It ran until `start`, then was in `phase` until `end`, by default now. */
  add(phase: Phase, start: Milliseconds, end: Milliseconds = this.#clock.now()): void {
    this.#put('running', this.#at, start);
    this.#put(phase, start, end);
    this.#at = end;
  }

  /** In `phase` for as long as `work` blocks, also where it throws. */
  during<T>(phase: Phase, work: () => T): T {
    const start = this.#clock.now();
    try {
      return work();
    } finally {
      this.add(phase, start);
    }
  }

  /** The task ends now. */
  close(): Milliseconds {
    const end = this.#clock.now();
    this.#put('running', this.#at, end);
    this.#at = end;
    return end;
  }

  #put(phase: Phase, start: Milliseconds, end: Milliseconds): void {
    const last = this.entries.at(-1);
    if (last?.phase === phase && last.end === start) this.entries.splice(-1, 1, { ...last, end });
    else if (end > start) this.entries.push({ task: this.#task, phase, start, end });
  }
}
