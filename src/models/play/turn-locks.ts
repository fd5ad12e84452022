/** Locks and queues where everything is done in turn: what cannot be had at once can never be had, and is refused. */
import { NotHeld } from '../../sync/errors.ts';
import type { Passage, PlayLock, Waiting } from './performing.ts';
import type { PlayStuck } from './play.ts';

export class TurnLock implements PlayLock<never, unknown> {
  #isHeld = false;
  readonly #refusal: () => PlayStuck;

  constructor(refusal: () => PlayStuck) {
    this.#refusal = refusal;
  }

  /** Throws the refusal where it is held. */
  *acquire(): Waiting<never, void, unknown> {
    if (this.#isHeld) throw this.#refusal();
    this.#isHeld = true;
  }

  release(): void {
    if (!this.#isHeld) throw new NotHeld('the lock');
    this.#isHeld = false;
  }
}

export interface QueueRefusals {
  full(value: number): PlayStuck;
  empty(): PlayStuck;
}

export class TurnQueue implements Passage<never, unknown> {
  /** Those taken already included, until all are. */
  #items: number[] = [];
  #taken = 0;
  readonly #room: number;
  readonly #refusals: QueueRefusals;

  constructor(room: number, refusals: QueueRefusals) {
    this.#room = room;
    this.#refusals = refusals;
  }

  /** Throws the refusal where it is full. */
  *put(value: number): Waiting<never, void, unknown> {
    if (this.#items.length - this.#taken >= this.#room) throw this.#refusals.full(value);
    this.#items.push(value);
  }

  /** Throws the refusal where it is empty. */
  *get(): Waiting<never, number, unknown> {
    const value = this.#items[this.#taken];
    if (value === undefined) throw this.#refusals.empty();
    this.#taken += 1;
    if (this.#taken === this.#items.length) {
      this.#items = [];
      this.#taken = 0;
    }
    return value;
  }
}
