/** Spans of a run on the page's own lane, while it goes on: what the models without workers stamp. */
import type { Clock } from '../base/clock.ts';
import type { Milliseconds } from '../base/units.ts';
import { PAGE_LANE, type Phase, type Span } from './span.ts';

export class PageRecording {
  readonly spans: Span[] = [];
  readonly #clock: Clock;
  readonly #submitted: Milliseconds;
  #left: Milliseconds = 0;

  /** The run is submitted now. */
  constructor(clock: Clock) {
    this.#clock = clock;
    this.#submitted = clock.now();
  }

  /** Since the submission. */
  now(): Milliseconds {
    return this.#clock.now() - this.#submitted;
  }

  /** A span that ends now. */
  ended(task: number, phase: Phase, start: Milliseconds): void {
    this.spans.push({ lane: PAGE_LANE, task, phase, start, end: this.now() });
  }

  /** The loop leaves the thread to the page, for the time in between `yielded`. */
  readonly onYield = (): void => {
    this.#left = this.now();
  };

  readonly onResume = (): void => this.ended(-1, 'yielded', this.#left);
}
