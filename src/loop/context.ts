/**
 * Variables of a task: each task runs in a copy of the context it was made in, so what it sets is not seen outside.
 * Source: PEP 567, in the small: a context is a map, copied when a task or callback is made from it.
 */
export class Context {
  #values: Map<ContextVariable<unknown>, unknown> | null;
  #borrowed: boolean;

  constructor(values: Map<ContextVariable<unknown>, unknown> | null = null) {
    this.#values = values;
    this.#borrowed = values !== null;
  }

  get isEmpty(): boolean {
    return this.#values === null;
  }

  /** Copies when somebody writes, not before: most tasks set nothing. */
  copy(): Context {
    this.#borrowed = true;
    return new Context(this.#values);
  }

  get(variable: ContextVariable<unknown>): unknown {
    return this.#values?.get(variable);
  }

  has(variable: ContextVariable<unknown>): boolean {
    return this.#values?.has(variable) ?? false;
  }

  set(variable: ContextVariable<unknown>, value: unknown): void {
    if (this.#borrowed || this.#values === null) this.#values = new Map(this.#values);
    this.#borrowed = false;
    this.#values.set(variable, value);
  }

  /** Calls `body` with this as the current context. */
  run<T>(body: () => T): T {
    const outer = enterContext(this);
    try {
      return body();
    } finally {
      enterContext(outer);
    }
  }
}

/**
 * Stands for a context of one's own with nothing in it, since most tasks never set anything: the first `set` puts a real one in its
 * place. Only the current context and what a task keeps for its next step can be this one; nobody else gets to see it.
 */
export const NOTHING_SET = new Context();

let current = new Context();

export function currentContext(): Context {
  if (current === NOTHING_SET) current = new Context();
  return current;
}

/** A copy of the current context, for a task or callback that is made in it. */
export function inheritedContext(): Context {
  return current.isEmpty ? NOTHING_SET : current.copy();
}

/** Makes `context` the current one; the one before, as it is by now. */
export function enterContext(context: Context): Context {
  const outer = current;
  current = context;
  return outer;
}

/** A variable whose value depends on the context that runs. */
export class ContextVariable<T> {
  constructor(readonly initial: T) {}

  get(): T {
    return current.has(this) ? (current.get(this) as T) : this.initial;
  }

  set(value: T): void {
    currentContext().set(this, value);
  }
}
