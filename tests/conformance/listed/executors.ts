/** Executors. Source: CPython 3.13, Lib/test/test_concurrent_futures (executor, test_thread_pool, test_process_pool, test_deadlock, test_shutdown). */
import type { Listed } from './list.ts';

export const EXECUTORS: Listed = {};
