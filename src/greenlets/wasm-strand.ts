/**
 * A greenlet's body in WebAssembly: the second form, where the browser can suspend a stack (stack-switching.ts). The body calls
 * the module's import `suspend` from however deep a call, and is left there until the operation it names is done. Operations are
 * generators, the same ones that the first form uses, so both forms meet in one hub and switch to each other.
 *
 *   body calls suspend → its operation runs here and switches as often as it likes → done: the body goes on, a microtask later
 *
 * What differs from the first form, and why: the browser goes on with a suspended stack from the microtask queue and never within
 * a call, so a switch costs a turn of that queue and `enter` cannot wait for it (use `enterAsync` or a hub). AssemblyScript catches
 * nothing: an error thrown into the body ends it, whatever it was about to clean up.
 */
import { GreenletError } from './errors.ts';
import { dispatch, type Greenlet } from './greenlet.ts';
import { promising, suspending } from './stack-switching.ts';
import type { Resumed, Strand, Suspension, Switching } from './strand.ts';
import { transfer, type TransferKind } from './transfer.ts';

/** What the body may ask for, by number. Both numbers are the body's; what is returned is what `suspend` gives it. */
export type Operations = (operation: number, operand: number, value: number) => Switching<number>;

/** An export that calls `suspend`. Its last parameter is what the first switch brings, NaN where that is no number. */
export type WasmBody = (...numbers: number[]) => number;

interface Settling {
  readonly resolve: (value: number) => void;
  readonly reject: (error: unknown) => void;
}

/** Whose stack has control: the import is told nothing but numbers. */
let running: WasmStrand | null = null;

function handTo(strand: WasmStrand): void {
  running = strand;
}

export class WasmStrand implements Strand {
  readonly #body: (...numbers: number[]) => Promise<number>;
  readonly #given: readonly number[];
  readonly #operations: Operations;
  #operation: Switching<number> | null = null;
  #settling: Settling | null = null;
  /** Its first stretch came to a switch before the call that began it had returned. */
  #isLeft = false;

  /** Throws `StackSwitchingMissing`. */
  constructor(body: WasmBody, given: readonly number[], operations: Operations) {
    this.#body = promising(body);
    this.#given = given;
    this.#operations = operations;
  }

  resume(owner: Greenlet): Resumed {
    return this.#operation ? this.#goOnWith(this.#operation) : this.#begin(owner);
  }

  /** The import's: runs an operation for the body. A promise, which suspends it, unless nothing had to be waited for. */
  asked(operation: Switching<number>): number | Promise<number> {
    const step = operation.next();
    if (step.done) return step.value;
    this.#operation = operation;
    const settled = new Promise<number>((resolve, reject) => {
      this.#settling = { resolve, reject };
    });
    running = null;
    this.#isLeft = !dispatch();
    return settled;
  }

  operation(number: number, operand: number, value: number): Switching<number> {
    return this.#operations(number, operand, value);
  }

  #begin(owner: Greenlet): Resumed {
    handTo(this);
    const first = typeof transfer.payload === 'number' ? transfer.payload : NaN;
    const end = (kind: TransferKind) => (payload: unknown) => {
      running = null;
      owner.end(kind, payload);
      dispatch();
    };
    this.#body(...this.#given, first).then(end('value'), end('error'));
    return this.#isLeft ? 'switched' : 'elsewhere';
  }

  #goOnWith(operation: Switching<number>): Resumed {
    const { kind, payload } = transfer;
    let step: IteratorResult<Suspension, number>;
    try {
      step = kind === 'value' ? operation.next(payload) : operation.throw(payload);
    } catch (error) {
      return this.#release((settling) => settling.reject(error));
    }
    if (!step.done) return 'switched';
    const { value } = step;
    return this.#release((settling) => settling.resolve(value));
  }

  #release(how: (settling: Settling) => void): Resumed {
    this.#operation = null;
    handTo(this);
    if (this.#settling) how(this.#settling);
    return 'elsewhere';
  }
}

/** The module's import `suspend`: for `instantiate`. Throws `StackSwitchingMissing` when it is called where the browser has none. */
export const suspendImport = suspending((operation: number, operand: number, value: number) => {
  if (!running)
    throw new GreenletError('suspend was called by no greenlet: run the export as the body of a WasmStrand');
  return running.asked(running.operation(operation, operand, value));
});
