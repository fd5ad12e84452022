"""CPU-bound work by processes: each has an interpreter and a GIL of its own, so they run at once."""
import multiprocessing
import os
import time

ROUNDS = 4_000_000
PARTS = 16


def crunch(rounds):
    total = 0
    for number in range(rounds):
        total += number * number % 7
    return total


def timed(processes):
    with multiprocessing.Pool(processes) as pool:
        pool.map(crunch, [1] * processes)  # they have started by now
        start = time.perf_counter()
        pool.map(crunch, [ROUNDS // PARTS] * PARTS, chunksize=1)
        return time.perf_counter() - start


def serial():
    start = time.perf_counter()
    for _ in range(PARTS):
        crunch(ROUNDS // PARTS)
    return time.perf_counter() - start


if __name__ == "__main__":
    count = min(os.cpu_count() or 1, 8)
    alone = min(serial() for _ in range(3))
    print(f"speed-up: {alone / min(timed(count) for _ in range(3)):.3f}")
    print(f"one-process: {alone / min(timed(1) for _ in range(3)):.3f}")
