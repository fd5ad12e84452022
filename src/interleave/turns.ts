/**
 * Who may get the turn at a moment: the policy of the explorer, without its machinery. A turn that is taken from a thread
 * that could go on, or a time-out that strikes while others could run, costs a preemption.
 */
import type { ThreadState } from './moment.ts';
import type { Scenario } from './port.ts';

export interface Turn {
  readonly thread: number;
  /** Preemptions. */
  readonly cost: number;
  /** Its wait runs out. */
  readonly timeout: boolean;
}

/** `ended`: all threads have. `stuck`: nobody will ever run again, but for insurance that should not be needed. */
export type Turns = { readonly kind: 'turns'; readonly turns: readonly Turn[] } | { readonly kind: 'ended' | 'stuck' };

type Rules = Pick<Scenario, 'earlyTimeouts' | 'slicesMayRunOut'>;
type Numbered = readonly [thread: number, state: ThreadState];

function asleep(threads: readonly ThreadState[]): Numbered[] {
  return [...threads.entries()].filter(([, { status }]) => status === 'waiting');
}

/** Waits that the program itself limits, shorter than a slice. */
function limited(waits: readonly Numbered[]): Numbered[] {
  return waits.filter(([, { waiting }]) => waiting?.slice === false);
}

/** The wait that ends first. */
function runOut(waits: readonly Numbered[]): Turn[] {
  const until = ([, { waiting }]: Numbered): number => waiting?.until ?? Infinity;
  const [first] = [...waits].sort((one, other) => until(one) - until(other));
  return first ? [{ thread: first[0], cost: 0, timeout: true }] : [];
}

/** Nobody is ready: a wait that the program limits runs out, else a yielded thread goes on, else all have ended. */
function lastResort(threads: readonly ThreadState[], current: number, rules: Rules): Turns {
  const sleeping = asleep(threads);
  const short = limited(sleeping);
  // Offered already where waits may run out early.
  if (short.length > 0) return { kind: 'turns', turns: rules.earlyTimeouts === true ? [] : runOut(short) };
  if (threads[current]?.status === 'yielded') {
    return { kind: 'turns', turns: [{ thread: current, cost: 0, timeout: false }] };
  }
  if (sleeping.length === 0) return { kind: 'ended' };
  return rules.slicesMayRunOut === true ? { kind: 'turns', turns: runOut(sleeping) } : { kind: 'stuck' };
}

/** The turns of others than `current`. `preempts`: it could go on itself. */
export function turnsOf(threads: readonly ThreadState[], current: number, preempts: boolean, rules: Rules): Turns {
  const others = [...threads.keys()].filter((thread) => thread !== current && threads[thread]?.status === 'ready');
  const turns = others.map((thread) => ({ thread, cost: preempts ? 1 : 0, timeout: false }));
  const cost = preempts || others.length > 0 ? 1 : 0;
  const early = rules.earlyTimeouts === true ? limited(asleep(threads)) : [];
  const offered = [...turns, ...early.map(([thread]) => ({ thread, cost, timeout: true }))];
  if (preempts || others.length > 0) return { kind: 'turns', turns: offered };
  const last = lastResort(threads, current, rules);
  return last.kind === 'turns' ? { kind: 'turns', turns: [...offered, ...last.turns] } : last;
}
