/**
 * Walks through a schedule that was played, a step at a time, from its start to its last: which position the host shows. Changes nothing in
 * the schedule. The visitor asks for it, so it runs with reduced motion too: it only exchanges words and numbers.
 */
import type { ReactiveController, ReactiveControllerHost } from 'lit';

/** Long enough to read a step. */
const STEP_MS = 700;

export class ReplayController implements ReactiveController {
  /** Steps of the schedule that are shown; null where the present is. */
  at: number | null = null;
  readonly #host: ReactiveControllerHost;
  readonly #steps: () => number;
  #timer: ReturnType<typeof setTimeout> | undefined;

  /** `steps`: how many there are to show. */
  constructor(host: ReactiveControllerHost, steps: () => number) {
    this.#host = host;
    this.#steps = steps;
    host.addController(this);
  }

  hostDisconnected(): void {
    this.stop();
  }

  /** Begins, where there is something to show, or stops. */
  toggle(): void {
    if (this.at !== null) return this.stop();
    if (this.#steps() === 0) return;
    this.at = 0;
    this.#goOn();
  }

  stop(): void {
    clearTimeout(this.#timer);
    this.at = null;
    this.#host.requestUpdate();
  }

  #goOn(): void {
    this.#host.requestUpdate();
    this.#timer = setTimeout(() => {
      if (this.at === null || this.at >= this.#steps()) return this.stop();
      this.at += 1;
      this.#goOn();
    }, STEP_MS);
  }
}
