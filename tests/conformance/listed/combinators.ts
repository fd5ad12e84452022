/** Waiting for several things, time-outs and task groups. Source: CPython 3.13, Lib/test/test_asyncio (test_tasks, test_waitfor, test_timeouts, test_taskgroups). */
import { list, type Listed } from './list.ts';

const GATHER = {
  GA01: list(
    'test_success',
    'results stand in the order given, whatever the order of ends, it is done after the last, and tells once',
  ),
  GA02: list(
    'test_one_exception, test_exception_marking',
    'the first error comes out at once; the others run on, and later errors count as seen',
  ),
  GA03: list(
    'test_return_exceptions, test_result_exception_one_cancellation',
    'asked to return errors it waits for all, with errors and cancellations in their places',
  ),
  GA04: list(
    'test_constructor_empty_sequence_*',
    'of nothing it is done with an empty list, which it tells one turn later',
  ),
  GA05: list('test_duplicate_coroutines', 'a coroutine given several times runs once, its result repeated'),
  GA06: list('test_one_cancellation', 'a child that is cancelled makes it fail with CancelledError, not be cancelled'),
  GA07: list('test_cancellation_broadcast', 'cancelling it cancels all children; cancelled again it says no'),
  GA08: list('test_cancel_gather_1', 'once all children are done it cannot be cancelled, and the result stands'),
  GA09: list('test_cancel_gather_2', 'cancelled while it returns errors, it still throws CancelledError at its caller'),
  GA10: list(
    'test_constructor_heterogenous_futures, test_issue46672',
    'futures of different loops are refused as misuse, and what is no awaitable with a TypeError; nothing is started or reported',
  ),
};

const WAIT = {
  AW01: list('test_wait', 'it gives a set of done and a set of pending; a second wait for done ones takes no time'),
  AW02: list(
    'test_wait_duplicate_coroutines, _with_iterator_of_tasks, test_wait_generator',
    'duplicates collapse; iterators are accepted, and what a generator makes once it is spread: the generator itself is a coroutine here',
  ),
  AW03: list(
    'test_wait_errors, test_wait_invalid_args',
    'none at all and a condition it does not know are RangeErrors; a single future or coroutine is a TypeError',
  ),
  AW04: list(
    'test_wait_first_completed, test_wait_really_done',
    'first-completed: one is done after 100 ms, one of 10 s is pending and runs on; others done in the same turn are done',
  ),
  AW05: list(
    'test_wait_first_exception*, test_wait_with_exception',
    'first-exception: over when one fails, at once or later; with no error it waits for all, and a cancellation is none',
  ),
  AW06: list(
    'test_wait_with_timeout, test_wait_concurrent_complete',
    'time up: it gives the sets as they are, cancels nothing, throws nothing',
  ),
  AW07: list('test_yield_wait_does_not_shield_cancel', 'cancelling the waiter does not cancel what it waits for'),
};

const AS_COMPLETED = {
  CO01: list('test_as_completed', 'they come in the order they are done, in the plain and in the loop’s own iteration'),
  CO02: list(
    'test_as_completed_same_tasks_in_as_out',
    'the loop’s own iteration gives the very tasks that were given; coroutines come out as new tasks',
  ),
  CO03: list(
    'test_as_completed_with_timeout, _unused_timeout',
    'time up: TimeoutError from the next item waited for, or from the loop’s own iteration; tasks run on; a timer not used is dropped',
  ),
  CO04: list('test_as_completed_resume_iterator', 'it can be left after two items and resumed'),
  CO05: list('test_as_completed_reverse_wait', 'the second item waited for first gives the first that was done'),
  CO06: list(
    'test_as_completed_concurrent, _duplicate_coroutines, _invalid_args',
    'items can be waited for at the same time; duplicates come once; a single future or coroutine is a TypeError',
  ),
};

const WAIT_FOR = {
  WF01: list('test_wait_for_blocking', 'it gives the value; without a time-out it waits for ever'),
  WF02: list(
    'test_wait_for, test_wait_for_waits_for_task_cancellation',
    'time up: the inner one is cancelled and waited for, then TimeoutError is thrown with the CancelledError as its cause',
  ),
  WF03: list(
    'test_asyncio_wait_for_timeout, test_asyncio_wait_for_cancelled',
    'an inner one that ignores the cancellation is waited for to its end, when time is up and when the waiter is cancelled',
  ),
  WF04: list(
    'test_wait_for_timeout_less_then_0_or_0*',
    'of 0 or less: a done future gives its value, a coroutine never starts, a running task is cancelled, both with TimeoutError',
  ),
  WF05: list(
    'test_wait_for_cancel_suppressed, test_wait_for_cancellation_race_condition',
    'an inner one that swallows the cancellation and returns a value: the value comes, no TimeoutError',
  ),
  WF06: list(
    'test_wait_for_reraises_exception_during_cancellation',
    'an inner one that fails otherwise while it is cancelled: that error comes out',
  ),
  WF07: list('test_wait_for_race_condition', 'a result set before the timer wins'),
  WF08: list(
    'test_cancel_blocking_wait_for, test_cancel_wait_for',
    'cancelling it cancels the inner one, with a time-out of 60 s and with none',
  ),
  WF09: list(
    'test_wait_for_issue86296',
    'cancelled in the turn after the inner one has finished it still ends cancelled; the inner one keeps its result, what follows does not run',
  ),
  WF10: list(
    'WaitForShieldTests',
    'over a shield: of 0 it cancels only the shield and the inner one runs to its end; without one it gives the value; a short one throws and the inner one ends later',
  ),
};

const TIMEOUT = {
  TO01: list(
    'test_timeout_basic, test_timeout_at_basic',
    'a body longer than its deadline: TimeoutError at the end of the scope, expired, when() is the deadline',
  ),
  TO02: list('test_waiter_cancelled', 'what the body waits in gets CancelledError, not TimeoutError'),
  TO03: list(
    'test_timeout_not_called, test_timeout_disabled',
    'a body in time: not expired and when() ahead; null is no deadline and when() null',
  ),
  TO04: list(
    'test_timeout_zero*, test_timeout_in_the_past_sleep_zero',
    '0 and less fire at the next wait, be it a sleep of 0; when() is now for 0 and past for less',
  ),
  TO05: list(
    'test_nested_timeouts',
    'two with one deadline: the inner lets CancelledError through, the outer alone throws TimeoutError, both have expired',
  ),
  TO06: list(
    'test_foreign_exception_*',
    'another error passes and it has not expired; one thrown while the body is cancelled passes with TimeoutError and CancelledError among its causes',
  ),
  TO07: list(
    'test_foreign_cancel_doesnt_timeout_if_not_expired',
    'a cancellation by somebody else stays CancelledError, and it has not expired',
  ),
  TO08: list('test_outer_task_is_not_cancelled', 'after TimeoutError the task is not cancelled and goes on'),
  TO09: list(
    'test_nested_timeouts_concurrent, test_nested_timeouts_loop_busy',
    'an inner longer than the outer on a busy loop: both throw in turn; an inner that expired meanwhile is caught inside and the outer stops what follows',
  ),
  TO10: list(
    'test_reschedule, test_timeout_finished, _expired, _expiring, _not_entered',
    'it can be moved to later and to none while it is active; an error before it is entered, finished, expired or expiring',
  ),
  TO11: list(
    'test_timeout_already_entered, _double_enter, _without_task',
    'entering it again, inside or afterwards, and entering it outside of a task are errors',
  ),
  TO12: list(
    'test_timeout_after_cancellation, test_cancel_in_timeout_after_cancellation, test_nested_timeout_in_finally',
    'in clean-up after a cancellation 0 gives TimeoutError and a new cancellation CancelledError; nested in a finally both throw, each with its cancellation, the inner one’s caused by the outer one’s',
  ),
  TO13: list(
    'test_timeout_taskgroup',
    'around a task group whose child fails in clean-up the group’s error comes out with TimeoutError among its causes',
  ),
  TO14: list('test_repr_*', 'its text says active with when, active with when=null, expired, finished'),
};

const TASK_GROUP = {
  TG01: list(
    'test_taskgroup_01, 02',
    'the end of the scope waits for all children, also for one that is added in the middle of the body',
  ),
  TG02: list('test_taskgroup_03', 'a child that somebody cancels is no error'),
  TG03: list(
    'test_taskgroup_04, test_cancel_children_on_child_error',
    'a child’s error cancels siblings and body, which sees CancelledError; the group’s error has the real errors only; what follows does not run',
  ),
  TG04: list(
    'test_cancellation, test_taskgroup_07, 17, 22',
    'cancelling the parent cancels all five children, and the body where it waits; CancelledError comes out, no group',
  ),
  TG05: list(
    'test_taskgroup_08',
    'children that fail while the parent’s cancellation ends them: the group’s error wins over CancelledError',
  ),
  TG06: list(
    'test_taskgroup_09, 10',
    'an error of the body cancels the children and comes out inside the group, whether they had started or not',
  ),
  TG07: list(
    'test_taskgroup_11, 12, 13, 14',
    'nested: errors of the inner group come out as a group in the outer one; an error of the outer’s own child comes out flat and cancels the inner group',
  ),
  TG08: list(
    'test_taskgroup_15, 16',
    'a child’s error while a cancelled body takes 500 ms to clean up still gives the group’s error, also one task further up',
  ),
  TG09: list(
    'test_taskgroup_18, 19',
    'a body that makes its own error of CancelledError: the group has it; with a child’s error it has both',
  ),
  TG10: list(
    'test_taskgroup_20, 20a, 21a',
    'LoopExit, which stands for SystemExit and KeyboardInterrupt, comes out of the body bare; other base-class errors, here any thrown value that is no Error, go into the group with the rest, from body or child',
  ),
  TG11: list(
    'test_taskgroup_23, 24, 25',
    'finished children are dropped; children add children, also while the scope ends; endless spawners are stopped by an error elsewhere',
  ),
  TG12: list('test_taskgroup_task_name, test_taskgroup_task_context', 'name and context reach the task'),
  TG13: list(
    'test_taskgroup_no_create_task_after_failure, _finished, _not_entered, test_coro_closed_when_tg_closed',
    'a task cannot be made before it is entered, while it aborts or when it is finished; the coroutine is closed',
  ),
  TG14: list(
    'test_taskgroup_already_entered, _double_enter, _without_parent_task',
    'entering it twice and entering it outside of a task are errors',
  ),
  TG15: list(
    'test_taskgroup_context_manager_exit_raises',
    'clean-up in the body that throws while it aborts adds its error to the group; no request to cancel is left',
  ),
  TG16: list(
    'test_cancelling_level_preserved, test_nested_groups_both_cancelled',
    'after a group’s error was handled no request to cancel is left; with inner and outer aborted one is left inside and none after the outer',
  ),
  TG17: list(
    'test_error_and_cancel',
    'a child’s error and a cancellation from outside together: the group’s error comes with one request left, and the next wait is cancelled',
  ),
  TG18: list(
    'test_cancels_task_if_created_during_creation, test_cancellation_does_not_leak_out_of_tg (main, gh-128550)',
    'a task made by a child that races with a failure is cancelled too; no cancellation from outside is lost and none leaks out; with eager tasks as well',
  ),
};

const SHIELD = {
  SH01: list(
    'test_shield_result, test_shield_exception, test_shield_cancel_inner',
    'result, error and cancellation of the inner one pass to the outer',
  ),
  SH02: list(
    'test_shield_cancel_outer, test_shield_effect',
    'cancelling the outer leaves the inner running to its end, and no callbacks on the outer',
  ),
  SH03: list('test_shield_shortcut', 'one that is done is returned as it is'),
  SH04: list(
    'test_shield_gather, test_gather_shield',
    'around a gathering the children finish; a gathering of two shields that is cancelled cancels them and not what they shield',
  ),
  SH05: list('test_shield_coroutine_without_loop', 'a coroutine outside of a loop is an error'),
};

export const COMBINATORS: Listed = {
  ...GATHER,
  ...WAIT,
  ...AS_COMPLETED,
  ...WAIT_FOR,
  ...TIMEOUT,
  ...TASK_GROUP,
  ...SHIELD,
};
