/**
 * Futures of executors, and waiting for several of them. Source: CPython 3.13, Lib/test/test_concurrent_futures (test_future,
 * test_wait, test_as_completed). Waiting is a promise here, since it is the page that waits.
 */
import { list, type Listed } from './list.ts';

const FUTURE: Listed = {
  FU01: list(
    'test_done_callback_with_result, _exception, _cancel',
    'a done-callback gets the future itself, however it ends',
  ),
  FU02: list(
    'test_done_callback_raises',
    'callbacks run in the order of adding; one that throws is reported and stops no other',
  ),
  FU03: list(
    'test_done_callback_already_successful, _failed, _cancelled, _raises_already_succeeded',
    'a callback added to a done future runs at once; what it throws is reported, not thrown',
  ),
  FU04: list('test_repr', 'its text says pending, running, cancelled, finished raised T, finished returned T'),
  FU05: list('test_cancel', 'only a pending one can be cancelled; a cancelled one says so again and does not change'),
  FU06: list(
    'test_cancelled, test_done, test_running',
    'cancelled, done and running are what they should be in all six states',
  ),
  FU07: list(
    'test_result_with_timeout, test_exception_with_timeout',
    'asked with a time-out of 0, result and exception answer what the state says',
  ),
  FU08: list(
    'test_result_with_success, _with_cancel, test_exception_with_success',
    'whoever waits gets the value, the error or the cancellation when it comes',
  ),
  FU09: list('test_multiple_set_result, _exception', 'a second outcome is an InvalidState and the first stays'),
  FU10: list(
    '_base.py: set_running_or_notify_cancel',
    'starting it runs a pending one, settles a cancelled one and is an error else',
  ),
  FU11: list('gh-132063', 'an error that is falsy is still thrown'),
};

const WAIT: Listed = {
  WA01: list('test_20369', 'the same future twice counts once'),
  WA02: list(
    'test_first_completed',
    'first-completed gives the one that is finished; cancelled but not seen by the executor is not done',
  ),
  WA03: list(
    'test_first_completed_some_already_completed',
    'first-completed with some done gives exactly those, at once',
  ),
  WA04: list(
    'test_first_exception',
    'first-exception waits past values until one fails, and gives all that are done by then',
  ),
  WA05: list(
    'test_first_exception_some_already_complete, _one_already_failed',
    'first-exception leaves a cancelled one that the executor has not seen in notDone; with a failed one it returns at once',
  ),
  WA06: list(
    'test_all_completed, test_timeout',
    'all-completed waits for all, errors included; a time-out gives what is done',
  ),
  WA07: list('test_pending_calls_race', 'a hundred futures set in between other work: none is missed'),
  WA08: list('_base.py: wait', 'an unknown rule is an argument error'),
};

const AS_COMPLETED: Listed = {
  AC01: list('test_no_timeout', 'gives all, also those already done or cancelled'),
  AC02: list(
    'test_future_times_out, test_correct_timeout_exception_msg',
    'with a time-out gives those that are done, then says how many are not',
  ),
  AC03: list('test_duplicate_futures', 'gives a duplicate once; any iterable will do'),
  AC04: list(
    'test_free_reference_yielded_future',
    'keeps no future that it has given out: a weak reference to it is cleared',
  ),
  AC05: list('_base.py: as_completed', 'those that are settled later come in the order in which they are'),
};

export const FUTURES: Listed = { ...FUTURE, ...WAIT, ...AS_COMPLETED };
