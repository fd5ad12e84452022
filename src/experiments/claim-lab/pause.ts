/** A gate that a visitor may close and open while a run goes on. Nothing under way is interrupted; the next step waits. */
import { Stopped } from '../../pool/errors.ts';

export class Pause {
  #closed: { readonly opened: Promise<void>; open(): void } | null = null;

  get isPaused(): boolean {
    return this.#closed !== null;
  }

  pause(): void {
    if (this.#closed) return;
    let open = (): void => undefined;
    const opened = new Promise<void>((resolve) => {
      open = resolve;
    });
    this.#closed = { opened, open };
  }

  resume(): void {
    this.#closed?.open();
    this.#closed = null;
  }

  /** Resolves at once, or when the gate is opened. Rejects with `Stopped` as soon as the signal says so. */
  async passed(signal: AbortSignal): Promise<void> {
    while (this.#closed && !signal.aborted) {
      const over = new AbortController();
      const stopped = new Promise<void>((resolve) => {
        signal.addEventListener('abort', () => resolve(), { once: true, signal: over.signal });
      });
      await Promise.race([this.#closed.opened, stopped]);
      over.abort();
    }
    if (signal.aborted) throw new Stopped();
  }
}
