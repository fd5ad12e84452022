/**
 * Keeps one run on the device while it goes on, so that a crash loses three seconds of it at most. Writes when progress is told, which is between
 * rounds, and then seldom: the browser writes in another process, on a core that the next round may need. A writing of 6 kB takes 0.1 ms of the
 * page and is done within 1 ms, in the median. Where a coin decided before each of 455 rounds whether there was one, the rounds right after it
 * took 1.000 times as long as the others on the main thread (95 % interval 0.997–1.001) and on two threads (0.99–1.01). Loaded when
 * a run begins.
 */
import { type Clock, clockFrom, wallDate } from '../base/clock.ts';
import type { Milliseconds } from '../base/units.ts';
import type { Keepable, ResultStore } from '../results/store/kept.ts';
import { liveRun } from '../results/store/run-life.ts';
import { StoreFault } from '../results/store/store-fault.ts';
import { openStore } from '../results/store/store.ts';
import { deviceLine, type KeptForm, keptForm, type KeptFormat, type KeptReports } from './kept-forms.ts';
import { noteKept } from './kept-runs.ts';

/** Between two writings of a run that is under way. */
export const EVERY_MS: Milliseconds = 3_000;

/** What a keeper works with; tests put their own here. */
export interface KeepingParts {
  readonly clock: Clock;
  open(): Promise<ResultStore>;
  /** Says why a run is not kept. */
  complain(fault: StoreFault): void;
}

const PARTS: KeepingParts = {
  clock: clockFrom(),
  open: () => openStore(),
  complain(fault) {
    import('./lab-kept-note.ts').then(
      ({ showKeptNote }) => showKeptNote(fault),
      () => undefined,
    );
  },
};

export interface Keeper<Report> {
  /** What is known by now. Writes it, or lets it pass. */
  take(told: { readonly report: Report }): void;
  /** The run is over; resolves when that is written, or cannot be. Never rejects. */
  end(report: Report): Promise<void>;
}

const LETTERS = '0123456789abcdefghijklmnopqrstuvwxyz';

/** "20261130t190840-7k2m9x": by the moment, and unlike that of another tab at the same moment. */
export function keptId(startedAt: string): string {
  const drawn = [...crypto.getRandomValues(new Uint8Array(8))].map((byte) => LETTERS[byte % LETTERS.length]);
  return `${startedAt.slice(0, 19).replaceAll(/[-:]/g, '').toLowerCase()}-${drawn.join('')}`;
}

export async function keepRun<Format extends KeptFormat>(
  format: Format,
  parts: KeepingParts = PARTS,
): Promise<Keeper<KeptReports[Format]>> {
  return new RunKeeper(format, await keptForm(format), parts);
}

class RunKeeper<Format extends KeptFormat> implements Keeper<KeptReports[Format]> {
  readonly #format: Format;
  readonly #form: KeptForm<KeptReports[Format]>;
  readonly #parts: KeepingParts;
  readonly #savedAt = wallDate();
  readonly #id = keptId(this.#savedAt);
  #endLife: (() => void) | null = null;
  #lastAt: Milliseconds = -Infinity;
  #lastSettled: number | null = -1;
  #writing: Promise<void> | null = null;
  #isOver = false;

  constructor(format: Format, form: KeptForm<KeptReports[Format]>, parts: KeepingParts) {
    this.#format = format;
    this.#form = form;
    this.#parts = parts;
  }

  take({ report }: { readonly report: KeptReports[Format] }): void {
    if (this.#isOver || this.#writing) return;
    const now = this.#parts.clock.now();
    if (now - this.#lastAt < EVERY_MS) return;
    const settled = this.#form.settled(report);
    if (settled !== null && settled === this.#lastSettled) return;
    this.#endLife ??= liveRun(this.#id);
    this.#lastAt = now;
    this.#lastSettled = settled;
    this.#writing = this.#write(report, 'running').finally(() => (this.#writing = null));
  }

  async end(report: KeptReports[Format]): Promise<void> {
    if (this.#isOver) return;
    this.#isOver = true;
    await this.#writing;
    await this.#write(report, report.state === 'complete' ? 'whole' : 'partial');
    this.#endLife?.();
  }

  async #write(report: KeptReports[Format], state: Keepable['state']): Promise<void> {
    const [format, id] = [this.#format, this.#id];
    try {
      const document = this.#form.document(report);
      const [answer, device] = [this.#form.answer(report), deviceLine(report)];
      const store = await this.#parts.open();
      await store.advance({ id, savedAt: this.#savedAt, format, state, answer, device, document });
      noteKept({ format, id, state: state === 'running' ? 'keeping' : 'kept', fault: null });
    } catch (error) {
      const fault = error instanceof StoreFault ? error : new StoreFault('failed', String(error).slice(0, 120));
      noteKept({ format, id, state: 'not-kept', fault: fault.message });
      this.#parts.complain(fault);
    }
  }
}
