"""Threads that compute against no threads at all, at CPython's switch interval of 5 ms, then over a sweep of intervals."""
import os
import statistics
import sys
import threading
import time

ROUNDS = 1_500_000
INTERVALS = (0.00005, 0.0002, 0.001, 0.02, 0.05)
REPEATS = 5


def crunch(rounds):
    total = 0
    for number in range(rounds):
        total += number * number % 7
    return total


def serially():
    start = time.perf_counter()
    crunch(ROUNDS)
    return time.perf_counter() - start


def threaded(count):
    workers = [threading.Thread(target=crunch, args=(ROUNDS // count,)) for _ in range(count)]
    start = time.perf_counter()
    for worker in workers:
        worker.start()
    for worker in workers:
        worker.join()
    return time.perf_counter() - start


def speed_up(count, interval):
    sys.setswitchinterval(interval)
    return statistics.median(serially() / threaded(count) for _ in range(REPEATS))


if __name__ == "__main__":
    threads = min(os.cpu_count() or 1, 8)
    print(f"speed-up: {speed_up(threads, 0.005):.3f}")
    for seconds in INTERVALS:
        print(f"speed-up-{seconds * 1000:g}-ms: {speed_up(threads, seconds):.3f}")
