/** What every structure stands on: the gate, signals, lists; and the mutex. */
import type { Mutant } from '../mutants.ts';

export const FOUNDATIONS: readonly Mutant[] = [
  {
    id: 'gate-no-notify',
    fault: 'who leaves the gate wakes nobody',
    file: 'sync/gate.ts',
    find: 'if ((atomic.xchg<usize>(gate, OPEN) & SLEEPERS) != 0) atomic.notify(gate, 1);',
    replace: 'atomic.xchg<usize>(gate, OPEN);',
    scenarios: ['gate'],
  },
  {
    id: 'gate-contended-not-kept',
    fault: 'who enters after a sleep forgets that others may still sleep',
    file: 'sync/gate.ts',
    find: 'atomic.cmpxchg<usize>(gate, OPEN, me | SLEEPERS) == OPEN',
    replace: 'atomic.cmpxchg<usize>(gate, OPEN, me) == OPEN',
    scenarios: ['gate', 'mutex'],
  },
  {
    id: 'gate-sleep-unmarked',
    fault: 'sleeps at the gate without leaving its mark',
    file: 'sync/gate.ts',
    find: 'const marked = word | SLEEPERS;',
    replace: 'const marked = word;',
    scenarios: ['gate'],
  },
  {
    id: 'gate-look-then-open',
    fault: 'looks for the mark, then opens: a mark made in between is lost',
    file: 'sync/gate.ts',
    find: 'if ((atomic.xchg<usize>(gate, OPEN) & SLEEPERS) != 0) atomic.notify(gate, 1);',
    replace:
      'const word = atomic.load<usize>(gate); atomic.store<usize>(gate, OPEN); if ((word & SLEEPERS) != 0) atomic.notify(gate, 1);',
    scenarios: ['gate'],
  },
  {
    id: 'signal-no-notify',
    fault: 'a waiter is given its signal and not woken',
    file: 'sync/thread.ts',
    find: '  atomic.notify(thread + SIGNAL, -1);',
    replace: '',
    scenarios: ['mutex'],
  },
  {
    id: 'signal-overwrites',
    fault: 'a waker grants to a waiter that the page has interrupted: the grant is lost',
    file: 'sync/thread.ts',
    find: 'if (atomic.cmpxchg<i32>(thread, WAITING, how, SIGNAL) != WAITING) return false;',
    replace: 'atomic.store<i32>(thread, how, SIGNAL);',
    scenarios: ['mutex', 'semaphore', 'stopping'],
  },
  {
    id: 'stop-after-look',
    fault: 'the page looks for a sleeper first and sets STOP afterwards',
    file: 'sync/thread.ts',
    find: `  atomic.or<i32>(thread, STOP, BREAKER);
  // Only WAITING is replaced: what was granted stays granted.
  signal(thread, INTERRUPTED);`,
    replace: `  signal(thread, INTERRUPTED);
  atomic.or<i32>(thread, STOP, BREAKER);`,
    scenarios: ['stopping'],
  },
  {
    id: 'withdraw-blindly',
    fault: 'a waiter whose time is up leaves without looking whether it was granted meanwhile',
    file: 'sync/waiters.ts',
    find: `  const found = glance(me);
  if (found != WITHDRAW) return found;
  remove(list, me);`,
    replace: '  remove(list, me);',
    scenarios: ['semaphore', 'queue'],
  },
  {
    id: 'mutex-check-then-lock',
    fault: 'looks whether it is free, then takes it',
    file: 'sync/mutex.ts',
    find: `  if (atomic.cmpxchg<usize>(mutex, FREE, me) == FREE) return past(mutex, me);
  return lockHeld(mutex, me, timeoutMs);`,
    replace: `  if (atomic.load<usize>(mutex) == FREE) {
    atomic.store<usize>(mutex, me);
    return past(mutex, me);
  }
  return lockHeld(mutex, me, timeoutMs);`,
    scenarios: ['mutex'],
  },
  {
    id: 'mutex-unlock-ignores-mark',
    fault: 'unlocks without looking whether somebody waits',
    file: 'sync/mutex.ts',
    find: 'if (atomic.cmpxchg<usize>(mutex, me, FREE) == me) return DONE;',
    replace: 'atomic.store<usize>(mutex, FREE); return DONE;',
    scenarios: ['mutex'],
  },
  {
    id: 'mutex-mark-not-checked',
    fault: 'queues although the holder unlocked before it could be marked',
    file: 'sync/mutex.ts',
    find: 'if (atomic.cmpxchg<usize>(mutex, state, state | CONTENDED, STATE) == state) return QUEUED;',
    replace: 'atomic.cmpxchg<usize>(mutex, state, state | CONTENDED, STATE); return QUEUED;',
    scenarios: ['mutex'],
  },
  {
    id: 'mutex-heir-kept',
    fault: 'the heir has looked, but is still counted as on its way',
    file: 'sync/mutex.ts',
    find: 'if (load<usize>(mutex, HEIR) == me) atomic.store<usize>(mutex, NOBODY, HEIR);',
    replace: '',
    scenarios: ['mutex'],
  },
  {
    id: 'mutex-heir-forgets-others',
    fault: 'who takes the lock under the gate does not mark it although others wait',
    file: 'sync/mutex.ts',
    find: 'held(mutex, me), STATE) == FREE',
    replace: 'me, STATE) == FREE',
    scenarios: ['mutex'],
  },
  {
    id: 'mutex-hand-over-unmarked',
    fault: 'hands the lock over without the mark for those who still wait',
    file: 'sync/mutex.ts',
    find: 'atomic.store<usize>(mutex, held(mutex, first), STATE);',
    replace: 'atomic.store<usize>(mutex, first, STATE);',
    scenarios: ['mutex'],
  },
  {
    id: 'mutex-handed-heir-competes',
    fault: 'an heir that was handed the lock on its way does not see that it has it',
    file: 'sync/mutex.ts',
    find: 'const handed = mutexOwner(mutex) == me;',
    replace: 'const handed = false;',
    scenarios: ['mutex'],
  },
  {
    id: 'mutex-late-heir-unmarked',
    fault: 'hands the lock to a late heir without the mark for those behind it',
    file: 'sync/mutex.ts',
    find: 'late ? held(mutex, heir) : FREE',
    replace: 'late ? heir : FREE',
    scenarios: ['mutex'],
  },
];
