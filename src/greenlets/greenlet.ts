/**
 * Greenlets: control is handed over by name, with a value, and comes back when somebody hands it back. No scheduler, no
 * queue: who switches decides who runs. Semantics of Python's `greenlet` library, of both `switch` and `throw`; see its
 * documentation (greenlet.readthedocs.io) and src/greenlet/TGreenlet.cpp.
 *
 *   fresh → active (switched to) → dead (returned or threw)      fresh → dead (thrown into: its body never runs)
 *
 * A greenlet that dies gives control to its parent, its return value or its error with it; `GreenletExit` counts as a value.
 * Whoever switches to a dead greenlet switches to its parent, and so on up to the main greenlet, which is plain code.
 *
 * What differs from the C library, and why:
 * - It copies the stack; JavaScript has no access to its own. So a body is a generator, a switch is `yield* other.switch(value)`,
 *   and each function between a body and its switch has to be a generator, too, called with `yield*`; resuming costs a step for
 *   each of them. WebAssembly bodies switch from nested calls: wasm-strand.ts.
 * - Plain code is the main greenlet and switches with `enter`. Plain code that a greenlet calls cannot switch at all.
 * - One value is passed where Python passes arguments, and there is one thread.
 * - A greenlet that nobody can switch to any more is collected without a word: no `GreenletExit` is thrown into it.
 * - No `gr_context`, no `settrace`, no `gr_frame`; `run` is the constructor's argument and cannot be replaced.
 */
import { GreenletError, GreenletExit } from './errors.ts';
import { GeneratorStrand, type GreenletBody } from './generator-strand.ts';
import { OneSwitch } from './one-switch.ts';
import type { Resumed, Strand, Switch } from './strand.ts';
import { fillIn, transfer, type Transfer, type TransferKind } from './transfer.ts';

type State = 'fresh' | 'active' | 'dead';

export class Greenlet {
  /** Its own switches, one after the other; only for this folder. */
  readonly asked = new OneSwitch();
  readonly #strand: Strand;
  #state: State;
  #parent: Greenlet | null;

  /** The parent is the current greenlet where none is given. Nothing runs before the first switch. */
  constructor(body: GreenletBody | Strand, parent: Greenlet | null = current) {
    this.#strand = typeof body === 'function' ? new GeneratorStrand(body) : body;
    this.#parent = parent;
    this.#state = parent === null ? 'active' : 'fresh';
  }

  get isDead(): boolean {
    return this.#state === 'dead';
  }

  /** Started and not dead: what a greenlet's truth value is in Python. */
  get isActive(): boolean {
    return this.#state === 'active';
  }

  /** Where control goes when it dies. Null for the main greenlet alone. */
  get parent(): Greenlet | null {
    return this.#parent;
  }

  /** Throws `GreenletError` for the main greenlet, and where the new parent is this greenlet or a child of it. */
  set parent(parent: Greenlet) {
    if (this.#parent === null) throw new GreenletError('the main greenlet has no parent and can be given none');
    for (let above: Greenlet | null = parent; above; above = above.#parent) {
      if (above === this) throw new GreenletError('a greenlet cannot be its own parent, however far up');
    }
    this.#parent = parent;
  }

  /**
   * `yield*` hands control over and gives what is switched back with. The first switch starts the body with `value`. `Got` is the
   * caller's claim about who will switch back. Throws `GreenletError` in plain code, and where the last switch lacked its `yield*`.
   */
  switch<Got = unknown>(value?: unknown): Switch<Got> {
    return asking().to(this, 'value', value);
  }

  /** As `switch`, but `error` comes out of the switch where this greenlet waits; a fresh one dies of it. */
  throw<Got = unknown>(error: unknown = new GreenletExit()): Switch<Got> {
    return asking().to(this, 'error', error);
  }

  /** For strands: one stretch. */
  resume(): Resumed {
    return this.#strand.resume(this);
  }

  /** For strands: the body has returned or thrown `payload`. Control goes to the parent. */
  end(kind: TransferKind, payload: unknown): void {
    this.#state = 'dead';
    const forgotten = kind === 'value' ? this.asked.forgotten() : null;
    const isFault = forgotten !== null || (kind === 'error' && !(payload instanceof GreenletExit));
    fillIn(this.#parent ?? main, isFault ? 'error' : 'value', forgotten ?? payload);
    this.concluded(transfer);
  }

  /** Where a subclass looks at the end, or keeps it from the parent. */
  protected concluded(_end: Transfer): void {}

  /** Finds who is to run: follows the dead to their parents, and lets fresh ones die of an error. Starts a fresh one. */
  static settled(): Greenlet {
    for (;;) {
      const target = transfer.target ?? main;
      if (target.#state === 'active') return target;
      if (target.#state === 'fresh' && transfer.kind === 'value') {
        target.#state = 'active';
        return target;
      }
      if (target.#state === 'fresh') target.end('error', transfer.payload);
      else target.#passUp();
    }
  }

  /** It is dead: its parent gets what was meant for it. */
  #passUp(): void {
    if (transfer.payload instanceof GreenletExit) transfer.kind = 'value';
    transfer.target = this.#parent;
  }
}

type Arrival = (kind: TransferKind, payload: unknown) => void;

let arrived: Arrival | null = null;
/** Plain code that waits until no greenlet runs. */
const atRest: (() => void)[] = [];

/** The main greenlet's: control has come back to plain code. */
const plainCode: Strand = {
  resume() {
    const { kind, payload } = transfer;
    const tell = arrived;
    arrived = transfer.payload = null;
    tell?.(kind, payload);
    return 'elsewhere';
  },
};

const main: Greenlet = new Greenlet(plainCode, null);
let current: Greenlet = main;
let isDispatching = false;
let isGoingOn = false;

/** The one that runs. In plain code that nobody of them has called: the main greenlet. */
export function currentGreenlet(): Greenlet {
  return current;
}

/** Plain code, seen as a greenlet: control comes to it when nobody is left. */
export function mainGreenlet(): Greenlet {
  return main;
}

function asking(): OneSwitch {
  if (current !== main) return current.asked;
  throw new GreenletError(
    'plain code cannot wait in a switch: call enter(greenlet) instead of yield* greenlet.switch()',
  );
}

/**
 * Carries out the transfer and those that follow from it, one after the other and not one within the other, until control is in
 * plain code or with a strand that goes on by itself. Within a call of itself it leaves the transfer to that one: false.
 */
export function dispatch(): boolean {
  if (isDispatching) return false;
  isDispatching = true;
  try {
    do {
      current = Greenlet.settled();
    } while (current.resume() === 'switched');
  } finally {
    isDispatching = false;
  }
  goOnAtRest();
  return true;
}

/** Calls back when plain code has control: at once where it has it already, otherwise in the order of asking. */
export function whenAtRest(callback: () => void): void {
  atRest.push(callback);
  goOnAtRest();
}

/** One callback after the other: what one of them enters has come back before the next. */
function goOnAtRest(): void {
  if (isGoingOn) return;
  isGoingOn = true;
  try {
    while (current === main && !isDispatching) {
      const next = atRest.shift();
      if (!next) return;
      next();
    }
  } finally {
    isGoingOn = false;
  }
}

/** For plain code: switches, and calls back when control has returned to it. Throws `GreenletError` inside a greenlet. */
export function enterThen(target: Greenlet, kind: TransferKind, payload: unknown, onArrival: Arrival): void {
  if (current !== main || isDispatching) {
    throw new GreenletError('plain code inside a greenlet cannot switch: make it a generator and write yield* there');
  }
  arrived = onArrival;
  fillIn(target, kind, payload);
  dispatch();
}
