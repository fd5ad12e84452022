/**
 * What an executor can be asked to call: plain functions, one library a file, and the catalogue of libraries. A function reaches a
 * worker by its name, `library.function`, and is imported there; nothing is ever posted as code, so a strict CSP holds.
 */
import { registry } from '../base/registry.ts';
import type { Milliseconds } from '../base/units.ts';

/** Items of the staged work, and when they were computed. */
export interface ComputedItems {
  readonly bytes: Uint8Array<ArrayBuffer>;
  readonly start: Milliseconds;
  readonly end: Milliseconds;
  /** When the copy out of the worker's memory was made. */
  readonly copied: Milliseconds;
}

/** What a running call may ask of the worker it runs on. Every wait ends when the executor is stopped: it then throws. */
export interface Call {
  /** `prefix_0`, `prefix_1`, … */
  readonly workerName: string;
  /** Blocks this worker, and nobody else. */
  sleep(ms: Milliseconds): void;
  /** Blocks until the executor's gate with this number is open. */
  pass(gate: number): void;
  /** The executor was told to stop what runs: a call that takes long looks now and then and returns early. */
  isStopped(): boolean;
  /** Computes items of the work that is staged in the worker's own memory. Throws where none is. */
  compute(start: number, end: number): ComputedItems;
  /** Ends the worker at once, as a crash does: no answer is sent. */
  crash(): never;
}

/** Arguments and result have to survive a structured clone. */
export type CallableFunction = (call: Call, ...args: never[]) => unknown;

export interface Library {
  readonly id: string;
  readonly functions: Readonly<Record<string, CallableFunction>>;
}

export const libraries = registry<Library>(
  'library',
  import.meta.glob<{ default: Library }>(['./*.ts', '!./index.ts']),
);

export class NoSuchFunction extends TypeError {
  override readonly name = 'NoSuchFunction';
  constructor(asked: string) {
    super(`there is no function "${asked}" to call: name it library.function, as in src/functions`);
  }
}

/** The function with this name. Rejects with `NoSuchFunction`. */
export async function loadFunction(name: string): Promise<CallableFunction> {
  const [library = '', own = ''] = name.split('.');
  if (!libraries.ids.includes(library)) throw new NoSuchFunction(name);
  const { functions } = await libraries.load(library);
  const found = Object.hasOwn(functions, own) ? functions[own] : undefined;
  if (!found) throw new NoSuchFunction(name);
  return found;
}
