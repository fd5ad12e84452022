"""The same tasks on a pool of threads and on a pool of processes: tasks that compute, then tasks that wait."""
import os
import time
from concurrent.futures import ProcessPoolExecutor, ThreadPoolExecutor

COUNT = min(os.cpu_count() or 1, 8)
TASKS = 4 * COUNT
ROUNDS = 400_000
WAIT = 0.05
REPEATS = 3


def crunch(rounds):
    total = 0
    for number in range(rounds):
        total += number * number % 7
    return total


def seconds(call):
    start = time.perf_counter()
    list(call())
    return time.perf_counter() - start


def speed_up(pool, function, argument):
    arguments = [argument] * TASKS
    list(pool.map(function, arguments[:COUNT]))
    serial = min(seconds(lambda: map(function, arguments)) for _ in range(REPEATS))
    return serial / min(seconds(lambda: pool.map(function, arguments)) for _ in range(REPEATS))


if __name__ == "__main__":
    with ThreadPoolExecutor(COUNT) as threads, ProcessPoolExecutor(COUNT) as processes:
        print(f"threads: {speed_up(threads, crunch, ROUNDS):.3f}")
        print(f"processes: {speed_up(processes, crunch, ROUNDS) / COUNT:.3f}")
        print(f"threads-waiting: {speed_up(threads, time.sleep, WAIT):.3f}")
        print(f"processes-waiting: {speed_up(processes, time.sleep, WAIT):.3f}")
