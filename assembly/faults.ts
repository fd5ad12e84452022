/**
 * The faults of the scheduler's puzzles: one change to one source of the lock code each, as somebody might write it. Those that bear the
 * name of one of the explorer's mutants are the same change (tests/lessons/scheduler). Compiles nothing.
 */

/** A change to one source file. */
export interface Patch {
  /** Under assembly/, as `sync/mutex.ts`. */
  readonly file: string;
  readonly find: string;
  readonly replace: string;
}

/** Throws where the place is gone, or stands there twice. */
export function patchedText(text: string, { file, find, replace }: Patch): string {
  const parts = text.split(find);
  if (parts.length !== 2) throw new Error(`"${find}" stands ${parts.length - 1} times in ${file}: name one place`);
  return parts.join(replace);
}

export const FAULTS = {
  'mutex-check-then-lock': {
    file: 'sync/mutex.ts',
    find: `  if (atomic.cmpxchg<usize>(mutex, FREE, me) == FREE) return past(mutex, me);
  return lockHeld(mutex, me, timeoutMs);`,
    replace: `  if (atomic.load<usize>(mutex) == FREE) {
    atomic.store<usize>(mutex, me);
    return past(mutex, me);
  }
  return lockHeld(mutex, me, timeoutMs);`,
  },
  'mutex-unlock-ignores-mark': {
    file: 'sync/mutex.ts',
    find: 'if (atomic.cmpxchg<usize>(mutex, me, FREE) == me) return DONE;',
    replace: 'atomic.store<usize>(mutex, FREE); return DONE;',
  },
  'release-then-look': {
    file: 'sync/refcount.ts',
    find: '  return atomic.sub<i32>(object, 1, COUNT) == 1;',
    replace: `  atomic.sub<i32>(object, 1, COUNT);
  return atomic.load<i32>(object, COUNT) == 0;`,
  },
  'mailbox-sleeps-on-news': {
    file: 'sync/mailbox.ts',
    find: 'atomic.wait<i32>(mailbox + ORDER, seen,',
    replace: 'atomic.wait<i32>(mailbox + ORDER, atomic.load<i32>(mailbox, ORDER),',
  },
  'event-no-second-look': {
    file: 'sync/event.ts',
    find: 'const set = isEventSet(event);',
    replace: 'const set = false;',
  },
  'gate-look-then-open': {
    file: 'sync/gate.ts',
    find: 'if ((atomic.xchg<usize>(gate, OPEN) & SLEEPERS) != 0) atomic.notify(gate, 1);',
    replace:
      'const word = atomic.load<usize>(gate); atomic.store<usize>(gate, OPEN); if ((word & SLEEPERS) != 0) atomic.notify(gate, 1);',
  },
  'gate-contended-not-kept': {
    file: 'sync/gate.ts',
    find: 'atomic.cmpxchg<usize>(gate, OPEN, me | SLEEPERS) == OPEN',
    replace: 'atomic.cmpxchg<usize>(gate, OPEN, me) == OPEN',
  },
} as const satisfies Readonly<Record<string, Patch>>;

export type Fault = keyof typeof FAULTS;
