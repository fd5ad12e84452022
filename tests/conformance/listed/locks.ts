/** Locks, queue and the lab's own. Source: CPython 3.13, Lib/test/lock_tests.py, test_threading.py and test_queue.py. */
import { list, type Listed } from './list.ts';

const LOCK = {
  LK01: list('test_constructor, test_repr, test_locked_repr', 'its text says unlocked, and locked while it is held'),
  LK02: list('test_acquire_destroy', 'one that is dropped while held does no harm'),
  LK03: list('test_acquire_release', 'acquire and release leave it free'),
  LK04: list('test_try_acquire', 'a try gets a free one'),
  LK05: list('test_try_acquire_contended', 'a try of another thread fails at once while it is held'),
  LK06: list(
    'test_acquire_contended',
    'five threads stay blocked while it is held, and all get through after one release',
  ),
  LK07: list('test_with', 'the scoped form releases at its end and on an error'),
  LK08: list('test_thread_leak', 'fifteen threads that no pool made use it and leave no trace in it'),
  LK09: list('test_timeout', 'a time-out for a try is an argument error'),
  LK10: list(
    'test_timeout',
    'a negative time-out is an argument error, one above the most a range error, the most is taken',
  ),
  LK11: list('test_timeout', 'a time-out of 5 s on a free one returns long before'),
  LK12: list('test_timeout', 'a time-out on a held one fails after about its time'),
  LK13: list(
    'test_weakref_exists, test_weakref_deleted',
    'weak references',
    'Python only: nothing in shared memory is collected',
  ),
  LK14: list('LockTests.test_reacquire', 'the holder’s second acquire blocks until somebody else releases'),
  LK15: list('LockTests.test_different_thread', 'a thread that does not hold it may release it'),
  LK16: list(
    'test_state_after_timeout',
    'after a time-out and the holder’s release it is free, with nobody counted as waiting',
  ),
  LK17: list('test_at_fork_reinit', 'made anew while held it is free and works'),
  LK18: list('test_releasing_unacquired_lock', 'releasing a free one is an error'),
};

const RECURSIVE = {
  RL01: list('RLockTests(BaseLockTests)', 'what holds for a lock holds for it, but the holder’s own try succeeds'),
  RL02: list('test_reacquire', 'as many releases as acquires, nested in any way; only the last frees it'),
  RL03: list('test_release_unacquired', 'releasing one that is not held, or once too often, is an error'),
  RL04: list('test_release_save_unacquired', 'giving all levels back at once is an error where it is not held'),
  RL05: list('test_recursion_count', 'its depth goes 0, 1, 3, 2, 0 for the holder and is 0 for everybody else'),
  RL06: list(
    'RLockTests.test_different_thread',
    'a release by another thread is an error and takes nothing from the holder',
  ),
  RL07: list('test__is_owned', 'it knows whether this thread holds it, at every level'),
};

const EVENT = {
  EV01: list('test_is_set', 'new it is unset; set twice it is set, cleared twice it is unset'),
  EV02: list('test_notify', 'five threads wait; a set lets all go with true, and their next wait returns at once'),
  EV03: list('test_notify', 'the same again on the same event after set and clear'),
  EV04: list('test_timeout', 'unset, a wait of 0 fails at once and a timed one after about its time, for five threads'),
  EV05: list('test_timeout', 'set, both return true'),
  EV06: list('test_set_and_clear', 'set and at once cleared, it still lets everybody go who waited'),
  EV07: list('test_at_fork_reinit', 'made anew while threads have used it, it is unset and works'),
  EV08: list('test_repr', 'its text says unset or set'),
};

const CONDITION = {
  CV01: list('test_acquire', 'over a reentrant lock it can be acquired twice and released twice'),
  CV02: list('test_acquire', 'acquiring it acquires the lock it was given, and the other way round, also scoped'),
  CV03: list('test_unacquired_wait, test_unacquired_notify', 'wait and notify without the lock are errors'),
  CV04: list('test_notify', 'notify(3) of five waiters wakes nobody before the release, then exactly three'),
  CV05: list('test_notify', 'notify(5) then wakes the two left and the three that wait again, and no other'),
  CV06: list('test_notify', 'notify all wakes the last two'),
  CV07: list('test_notify', 'all of it once more on the same object'),
  CV08: list('test_timeout', 'with no notification a timed wait fails after about its time, in five threads'),
  CV09: list('test_waitfor', 'waitFor returns true when the predicate holds, after four notifications'),
  CV10: list(
    'test_waitfor_timeout',
    'waitFor’s time counts from its start, whatever the notifications, and ends with false',
  ),
  CV11: list('threading.Condition.wait', 'a wait that timed out takes no later notification'),
  CV12: list(
    '_release_save, _acquire_restore',
    'waiting n deep in a reentrant lock frees it wholly and comes back n deep',
  ),
  CV13: list(
    'threading.Condition.notify',
    'notify(n) with fewer waiters wakes those there, first come first, and stores nothing',
  ),
};

const SEMAPHORE = {
  SM01: list('test_constructor, test_default_value', 'a negative start is an argument error; the default is 1'),
  SM02: list(
    'test_acquire, test_acquire_destroy',
    'n units allow n acquires, releases return them, a dropped one does no harm',
  ),
  SM03: list(
    'test_acquire_contended',
    '7 units, one taken, 10 threads that take two: exactly 6, 7, 6 and the last get through in turn',
  ),
  SM04: list('test_multirelease', 'the same with several units given back at once; fewer than 1 is an argument error'),
  SM05: list('test_try_acquire', 'tries of 2 units: yes, yes, no; yes again after a release'),
  SM06: list(
    'test_try_acquire_contended',
    '4 units, one taken, 5 threads with two tries each: exactly 3 succeed and 7 fail',
  ),
  SM07: list('test_acquire_timeout', 'timed acquires succeed and fail as tries do, and fail after about their time'),
  SM08: list('test_with', 'the scoped form nests and returns its unit on an error'),
  SM09: list('SemaphoreTests.test_release_unacquired', 'unbounded, a release without an acquire adds a unit'),
  SM10: list(
    'BoundedSemaphoreTests.test_release_unacquired',
    'bounded, a release above its start is an error and changes nothing',
  ),
  SM11: list('test_repr', 'its text shows the units, and the bound where there is one'),
};

const BARRIER = {
  BR01: list('test_constructor', 'none or fewer parties are an argument error'),
  BR02: list(
    'test_barrier, test_barrier_10',
    'five threads, 1 and 10 rounds: nobody leaves a round before all have come',
  ),
  BR03: list('test_wait_return', 'each round hands out the places 0 to n - 1'),
  BR04: list('test_action', 'the action runs once a round before anybody goes on; one that throws breaks the barrier'),
  BR05: list('test_abort', 'one aborts: the other four are turned away and the barrier is broken'),
  BR06: list('test_reset', 'reset while four wait: they are turned away, and all five pass afterwards'),
  BR07: list('test_abort_and_reset', 'aborted, then reset, all five pass again'),
  BR08: list('test_timeout', 'one that comes too late finds everybody turned away, and is so itself'),
  BR09: list('test_default_timeout', 'a barrier’s own time-out holds for waits that name none'),
  BR10: list('test_single_thread', 'for one party every wait returns at once'),
  BR11: list('test_repr', 'its text counts the waiters and says broken'),
  BR12: list(
    'threading.Barrier._enter',
    'who arrives while a round is being let go waits for the next and never joins the old',
  ),
};

const STORAGE_HOOK =
  'its items are numbers that wasm stores itself: there is no hook of a subclass that could throw between two steps';

const QUEUE = {
  QU01: list('test_basic', 'new it is empty; 111, 333, 222 come out in order, reversed or sorted'),
  QU02: list('test_basic', 'of five it is full with the fifth; a try and a timed put then fail with full'),
  QU03: list('test_basic', 'a blocked put goes on when another thread gets, a blocked get when another puts'),
  QU04: list('test_basic', 'a try and a timed get of an empty one fail with empty'),
  QU05: list('test_basic', 'all of that twice on the same queue'),
  QU06: list('test_negative_timeout_raises_exception', 'a negative time-out is an argument error for put and get'),
  QU07: list('test_nowait', 'tries at the bound fail with full and empty'),
  QU08: list('test_shrinking_queue', 'a lower limit keeps the items and makes puts fail with full'),
  QU09: list('test_queue_task_done', 'reporting more items done than were put is an error, also after join'),
  QU10: list(
    'test_queue_join',
    'join waits for 100 items to be reported by two workers; again, and twice on one queue',
  ),
  QU11: list('test_shutdown_empty', 'shut while empty: put and get are turned away'),
  QU12: list('test_shutdown_nonempty', 'shut with items: they come out, then get is turned away; put is at once'),
  QU13: list('test_shutdown_immediate', 'shut at once: items are dropped and get is turned away'),
  QU14: list(
    'test_shutdown_allowed_transitions',
    'it tells that it is shut; shutting at once after shutting is allowed, back is not',
  ),
  QU15: list('test_shutdown_all_methods_in_one_thread', 'every method after shutting, in one thread'),
  QU16: list('test_shutdown_immediate_all_methods_in_one_thread', 'every method after shutting at once, in one thread'),
  QU17: list(
    'test_shutdown_all_methods_in_many_threads',
    '4 writers and 6 readers of 65 536 items, shut in the middle: all end, all readers turned away',
  ),
  QU18: list('test_shutdown_get', 'two items and three getters after shutting: two get one, one is turned away'),
  QU19: list('test_shutdown_put', 'putters that wait or come later are turned away'),
  QU20: list('test_shutdown_join', 'join goes on waiting for what is left; shut at once it ends'),
  QU21: list('test_shutdown_put_join', 'a putter and a joiner: the putter is turned away, the joiner ends'),
  QU22: list('test_shutdown_get_task_done_join', 'two that get and report and two joiners all end after shutting'),
  QU23: list('test_shutdown_pending_get', 'a getter that waits at an empty queue is turned away by shutting'),
  QU24: list('test_failing_queue', 'a storage hook that throws leaves the queue consistent', STORAGE_HOOK),
  SQ01: list('SimpleQueue test_basic', 'the unbounded form gives 1, 2, 3, 4 in order by every kind of get, then empty'),
  SQ02: list(
    'SimpleQueue test_negative_timeout',
    'a negative time-out of get is an argument error although items are there',
  ),
  SQ03: list('SimpleQueue test_order', 'one producer and one consumer: exact order of 100 items'),
  SQ04: list(
    'SimpleQueue test_many_threads',
    '50 producers, 50 consumers: each item once; blocking, polling and timed gets',
  ),
  SQ05: list('SimpleQueue test_references', 'an item that was taken leaves nothing behind'),
  SQ06: list('SimpleQueue test_reentrancy', 'put may be called from what a put has set off'),
};

const LAB = {
  LB01: list(
    '',
    'a call that blocks is refused on the page with a clear error; the page’s own form gives the same results',
  ),
  LB02: list('', 'without Atomics.waitAsync the same tests pass by message'),
  LB03: list('', 'a wait that the page gave up takes no wake meant for a worker'),
  LB04: list(
    '',
    'a worker dies holding a lock: waiters get BrokenLock within 250 ms of the news, the next pool works, 100 times',
  ),
  LB05: list(
    '',
    'a worker that never says ready makes the start fail within its deadline, by name, with no respawn loop',
  ),
  LB06: list('', 'every promise settles on close, error, unreadable message and terminate'),
  LB07: list('', 'sequence words wrap: locks, ring and barrier from 0xFFFFFFF0'),
  LB08: list('', 'n workers × 100 000 plain increments under the lock give the exact sum'),
  LB09: list('', 'no waiter is passed over for longer than 1 ms + w·h·2'),
  LB10: list(
    '',
    'GIL: one inside at a time, drops within the interval, forced switches switch, requests are cleared, the interval can change',
  ),
  LB11: list('', 'deque: a million tokens each taken once by owner and thieves mixed, also across the wrap'),
  LB12: list('', 'a cooperative cancel is seen by every worker within 5 ms, and no task starts after it'),
  LB13: list('', 'SIMD, relaxed SIMD and scalar kernels agree'),
  LB14: list('', 'the module has no data and never grows its memory'),
  LB15: list('', 'without isolation the lab loads, explains and measures what it can'),
  LB16: list('', 'a run in a hidden tab is void'),
};

export const LOCKS: Listed = {
  ...LOCK,
  ...RECURSIVE,
  ...EVENT,
  ...CONDITION,
  ...SEMAPHORE,
  ...BARRIER,
  ...QUEUE,
  ...LAB,
};
