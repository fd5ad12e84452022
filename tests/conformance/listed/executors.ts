/**
 * Executors. Source: CPython 3.13, Lib/test/test_concurrent_futures (executor, test_thread_pool, test_process_pool, test_deadlock,
 * test_shutdown). A function is named `library.function` here, and a worker is a thread of the browser in both kinds.
 */
import { list, type Listed } from './list.ts';

const EXECUTOR: Listed = {
  EX01: list(
    'test_submit, test_submit_keyword',
    'a call gives its result; options by name are one object, whatever their names; a function that does not exist, or none at all, is a TypeError',
  ),
  EX02: list('test_map', 'a map over two ranges gives what a plain one gives, in chunks of three as well'),
  EX03: list(
    'test_map_exception',
    'a map gives results in the order of its arguments, and an error at its own place after those before it',
  ),
  EX04: list(
    'test_map_timeout',
    'a map with 5 s gives the two results there are, then a TimeoutError; the time counts from the call of map',
  ),
  EX05: list(
    'test_map_submits_without_iteration',
    'a map submits all at once, whether or not anybody asks for results',
  ),
  EX06: list(
    'test_executor_map_current_future_cancel',
    'a map whose time is up, or which is closed, cancels what does not run, that which is waited for included',
  ),
  EX07: list(
    'test_map_buffersize_*',
    'a map with a buffer pulls its arguments lazily, as many ahead as were said and one more for each result taken; endless ones work, empty ones give nothing; anything but a whole number above 0 is an argument error',
  ),
  EX08: list('test_max_workers_negative', 'no workers, or fewer than none, are an argument error'),
  EX09: list(
    'test_no_stale_references, test_free_reference',
    'an argument can be collected once its call has run, though the future was dropped; so can a result that a map has given out',
  ),
  EX10: list(
    'test_shutdown_race_issue12456',
    'one call more than there are workers, then a shutdown: all results, no hang',
  ),
};

const THREAD_POOL: Listed = {
  TP01: list(
    'test_default_workers',
    'by default there are four workers more than the browser says there are cores, at most 32; of processes as many as cores, at most 65',
  ),
  TP02: list('test_saturation', 'fifteen times as many blocked calls as workers may be start exactly so many (4)'),
  TP03: list('test_idle_thread_reuse', 'three calls one after the other use one worker'),
  TP04: list('InitializerMixin', 'the initializer runs in each worker before its first call'),
  TP05: list(
    'FailingInitializerMixin',
    'a failing initializer breaks the executor: what was pending fails with BrokenExecutor, a later submit throws it, and the reason is told once',
  ),
  TP06: list(
    'test_hang_global_shutdown_lock',
    'a fork while the global lock is held',
    'Python only: a worker is never forked, and there is no lock that all executors share',
  ),
};

const PROCESS_POOL: Listed = {
  PP01: list(
    'test_killed_child',
    'one worker killed while it runs a call: every future that was not done gets BrokenProcessPool, and so does a later submit',
  ),
  PP02: list(
    'test_map_chunksize',
    'chunks of 6, 50 and 40 over 40 items give the plain result; a chunk below 1 is an argument error',
  ),
  PP03: list(
    'test_traceback, test_traceback_when_child_process_terminates_abruptly',
    'an error of a worker arrives with its class where that is built in, its message and its properties, and has the worker’s stack as its cause',
  ),
  PP04: list('test_ressources_gced_in_workers', 'a worker keeps no argument once its call is done'),
  PP05: list(
    'test_saturation, test_idle_process_reuse_one, _multiple',
    'fifteen times as many blocked calls as workers may be start exactly so many; one after the other use one; six mixed use three at most',
  ),
  PP06: list(
    'test_max_tasks_per_child, test_max_tasks_early_shutdown, test_max_tasks_per_child_defaults_to_spawn',
    'with three calls a worker the fourth runs on a new one, and there is one at a time; with one each and three workers six calls and an early shutdown give all results; a number below 1, or replacing workers that belong to somebody else, is an argument error',
  ),
  PP07: list('test_max_workers_too_large', 'more workers than a pool has room for (65) are an argument error'),
  PP08: list(
    'test_python_finalization_error',
    'where no worker can be started a map fails with BrokenProcessPool, and shutdown ends',
  ),
  PP09: list(
    'ProcessPoolExecutor: arguments and results are pickled',
    'what a call writes is seen by no other worker and not by the caller, unless the caller says that the array is shared; one that is moved is gone where it was, in both directions',
  ),
};

const DEADLOCKS: Listed = {
  DL01: list(
    'test_error_at_task_pickle',
    'an argument that cannot be cloned, or throws meanwhile, fails its own future; the executor goes on',
  ),
  DL02: list(
    'test_exit_at_task_unpickle, test_error_at_task_unpickle, test_crash_at_task_unpickle',
    'a call that the worker cannot read breaks the executor (reading runs no code here, so nothing can exit or crash in it)',
  ),
  DL03: list(
    'test_crash_during_func_exec_on_worker, test_exit_during_func_exec_on_worker, test_error_during_func_exec_on_worker',
    'a worker that ends in a call breaks the executor; what a function throws reaches the caller, also what is no error, as an exit is none in Python',
  ),
  DL04: list(
    'test_crash_during_result_pickle_on_worker, test_exit_during_result_pickle_on_worker, test_error_during_result_pickle_on_worker',
    'a worker that ends while its result is cloned breaks the executor; what a getter of it throws fails the future, and so does a result that cannot be cloned',
  ),
  DL05: list(
    'test_error_during_result_unpickle_in_result_handler, test_exit_during_result_unpickle_in_result_handler',
    'a result that the receiver cannot read breaks the executor',
    'cannot be caused: reading runs no code of ours, and a page has every type that its workers can send; an unreadable message is handled, but only the other direction (DL02) can be shown',
  ),
  DL06: list(
    'test_shutdown_deadlock',
    'a worker that ends after the shutdown was asked for: its future gets BrokenProcessPool and the shutdown ends',
  ),
  DL07: list(
    'test_shutdown_deadlock_pickle',
    'an argument that cannot be cloned and a shutdown that does not wait: the future gets the error and the workers end',
  ),
  DL08: list('test_crash_big_data', 'workers that end while large arguments are on their way: BrokenProcessPool'),
  DL09: list(
    'test_gh105829_should_not_deadlock_if_wakeup_pipe_full',
    'a hundred calls complete though the page, which has to hear of them, was blocked while all were answered',
  ),
  DL10: list(
    'test_process_pool_executor_terminate_workers*, test_process_pool_executor_kill_workers*, test_force_shutdown_workers_invalid_op',
    'workers terminated or killed in the middle of a call: what runs fails, what waits is cancelled, a later submit throws; another force is an argument error',
  ),
};

const SHUTDOWN: Listed = {
  SD01: list('test_run_after_shutdown', 'submitting after a shutdown throws; shutting down again is fine'),
  SD02: list('test_hang_issue12364', 'fifty queued sleeps are all carried out under a shutdown'),
  SD03: list(
    'test_cancel_futures',
    'a shutdown that cancels, with five workers and fifty calls: more than twenty are cancelled, all others end without an error, at least one of them',
  ),
  SD04: list(
    'test_shutdown_no_wait, test_hang_gh83386',
    'a shutdown that does not wait returns at once; what runs and what is queued is still carried out, a map before it too, and the workers end',
  ),
  SD05: list(
    'test_cancel_futures_wait_false',
    'one that cancels and does not wait does not hang; the first call ran to its end or not at all',
  ),
  SD06: list('test_hang_gh94440', 'a call cancelled right before a shutdown does not hang it'),
  SD07: list(
    'test_threads_terminate, test_processes_terminate',
    'three blocked calls make three workers; let go, they are ended by the shutdown',
  ),
  SD08: list(
    'test_context_manager_shutdown',
    'the end of a scope waits for all results and ends the workers, also where the scope has thrown',
  ),
  SD09: list(
    'test_del_shutdown',
    'an executor that is disposed of carries out what is queued, and its workers end; those of a page that is left end with it (what is merely dropped is not told: there are no destructors)',
  ),
  SD10: list(
    'test_thread_names_assigned, test_thread_names_default',
    'workers are called by the prefix and a number from 0; the default prefix is another for each executor',
  ),
  SD11: list(
    'test_interpreter_shutdown, test_submit_after_interpreter_shutdown',
    'the exit of the interpreter joins all workers',
    'Python only: a page that is left runs nothing more and can wait for nobody; that its workers end is SD09',
  ),
};

export const EXECUTORS: Listed = { ...EXECUTOR, ...THREAD_POOL, ...PROCESS_POOL, ...DEADLOCKS, ...SHUTDOWN };
