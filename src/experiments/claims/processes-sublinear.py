"""Short tasks with data for processes: how much is missing of n times as fast, and of one long task for each?"""
import multiprocessing
import os
import time

TASKS = 200
ROUNDS = 12_000  # about a millisecond
DATA = bytes(65_536)


def crunch(rounds):
    total = 0
    for number in range(rounds):
        total += number * number % 7
    return total


def short(data):
    crunch(ROUNDS)
    return data


def long(_):
    crunch(TASKS * ROUNDS)


def timed(call, *args):
    start = time.perf_counter()
    call(*args)
    return time.perf_counter() - start


def fastest(call, *args):
    return min(timed(call, *args) for _ in range(4))


if __name__ == "__main__":
    serial = fastest(long, None)
    count = min(os.cpu_count() or 1, 8)
    for processes in sorted({n for n in (2, 4, 8, count) if 2 <= n <= count}):
        with multiprocessing.Pool(processes) as pool:
            pool.map(short, [DATA] * processes)
            loaded = fastest(pool.map, short, [DATA] * TASKS, 1)
            bare = fastest(pool.map, long, range(processes), 1)
        # Of n itself: what n cores are worth is not known here.
        print(f"lost-{processes}: {1 - serial / loaded / processes:.3f}")
        print(f"bare-{processes}: {1 - serial / bare:.3f}")
