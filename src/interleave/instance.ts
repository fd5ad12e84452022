/**
 * An instance of rewritten lock code over a machine: its accesses to memory go to the machine, its clock is the machine's, and
 * each call of an export is noted, so that a schedule can say where a thread is. Compiles nothing.
 */
import { IMPORT_MODULE, type Accesses, type Machine } from './accesses.ts';
import type { Calls } from './port.ts';

/** Lock code never suspends. */
const NO_GREENLETS = {
  suspend(): never {
    throw new Error('the explorer runs no greenlets');
  },
};

/** `now` in virtual milliseconds. */
export function callsOn(module: WebAssembly.Module, machine: Machine, access: Accesses, now: () => number): Calls {
  // Nothing reads or writes it; a module that was not made for a page imports one.
  const memory = new WebAssembly.Memory({ initial: 1, maximum: 1, shared: true });
  const host = { now, announce() {} };
  const imports = { env: { memory }, host, greenlet: NO_GREENLETS, [IMPORT_MODULE]: access };
  return noted(machine, new WebAssembly.Instance(module, imports).exports);
}

/** Exports that note where the thread is. */
export function noted(machine: Machine, exports: WebAssembly.Exports): Calls {
  const entries = Object.entries(exports).flatMap(([name, value]) => {
    if (typeof value !== 'function') return [];
    const call = (...args: number[]): number => {
      machine.enter(`${name}(${args.join(', ')})`);
      return Number((value as (...args: number[]) => number | undefined)(...args) ?? 0);
    };
    return [[name, call] as const];
  });
  return Object.fromEntries(entries);
}
