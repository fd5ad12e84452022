"""The same CPU-bound work on more and more processes (CPython's threads never run it at once), and waits on more and more threads."""
import os
import time
from concurrent.futures import ThreadPoolExecutor
from multiprocessing import Pool

NUMBERS = 2_400_000
PIECES = 48
WAIT = 0.02


def crunch(piece):
    return sum(number * number % 7 for number in range(piece * NUMBERS // PIECES, (piece + 1) * NUMBERS // PIECES))


def seconds(action):
    start = time.perf_counter()
    action()
    return time.perf_counter() - start


def computing(pool):
    return seconds(lambda: pool.map(crunch, range(PIECES), chunksize=1))


def waiting(threads, tasks):
    with ThreadPoolExecutor(threads) as pool:
        return seconds(lambda: list(pool.map(lambda _: time.sleep(WAIT), range(tasks))))


if __name__ == "__main__":
    cores = os.cpu_count() or 1
    for times in (2, 4, 8):
        with Pool(cores) as few, Pool(times * cores) as many:
            computing(few), computing(many)
            ratios = sorted(computing(few) / computing(many) for _ in range(3))
        print(f"threads-{times}p: {ratios[1]:.3f}")
    most = 8 * cores
    print(f"waiting: {waiting(cores, most) / waiting(most, most):.3f}")
