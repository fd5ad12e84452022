/**
 * How plain code, which is the main greenlet, switches: it calls, and gets back what the main greenlet is switched to with, or
 * what the last of its children returns or throws.
 */
import { GreenletError } from './errors.ts';
import { enterThen, type Greenlet } from './greenlet.ts';
import type { TransferKind } from './transfer.ts';

interface Arrived {
  readonly kind: TransferKind;
  readonly payload: unknown;
}

/**
 * `Got` is the caller's claim. Throws what is thrown into the main greenlet, and `GreenletError` inside a greenlet or where control
 * has gone to WebAssembly, which cannot come back within a call.
 */
export function enter<Got = unknown>(greenlet: Greenlet, value?: unknown): Got {
  return entered(greenlet, 'value', value) as Got;
}

/** As `enter`, but `error` comes out of the switch where the greenlet waits. */
export function enterThrowing<Got = unknown>(greenlet: Greenlet, error: unknown): Got {
  return entered(greenlet, 'error', error) as Got;
}

function entered(greenlet: Greenlet, kind: TransferKind, payload: unknown): unknown {
  const arrivals: Arrived[] = [];
  enterThen(greenlet, kind, payload, (...[came, what]) => arrivals.push({ kind: came, payload: what }));
  const [arrived] = arrivals;
  if (!arrived) throw new GreenletError('control has gone to WebAssembly, which comes back later: use enterAsync');
  return unpacked(arrived);
}

/** As `enter`, also where WebAssembly is among those that are switched to. */
export async function enterAsync<Got = unknown>(greenlet: Greenlet, value?: unknown): Promise<Got> {
  const arrived = await new Promise<Arrived>((resolve) => {
    enterThen(greenlet, 'value', value, (kind, payload) => resolve({ kind, payload }));
  });
  return unpacked(arrived) as Got;
}

function unpacked({ kind, payload }: Arrived): unknown {
  if (kind === 'error') throw payload;
  return payload;
}
