/** The GIL and reference counts. */
import type { Mutant } from '../mutants.ts';

export const GIL_AND_COUNTS: readonly Mutant[] = [
  {
    id: 'gil-request-kept',
    fault: 'a drop request survives until the thread’s next hold',
    file: 'sync/gil.ts',
    find: `  atomic.and<i32>(me, ~DROP_REQUEST, BREAKER);
  store<f64>(gil, now(), SINCE);`,
    replace: '  store<f64>(gil, now(), SINCE);',
    scenarios: ['gil'],
  },
  {
    id: 'gil-leaver-keeps-request',
    fault: 'a waiter that leaves does not take its request back (CPython gh-96387)',
    file: 'sync/gil.ts',
    find: 'if (asked != NOBODY) atomic.and<i32>(asked, ~DROP_REQUEST, BREAKER);',
    replace: '',
    scenarios: ['gil'],
  },
  {
    id: 'gil-last-drop-waits',
    fault: 'a thread that ends waits for a switch that nobody will make (CPython gh-104341)',
    file: 'sync/gil.ts',
    find: '  if (final) atomic.and<i32>(me, ~DROP_REQUEST, BREAKER);',
    replace: '',
    scenarios: ['gil'],
  },
  {
    id: 'gil-no-forced-switch',
    fault: 'who was asked to drop it takes it again at once',
    file: 'sync/gil.ts',
    find: 'if ((breaker(me) & DROP_REQUEST) == 0) return DONE;',
    replace: 'if (true) return DONE;',
    scenarios: ['gil'],
  },
  {
    id: 'gil-switch-unseen',
    fault: 'sleeps for a switch that has happened already',
    file: 'sync/gil.ts',
    find: 'const switched = load<usize>(gil, HOLDER) != me;',
    replace: 'const switched = false;',
    scenarios: ['gil'],
  },
  {
    id: 'gil-switch-not-told',
    fault: 'the new holder does not wake who was forced to drop',
    file: 'sync/gil.ts',
    find: '  wakeFirst(gil + SWITCH_LIST, GRANTED);\n',
    replace: '',
    scenarios: ['gil'],
  },
  {
    id: 'biased-below-zero',
    fault: 'a release by another thread goes below zero instead of to the owner',
    file: 'sync/refcount.ts',
    find: 'const owed = shared == LIVE;',
    replace: 'const owed = false;',
    scenarios: ['refcount'],
  },
  {
    id: 'biased-merge-overwrites',
    fault: 'the owner merges without looking whether somebody else counted meanwhile',
    file: 'sync/refcount.ts',
    find: 'if (atomic.cmpxchg<i32>(object, shared, (shared & ~FLAG) | MERGED, SHARED) != shared) continue;',
    replace: 'atomic.store<i32>(object, (shared & ~FLAG) | MERGED, SHARED);',
    scenarios: ['refcount'],
  },
  {
    id: 'atomic-count-split',
    fault: 'an atomic load and an atomic store in place of one atomic add',
    file: 'sync/refcount.ts',
    find: `export function retainAtomic(object: usize): void {
  // Add: two threads' additions both count.
  atomic.add<i32>(object, 1, COUNT);`,
    replace: `export function retainAtomic(object: usize): void {
  atomic.store<i32>(object, atomic.load<i32>(object, COUNT) + 1, COUNT);`,
    scenarios: ['refcount'],
  },
];
