/** A greenlet's body as a generator: the form that runs everywhere. */
import { GreenletError } from './errors.ts';
import type { Greenlet } from './greenlet.ts';
import { SUSPENSION, type Resumed, type Strand, type Suspension, type Switching } from './strand.ts';
import { fillIn, transfer } from './transfer.ts';

/** Gets what the first switch brings, and may return anything. */
export type GreenletBody = (value: never) => Switching<unknown>;

export class GeneratorStrand implements Strand {
  readonly #body: GreenletBody;
  #generator: Switching<unknown> | null = null;

  constructor(body: GreenletBody) {
    this.#body = body;
  }

  resume(owner: Greenlet): Resumed {
    let step: IteratorResult<unknown>;
    try {
      step = this.#step();
    } catch (error) {
      owner.end('error', error);
      return 'switched';
    }
    if (step.done) owner.end('value', step.value);
    else if (step.value !== SUSPENSION) this.#refuse(owner, step.value);
    return 'switched';
  }

  #step(): IteratorResult<Suspension, unknown> {
    const { kind, payload } = transfer;
    if (this.#generator === null) {
      this.#generator = this.#body(payload as never);
      return this.#generator.next();
    }
    return kind === 'value' ? this.#generator.next(payload) : this.#generator.throw(payload);
  }

  /** It yielded something of its own: it is told where it did. */
  #refuse(owner: Greenlet, yielded: unknown): void {
    const fault = `a greenlet yielded ${String(yielded)}, which is no switch: write yield* greenlet.switch(), or hub.wait for a future`;
    fillIn(owner, 'error', new GreenletError(fault));
  }
}
