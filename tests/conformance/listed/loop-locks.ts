/** Locks and queue of the event loop. Source: CPython 3.13, Lib/test/test_asyncio (test_locks, test_queues). */
import { list, type Listed } from './list.ts';

const LOCK = {
  AL01: list(
    'LockTests.test_acquire',
    'two wait and nothing happens until a release; each release lets exactly one through, in the order of coming, a later one behind them',
  ),
  AL02: list('LockTests.test_acquire_cancel', 'cancelling one that waits removes it'),
  AL03: list(
    'test_cancel_race',
    'the holder releases while the first that waits is being cancelled: the second gets it',
  ),
  AL04: list(
    'test_cancel_release_race',
    'the first of three is cancelled and the lock released in one callback: exactly one of the others gets it',
  ),
  AL05: list(
    'test_finished_waiter_cancelled',
    'one that is woken and cancelled in the same turn, in either order, passes the wake on',
  ),
  AL06: list(
    'LockTests.test_release_not_acquired, test_release_no_waiters',
    'releasing a free one is an error; releasing with nobody waiting frees it',
  ),
  AL07: list(
    'test_context_manager, test_lock_by_with_statement, test_lock_doesnt_accept_loop_parameter, test_ambiguous_loops',
    'the scoped form holds it for a coroutine; it can neither be waited for nor disposed of itself and its constructor takes no loop (checked at run time, and by the compiler); on a second loop it fails once it must wait',
  ),
};

const EVENT = {
  AE01: list(
    'EventTests.test_wait',
    'those who wait are woken in the order of coming; one that comes after the set returns at once without a yield: 3, 1, 2',
  ),
  AE02: list(
    'test_wait_on_set, test_wait_cancel',
    'waiting for a set one gives true; cancelling one that waits removes it',
  ),
  AE03: list(
    'test_clear_with_waiters',
    'set, cleared, set and set in one turn: the one that waits still runs, once, and leaves the list',
  ),
  AE04: list('EventTests.test_repr', 'its text says set or unset, and how many wait'),
};

const CONDITION = {
  AN00: list(
    'ConditionTests.test_wait',
    'a notification wakes nobody until the release, then one a release: 1, then of two notified 2 and 3; wait gives true and holds the lock',
  ),
  AN01: list('test_notify, test_notify_all', 'one notified, then one and 2048 more: 1, 2, 3; notifying all wakes all'),
  AN02: list(
    'ConditionTests.test_wait_cancel, test_wait_cancel_contested',
    'cancelled, a wait leaves the list and has the lock before the cancellation leaves it; with the lock contested it ends either way, but with the lock',
  ),
  AN03: list(
    'test_wait_cancel_after_notify',
    'cancelled after it was notified, while it waits for the lock, it ends cancelled once it has had the lock',
  ),
  AN04: list(
    'test_wait_unacquired, test_notify_unacquired, test_notify_all_unacquired',
    'wait, notify and notify all without the lock are errors',
  ),
  AN05: list(
    'test_wait_for, test_wait_for_unacquired',
    'waitFor waits until its predicate is true and gives what that gave; true at first it needs no lock, else one that is not held is an error',
  ),
  AN06: list(
    'test_cancelled_error_wakeup, test_cancelled_error_re_aquire',
    'what leaves waitFor is the very CancelledError that was thrown in, with its reason, whether it waited to be notified or for the lock',
  ),
  AN07: list(
    'test_cancelled_wakeup, test_cancelled_wakeup_relock',
    'a task that was notified and is cancelled before it runs, or while it waits for the lock, hands the notification on: the item is gone within 10 ms',
  ),
  AN08: list(
    'test_explicit_lock, test_timeout_in_block, ConditionTests.test_ambiguous_loops',
    'a lock that is given to it is shared; a wait can be timed out after 500 ms; on a second loop acquire and wait fail',
  ),
};

const SEMAPHORE = {
  AS01: list(
    'test_initial_value_zero, test_semaphore_value, SemaphoreTests.test_release_not_acquired',
    'starting at 0 it is locked, below 0 is an argument error, without a word it is 1; a bounded one refuses a release too many',
  ),
  AS02: list(
    'SemaphoreTests.test_acquire',
    'of 3 units 2 are taken and three come: one passes and two queue; two releases hand over at once, the value stays 0, and a fourth does not jump the queue',
  ),
  AS03: list(
    'test_acquire_cancel_before_awoken',
    'the first two that wait are cancelled, then one release: the third gets it, the fourth does not',
  ),
  AS04: list(
    'test_acquire_hang',
    'the first that waits is cancelled and a unit released: the second gets it and it ends locked',
  ),
  AS05: list(
    'test_acquire_no_hang',
    'one that waits is cancelled by the one that has just left: a later acquire still gets a unit within 1 s',
  ),
  AS06: list('test_acquire_fifo_order', 'three tasks that come twice each run c1, c2, c3, c1, c2, c3'),
  AS07: list(
    'test_acquire_fifo_order_2',
    'a task that releases and acquires again goes behind those who wait: 1, 2, 3, 4',
  ),
  AS08: list('test_acquire_fifo_order_3', 'the first that waits is cancelled, then two releases: 2, 3'),
  AS09: list(
    'test_acquire_fifo_order_4',
    'three releases in one turn: it stays locked while the woken task has not run, at value 2 with three waiting; an acquire that succeeds wakes more: 1, 2, 3, 4',
  ),
};

const BARRIER = {
  AB01: list(
    'test_barrier, test_barrier_parties, BarrierTests.test_repr',
    'fewer than one party is an argument error; it cannot be waited for itself (a type error when it runs); its text says filling, draining, resetting or broken, and how many of how many have come',
  ),
  AB02: list(
    'BarrierTests.test_context_manager, test_filling_tasks_check_return_value',
    'the scoped form gives the place, the places are 0 to n - 1; afterwards nobody waits and it is not broken',
  ),
  AB03: list(
    'test_filling_one_task, test_filling_one_task_twice, test_filling_task_by_task, test_filling_tasks_wait_twice',
    'for one party it lets everybody pass at once, also twice; filling it counts 1, 2; two rounds a task work',
  ),
  AB04: list(
    'test_draining_state',
    'while it is being left its text says draining, for all but the last task to leave',
  ),
  AB05: list(
    'test_blocking_tasks_while_draining',
    'tasks that come again while it is being left wait outside until it is, then fill the next round',
  ),
  AB06: list(
    'test_filling_tasks_cancel_one',
    'cancelling one that waits lowers the count; the others go on when enough have come',
  ),
  AB07: list(
    'test_reset_barrier, test_reset_barrier_while_tasks_waiting',
    'a reset with nobody in it changes nothing; with n - 1 all of them are turned away, and then it is usable and not resetting',
  ),
  AB08: list(
    'test_reset_barrier_when_tasks_half_draining, test_reset_barrier_when_tasks_half_draining_half_blocking',
    'reset when half have left, only those not out yet are turned away; those outside for the next round are not',
  ),
  AB09: list(
    'test_reset_barrier_while_tasks_waiting_and_waiting_again, test_reset_barrier_while_tasks_draining',
    'after a reset those turned away may wait again while they clean up, and complete the next round; a reset by the last to leave does not disturb the next round',
  ),
  AB10: list(
    'test_abort_barrier*',
    'an abort breaks it at once with nobody in it; of five, half out and half outside again, two inside and two outside are turned away; by way of an error n - 1 are; reset, it is usable',
  ),
};

const QUEUE = {
  AQ01: list(
    'QueueBasicTests, LifoQueueTests, PriorityQueueTests',
    'it says whether it is empty or full, never full without a bound; its orders are first in first out, last in first out, smallest first',
  ),
  AQ02: list(
    'test_maxsize, test_float_maxsize',
    'of a bound of 2, a putter of 3 waits after 2, and a get lets it go on; a bound of 1.3 holds 2',
  ),
  AQ03: list(
    'test_nonblocking_get*, test_nonblocking_put*',
    'without waiting, a get of an empty one is QueueEmpty, a put to a full one QueueFull',
  ),
  AQ04: list(
    'test_blocking_get*, test_get_with_putters, test_blocking_put*',
    'with items in it a get does not wait and wakes one putter; a get that waits ends when an item comes',
  ),
  AQ05: list(
    'test_get_cancelled_race, test_cancelled_getters_not_being_held_in_self_getters, test_cancelled_puts_not_being_held_in_self_putters',
    'the first getter is cancelled, then an item put: the second gets it; cancelled getters and putters leave the lists, also by a time-out',
  ),
  AQ06: list(
    'test_get_with_waiting_putters, test_why_are_getters_waiting, test_why_are_putters_waiting',
    'two putters that wait at a bound of 1 deliver in order; 5 items through a bound of 1 end, and so do 4 putters that are drained once',
  ),
  AQ07: list(
    'test_get_cancel_drop_one_pending_reader, test_get_cancel_drop_many_pending_readers',
    'cancelling a woken getter loses no item: 1 is read next, not 2; of 3 getters and 2 items with one cancelled, the other two get 1 and 2',
  ),
  AQ08: list('test_put_cancel_drop', 'cancelling a woken putter loses no room: a second try puts 2 and it ends empty'),
  AQ09: list(
    'test_put_cancelled_race, test_cancelled_put_silence_value_error_exception',
    'the third putter is cancelled: a and b arrive; one cancelled after its room was free gets CancelledError and nothing else',
  ),
  AQ10: list(
    '_QueueJoinTestMixin',
    'reporting too many items done is an error; 2 workers and 100 items: join returns at a sum of 4950; of an empty one it returns at once, twice; in every order',
  ),
  AQ11: list(
    '_QueueShutdownTestMixin.test_shutdown_empty',
    'shut down empty: a getter that waits is turned away, put and get are, join returns; in every order',
  ),
  AQ12: list(
    '_QueueShutdownTestMixin.test_shutdown_nonempty',
    'shut down with an item: a putter that waits is turned away, the item comes out, join waits until it is reported, which can be done once; in every order',
  ),
  AQ13: list(
    '_QueueShutdownTestMixin.test_shutdown_immediate, test_shutdown_immediate_with_unfinished',
    'shut down at once: the items are dropped and unfinished goes from 1 to 0, or from 2 to 1 with one taken before; join returns, or does after that one’s report; nothing else can be reported; in every order',
  ),
  AQ14: list(
    'test_repr, test_str, test_format',
    'its text says what is in it of how many at the most, who waits to get and to put, what is unfinished and that it is shut down',
  ),
};

export const LOOP_LOCKS: Listed = { ...LOCK, ...EVENT, ...CONDITION, ...SEMAPHORE, ...BARRIER, ...QUEUE };
