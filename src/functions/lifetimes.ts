/** Whether a worker lets go of what its calls were given, as far as the browser can be asked to collect at once. */
import type { Library } from './index.ts';

let held: WeakRef<object> | undefined;

export default {
  id: 'lifetimes',
  functions: {
    /** Remembers the argument, but does not keep it. */
    remember(_call, value: object): void {
      held = new WeakRef(value);
    },
    /** Collects, and says whether what was remembered is gone; null where the browser collects when it pleases. */
    isGone(): boolean | null {
      const { gc } = globalThis as { readonly gc?: () => void };
      gc?.();
      return gc && held ? held.deref() === undefined : null;
    },
  },
} satisfies Library;
