/**
 * JavaScript Promise Integration (JSPI), as far as greenlets need it: the browser suspends a WebAssembly stack where it calls an
 * import that returns a promise, and goes on when the promise is settled. Only WebAssembly frames can stand between the two ends.
 * Source: github.com/WebAssembly/js-promise-integration, proposals/js-promise-integration/Overview.md (phase 4).
 */
import { StackSwitchingMissing } from './errors.ts';

/** Not yet among TypeScript's own declarations. */
interface StackSwitching {
  readonly Suspending: new <A extends unknown[]>(importing: (...given: A) => unknown) => WebAssembly.ImportValue;
  promising<A extends unknown[], R>(exported: (...given: A) => R): (...given: A) => Promise<R>;
}

function stackSwitching(): StackSwitching | null {
  if (typeof WebAssembly === 'undefined') return null;
  const api: object = WebAssembly;
  return 'Suspending' in api && 'promising' in api ? (api as StackSwitching) : null;
}

export function hasStackSwitching(): boolean {
  return stackSwitching() !== null;
}

/** An import that suspends its caller until the promise is settled. Where the browser has none, calling it throws. */
export function suspending<A extends unknown[]>(importing: (...given: A) => unknown): WebAssembly.ImportValue {
  const api = stackSwitching();
  return api ? new api.Suspending(importing) : refuse;
}

/** An export whose stack may be suspended; the promise of its result. Throws `StackSwitchingMissing`. */
export function promising<A extends unknown[], R>(exported: (...given: A) => R): (...given: A) => Promise<R> {
  const api = stackSwitching();
  if (!api) throw new StackSwitchingMissing();
  return api.promising(exported);
}

function refuse(): never {
  throw new StackSwitchingMissing();
}
