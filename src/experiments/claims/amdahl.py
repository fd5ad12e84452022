"""A serial part of known size, then the rest by processes: which serial fraction do the speed-ups give back?"""
import multiprocessing
import os
import time

ROUNDS = 6_000_000


def crunch(rounds):
    total = 0
    for number in range(rounds):
        total += number * number % 7
    return total


def timed(pool, count, percent):
    start = time.perf_counter()
    crunch(ROUNDS * percent // 100)
    share = ROUNDS * (100 - percent) // 100 // count
    pool.map(crunch, [share] * count, chunksize=1)
    return time.perf_counter() - start


def serial():
    start = time.perf_counter()
    crunch(ROUNDS)
    return time.perf_counter() - start


if __name__ == "__main__":
    count = min(os.cpu_count() or 1, 8)
    alone = min(serial() for _ in range(3))
    with multiprocessing.Pool(count) as pool:
        pool.map(crunch, [1] * count)
        for percent in (10, 25, 50):
            speed_up = alone / min(timed(pool, count, percent) for _ in range(3))
            # Karp and Flatt: Amdahl's law solved for the serial fraction, here with n equal cores.
            print(f"serial-{percent}: {(1 / speed_up - 1 / count) / (1 - 1 / count):.3f}")
