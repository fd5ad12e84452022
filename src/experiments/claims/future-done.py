"""A future asked over and over whether it is done: never before its task has ended, then with its result? And a cancelled one?"""
import time
from concurrent.futures import ProcessPoolExecutor, ThreadPoolExecutor

TASKS = 20
CANCELLED = 10


def late(wait, value):
    time.sleep(wait)
    return value


def as_claimed(future, since, wait, value):
    """Asked every half millisecond; the time is read after the answer."""
    while True:
        done = future.done()
        at = time.perf_counter() - since
        if done:
            return at >= wait and not future.cancelled() and future.result() == value and future.done()
        time.sleep(0.0005)


def handed_over(pool, wait, value):
    since = time.perf_counter()
    return pool.submit(late, wait, value), since, wait, value


def cancelled(pool):
    busy = [pool.submit(late, 0.025, None) for _ in range(8)]
    future, *rest = handed_over(pool, 0.025, 1)
    future.cancel()
    seen = as_claimed(future, *rest)
    for one in busy:
        one.result()
    return seen


if __name__ == "__main__":
    waits = [0.25] + [0.01 + 0.09 * place / TASKS for place in range(TASKS - 1)]
    with ProcessPoolExecutor(2) as processes, ThreadPoolExecutor(2) as threads:
        for name, pool in (("threads", threads), ("processes", processes)):
            so = sum(as_claimed(*handed_over(pool, wait, place)) for place, wait in enumerate(waits))
            so_cancelled = sum(cancelled(pool) for _ in range(CANCELLED))
            print(f"done-{name}: {so / TASKS:.3f}")
            print(f"cancelled-{name}: {so_cancelled / CANCELLED:.3f}")
