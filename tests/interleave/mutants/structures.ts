/** Condition, semaphore, event, barrier, queue, read-write lock, and the pool's own protocols. */
import type { Mutant } from '../mutants.ts';

export const STRUCTURES: readonly Mutant[] = [
  {
    id: 'condition-joins-late',
    fault: 'unlocks first and joins the list afterwards: a notification in between finds nobody',
    file: 'sync/condition.ts',
    find: `  let outcome = beginWait(condition, lock, me);
  if (outcome != QUEUED) return outcome;
  const depth = recursive ? recursionDepth(lock, me) : 1;
  if (recursive) unlockRecursiveWhole(lock, me);
  else unlockMutex(lock, me);`,
    replace: `  const depth = recursive ? recursionDepth(lock, me) : 1;
  if (recursive) unlockRecursiveWhole(lock, me);
  else unlockMutex(lock, me);
  enterGate(condition + GATE, me);
  append(condition + LIST, me);
  leaveGate(condition + GATE);
  let outcome = QUEUED;`,
    scenarios: ['condition'],
  },
  {
    id: 'condition-one-too-many',
    fault: 'notify(n) wakes n + 1',
    file: 'sync/condition.ts',
    find: 'while (woken < count &&',
    replace: 'while (woken <= count &&',
    scenarios: ['condition'],
  },
  {
    id: 'semaphore-unit-doubled',
    fault: 'a unit goes to a waiter and is stored as well',
    file: 'sync/semaphore.ts',
    find: 'atomic.store<i32>(semaphore, value + left, VALUE);',
    replace: 'atomic.store<i32>(semaphore, value + count, VALUE);',
    scenarios: ['semaphore'],
  },
  {
    id: 'event-no-second-look',
    fault: 'looks at the flag before the gate and not again inside',
    file: 'sync/event.ts',
    find: 'const set = isEventSet(event);',
    replace: 'const set = false;',
    scenarios: ['event'],
  },
  {
    id: 'event-wakes-one',
    fault: 'a set lets only the first waiter go',
    file: 'sync/waiters.ts',
    find: 'while (wakeFirst(list, how) != NOBODY);',
    replace: 'wakeFirst(list, how);',
    scenarios: ['event'],
  },
  {
    id: 'barrier-sense-not-flipped',
    fault: 'a completed round is not taken off the count',
    file: 'sync/barrier.ts',
    find: `  atomic.store<i32>(barrier, FILLING, STATE);
  atomic.store<u32>(barrier, 0, ARRIVED);`,
    replace: '  atomic.store<i32>(barrier, FILLING, STATE);',
    scenarios: ['barrier'],
  },
  {
    id: 'barrier-leaves-alone',
    fault: 'who loses patience leaves the round without breaking it',
    file: 'sync/barrier.ts',
    find: 'if (last == WITHDRAW && (inRound || reason == EXPIRED)) breakRound(barrier);',
    replace: '',
    scenarios: ['barrier'],
  },
  {
    id: 'queue-item-after-signal',
    fault: 'wakes the getter before the item is there',
    file: 'sync/queue.ts',
    find: `    store<f64>(getter, item, VALUE);
    if (signal(getter, GRANTED)) return;`,
    replace: `    if (signal(getter, GRANTED)) {
      store<f64>(getter, item, VALUE);
      return;
    }`,
    scenarios: ['queue'],
  },
  {
    id: 'queue-putters-forgotten',
    fault: 'a get makes room and tells no putter',
    file: 'sync/queue.ts',
    find: `    store<f64>(me, takeOut(queue), VALUE);
    admitPutters(queue);`,
    replace: '    store<f64>(me, takeOut(queue), VALUE);',
    scenarios: ['queue'],
  },
  {
    id: 'read-write-left-behind',
    fault: 'a writer that gives up leaves the readers behind it waiting',
    file: 'sync/read-write-lock.ts',
    find: `      admit(lock);
      outcome = hopeless`,
    replace: '      outcome = hopeless',
    scenarios: ['read-write-lock'],
  },
  {
    id: 'read-write-writer-among-readers',
    fault: 'a writer is let in while others read',
    file: 'sync/read-write-lock.ts',
    find: 'return want == TO_READ || load<u32>(lock, READERS) == 0;',
    replace: 'return true;',
    scenarios: ['read-write-lock'],
  },
  {
    id: 'read-write-death-unseen',
    fault: 'who waits does not ask whether those who hold it still live',
    file: 'sync/read-write-lock.ts',
    find: 'const hopeless = isHolderDead(lock, me);',
    replace: 'const hopeless = false;',
    scenarios: ['read-write-lock'],
  },
  {
    id: 'mailbox-sleeps-on-news',
    fault: 'sleeps on whatever number it finds, also on that of an order it has not seen',
    file: 'sync/mailbox.ts',
    find: 'atomic.wait<i32>(mailbox + ORDER, seen,',
    replace: 'atomic.wait<i32>(mailbox + ORDER, atomic.load<i32>(mailbox, ORDER),',
    scenarios: ['dispatch'],
  },
  {
    id: 'deque-steal-looks-late',
    fault: 'a thief looks at the bottom before the top: the owner may pop in between',
    file: 'sync/deque.ts',
    find: `  const top = atomic.load<u32>(deque, TOP);
  const bottom = atomic.load<u32>(deque, BOTTOM);
  if`,
    replace: `  const bottom = atomic.load<u32>(deque, BOTTOM);
  const top = atomic.load<u32>(deque, TOP);
  if`,
    scenarios: ['deque'],
  },
  {
    id: 'deque-last-unasked',
    fault: 'the owner takes the last item without an exchange',
    file: 'sync/deque.ts',
    find: 'const mine = left == 0 && atomic.cmpxchg<u32>(deque, top, top + 1, TOP) == top;',
    replace: 'const mine = left == 0;',
    scenarios: ['deque'],
  },
  {
    id: 'deque-item-after-bottom',
    fault: 'a push announces the item before it is there',
    file: 'sync/deque.ts',
    find: `  atomic.store<i32>(slot(deque, bottom), item);
  // After the item: who sees the new bottom sees the item.
  atomic.store<u32>(deque, bottom + 1, BOTTOM);`,
    replace: `  atomic.store<u32>(deque, bottom + 1, BOTTOM);
  atomic.store<i32>(slot(deque, bottom), item);`,
    scenarios: ['deque'],
  },
];
