"""A peer for the bench: CPython's own thread pool, two workers. Empty calls submitted, then all results collected; prints calls a second."""
import concurrent.futures
import platform
import sys
import time

WORKERS = 2


def nothing():
    return None


def per_second(pool, count):
    began = time.perf_counter()
    futures = [pool.submit(nothing) for _ in range(count)]
    for future in futures:
        future.result()
    return count / (time.perf_counter() - began)


def main():
    count = int(sys.argv[1])
    with concurrent.futures.ThreadPoolExecutor(WORKERS) as pool:
        per_second(pool, count)
        print(platform.python_version(), per_second(pool, count))


main()
