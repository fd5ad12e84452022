/** Steps of a schedule in words: what a thread will do, and what came of it. */
import type { Position, Standing } from '../../interleave/stepper.ts';
import { Stepper } from '../../interleave/stepper.ts';
import type { TakenStep } from './play.ts';
import { valueText, type Reading, type Word } from './words-of-memory.ts';

/** What names and values are read with. */
export interface Naming {
  readonly words: readonly Word[];
  /** Addresses of the threads' records. */
  readonly threads: readonly number[];
}

function named({ words }: Naming, address: number): { name: string; reading: Reading } {
  return words.find(({ at }) => at === address) ?? { name: `the word at ${address}`, reading: 'number' };
}

function wordsFor(naming: Naming, address: number, operands: readonly number[]): [string, string, string] {
  const { name, reading } = named(naming, address);
  const [first = 0, second = 0] = operands.map((value) => valueText(reading, value, naming.threads));
  return [name, String(first), String(second)];
}

/** What a thread does when it gets the turn, as in "reads counter". */
export function willDo(naming: Naming, { operation, address, operands }: Standing): string {
  const [name, first, second] = wordsFor(naming, address, operands);
  switch (operation) {
    case 'load':
      return `reads ${name}`;
    case 'store':
      return `writes “${first}” to ${name}`;
    case 'add':
      return `adds ${first} to ${name}, in one step`;
    case 'sub':
      return `takes ${first} off ${name}, in one step`;
    case 'xchg':
      return `puts “${first}” in ${name} and takes out what was there`;
    case 'cmpxchg':
      return `puts “${second}” in ${name} if it is “${first}”`;
    case 'notify':
      return `wakes who sleeps on ${name}`;
    case 'sleep':
      return `goes to sleep on ${name} if it is still “${first}”`;
    case 'wake':
      return 'wakes up and goes on';
    default:
      return `${operation} on ${name}`;
  }
}

/** What a step did, as in "reads counter: 1". */
export function hasDone(naming: Naming, step: TakenStep): string {
  const { operation, address, operands, result } = step;
  const { reading } = named(naming, address);
  const [name, first] = wordsFor(naming, address, operands);
  const found = valueText(reading, result, naming.threads);
  const doing = willDo(naming, step);
  switch (operation) {
    case 'load':
      return `${doing}: “${found}”`;
    case 'sub':
    case 'xchg':
      return `${doing}: it was “${found}”`;
    case 'cmpxchg':
      return result === operands[0] ? `${doing}: done` : `${doing}: it is “${found}”, nothing changes`;
    case 'notify':
      return `${doing}: ${result === 0 ? 'nobody does' : `${result} woken`}`;
    case 'sleep':
      return `sleeps on ${name}, which is “${first}”`;
    case 'stay awake':
      return `does not sleep: ${name} is no longer “${first}”`;
    case 'wake late':
      return 'wakes up by itself, its time is over';
    default:
      return doing;
  }
}

/** Where a thread stands, as a sentence without its subject. */
export function standsAt(naming: Naming, { threads, standing }: Position, thread: number): string {
  const [state, next] = [threads[thread], standing[thread]];
  if (!state || !next) return 'has ended';
  if (state.status === 'waiting') return `sleeps on ${named(naming, next.address).name}`;
  return `next: ${willDo(naming, next)}`;
}

/** A word's value now. */
export function valueNow(naming: Naming, { at, reading }: Word, position: Position): string {
  return valueText(reading, Stepper.word(position, at), naming.threads);
}
