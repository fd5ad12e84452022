/** The board of an executor: posting against sleeping, cancelling against taking, handing back against collecting, going home. */
import type { Mutant } from '../mutants.ts';

const FILE = 'sync/call-board.ts';
const scenarios = ['call-board'];

export const CALL_BOARD: readonly Mutant[] = [
  {
    id: 'board-wakes-before-push',
    fault: 'looks for sleepers before the call is pushed',
    file: FILE,
    find: `  pushDeque(desk(board, at) + DESK_BYTES, slot);
  // After the push: who read the old epoch either finds the call or does not fall asleep.
  atomic.add<i32>(board, 1, EPOCH);
  // After the epoch; notifying nobody would cost more than posting.
  if (atomic.load<i32>(board, SLEEPERS) != 0) wake(board, 1);`,
    replace: `  if (atomic.load<i32>(board, SLEEPERS) != 0) wake(board, 1);
  pushDeque(desk(board, at) + DESK_BYTES, slot);
  atomic.add<i32>(board, 1, EPOCH);`,
    scenarios,
  },
  {
    id: 'board-epoch-before-push',
    fault: 'the epoch moves before the call is pushed',
    file: FILE,
    find: `  pushDeque(desk(board, at) + DESK_BYTES, slot);
  // After the push: who read the old epoch either finds the call or does not fall asleep.
  atomic.add<i32>(board, 1, EPOCH);`,
    replace: `  atomic.add<i32>(board, 1, EPOCH);
  pushDeque(desk(board, at) + DESK_BYTES, slot);`,
    scenarios,
  },
  {
    id: 'board-epoch-stands-still',
    fault: 'a push does not move the epoch',
    file: FILE,
    find: `  atomic.add<i32>(board, 1, EPOCH);
  // After the epoch; notifying`,
    replace: '  // After the epoch; notifying',
    scenarios,
  },
  {
    id: 'board-sleeper-unannounced',
    fault: 'a worker says that it sleeps when it has woken up',
    file: FILE,
    find: `  atomic.add<i32>(board, 1, SLEEPERS);
  // Compares and sleeps in one step: a push or an order to go home since the epoch was read is not slept through.
  const ended = atomic.wait<i32>(board + EPOCH, seen, <i64>sliceMs * NS_PER_MS);`,
    replace: `  const ended = atomic.wait<i32>(board + EPOCH, seen, <i64>sliceMs * NS_PER_MS);
  atomic.add<i32>(board, 1, SLEEPERS);`,
    scenarios,
  },
  {
    id: 'board-epoch-read-late',
    fault: 'a worker reads the epoch after its last look',
    file: FILE,
    find: `  const seen = atomic.load<i32>(board, EPOCH);
  const slot = takeCall(board, at);`,
    replace: `  const slot = takeCall(board, at);
  const seen = atomic.load<i32>(board, EPOCH);`,
    scenarios,
  },
  {
    id: 'board-no-last-look',
    fault: 'a worker sleeps without a last look',
    file: FILE,
    find: `  const slot = takeCall(board, at);
  if (slot != NO_CALL || atomic`,
    replace: `  const slot = NO_CALL;
  if (slot != NO_CALL || atomic`,
    scenarios,
  },
  {
    id: 'board-home-unasked',
    fault: 'a worker falls asleep without asking whether it was sent home',
    file: FILE,
    find: 'if (slot != NO_CALL || atomic.load<i32>(board, HOME) != 0) return slot;',
    replace: 'if (slot != NO_CALL) return slot;',
    scenarios,
  },
  {
    id: 'board-cancel-split',
    fault: 'a call is cancelled by a load and a store',
    file: FILE,
    find: 'return atomic.cmpxchg<i32>(record(board, slot), PENDING, CANCELLED, STATE) == PENDING;',
    replace: `if (atomic.load<i32>(record(board, slot), STATE) != PENDING) return false;
  atomic.store<i32>(record(board, slot), CANCELLED, STATE);
  return true;`,
    scenarios,
  },
  {
    id: 'board-take-split',
    fault: 'a worker takes a call by a load and a store',
    file: FILE,
    find: '    if (atomic.cmpxchg<i32>(record(board, slot), PENDING, RUNNING, STATE) == PENDING) return slot;',
    replace: `    if (atomic.load<i32>(record(board, slot), STATE) == PENDING) {
      atomic.store<i32>(record(board, slot), RUNNING, STATE);
      return slot;
    }`,
    scenarios,
  },
  {
    id: 'board-cancelled-dropped',
    fault: 'a cancelled call is thrown away and its slot never comes back',
    file: FILE,
    find: `STATE) == PENDING) return slot;
    handBack(board, at, slot);`,
    replace: 'STATE) == PENDING) return slot;',
    scenarios,
  },
  {
    id: 'board-pending-after-push',
    fault: 'a call is marked as pending after it can be taken',
    file: FILE,
    find: `  atomic.store<i32>(record(board, slot), PENDING, STATE);
  // There is room: a deque takes as many as there are slots.
  pushDeque(desk(board, at) + DESK_BYTES, slot);`,
    replace: `  pushDeque(desk(board, at) + DESK_BYTES, slot);
  atomic.store<i32>(record(board, slot), PENDING, STATE);`,
    scenarios,
  },
  {
    id: 'board-chain-split',
    fault: 'a call is chained by a load and a store',
    file: FILE,
    find: '} while (atomic.cmpxchg<i32>(head, before, slot + 1, FINISHED) != before);',
    replace: '} while ((atomic.store<i32>(head, slot + 1, FINISHED), false));',
    scenarios,
  },
  {
    id: 'board-link-after-hand-over',
    fault: 'a call is handed back before it is chained',
    file: FILE,
    find: `    store<i32>(record(board, slot), before, NEXT);
    // Exchange: the page may have taken the chain since. After NEXT and the result, which it orders before the page's reads.
  } while (atomic.cmpxchg<i32>(head, before, slot + 1, FINISHED) != before);`,
    replace: `  } while (atomic.cmpxchg<i32>(head, before, slot + 1, FINISHED) != before);
  store<i32>(record(board, slot), before, NEXT);`,
    scenarios,
  },
  {
    id: 'board-news-before-hand-over',
    fault: 'a worker looks whether the page sleeps before the call is handed back',
    file: FILE,
    find: `  let before: i32;
  do {
    before = atomic.load<i32>(head, FINISHED);
    store<i32>(record(board, slot), before, NEXT);
    // Exchange: the page may have taken the chain since. After NEXT and the result, which it orders before the page's reads.
  } while (atomic.cmpxchg<i32>(head, before, slot + 1, FINISHED) != before);
  // After the hand-over: the page arms before it looks, so one of the two sees the other.
  // Exchange: of several that see it armed one notifies.
  if (atomic.load<i32>(board, ARMED) == 0 || atomic.xchg<i32>(board, 0, ARMED) == 0) return;`,
    replace: `  const armed = atomic.load<i32>(board, ARMED) != 0;
  let before: i32;
  do {
    before = atomic.load<i32>(head, FINISHED);
    store<i32>(record(board, slot), before, NEXT);
  } while (atomic.cmpxchg<i32>(head, before, slot + 1, FINISHED) != before);
  if (!armed || atomic.xchg<i32>(board, 0, ARMED) == 0) return;`,
    scenarios,
  },
  {
    id: 'board-armed-after-look',
    fault: 'the page says that it sleeps after its last look',
    file: FILE,
    find: `  atomic.store<i32>(board, 1, ARMED);
  for (let number: u32 = 0, desks = desksInUse(board); number < desks; ++number) {
    if (atomic.load<i32>(desk(board, number), FINISHED) == 0) continue;
    disarmBoard(board);
    return false;
  }
  return true;`,
    replace: `  for (let number: u32 = 0, desks = desksInUse(board); number < desks; ++number) {
    if (atomic.load<i32>(desk(board, number), FINISHED) != 0) return false;
  }
  atomic.store<i32>(board, 1, ARMED);
  return true;`,
    scenarios,
  },
  {
    id: 'board-chain-read-split',
    fault: 'the page takes what was handed back by a load and a store',
    file: FILE,
    find: 'let from = atomic.xchg<i32>(head, 0, FINISHED);',
    replace: 'let from = atomic.load<i32>(head, FINISHED); atomic.store<i32>(head, 0, FINISHED);',
    scenarios,
  },
  {
    id: 'board-home-untold',
    fault: 'the order to go home does not move the epoch: a worker about to sleep misses it',
    file: FILE,
    find: `  atomic.add<i32>(board, 1, EPOCH);
  wake(board, -1);`,
    replace: '  wake(board, -1);',
    scenarios,
  },
  {
    id: 'board-home-one',
    fault: 'the order to go home wakes one worker',
    file: FILE,
    find: 'wake(board, -1);',
    replace: 'wake(board, 1);',
    scenarios,
  },
  {
    id: 'board-woken-counted-twice',
    fault: 'a worker that was woken takes itself off the sleepers, as the page has',
    file: FILE,
    find: 'if (ended != WOKEN_UP) atomic.sub',
    replace: 'atomic.sub',
    scenarios,
  },
  {
    id: 'board-woken-uncounted',
    fault: 'the page takes a sleeper off although it has woken nobody',
    file: FILE,
    find: 'if (woken != 0) atomic.sub<i32>(board, woken, SLEEPERS);',
    replace: 'if (atomic.load<i32>(board, SLEEPERS) != 0) atomic.sub<i32>(board, 1, SLEEPERS);',
    scenarios,
  },
];
