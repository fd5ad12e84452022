"""Squares with random waits over a pool: does map keep the order of the inputs? And gathering the calls as they end?"""
import random
import time
from concurrent.futures import ProcessPoolExecutor, ThreadPoolExecutor, as_completed

MAPS = 300
COMPLETIONS = 100
NUMBERS = range(1, 7)
SQUARES = [number * number for number in NUMBERS]


def square_after(wait, number):
    time.sleep(wait)
    return number * number


def waits():
    return [random.uniform(0, 0.002) for _ in NUMBERS]


def mapped(pool):
    return list(pool.map(square_after, waits(), NUMBERS))


def completed(pool):
    futures = [pool.submit(square_after, wait, number) for wait, number in zip(waits(), NUMBERS)]
    return [future.result() for future in as_completed(futures)]


if __name__ == "__main__":
    with ProcessPoolExecutor(4) as processes, ThreadPoolExecutor(4) as threads:
        for name, pool in (("threads", threads), ("processes", processes)):
            in_order = sum(mapped(pool) == SQUARES for _ in range(MAPS))
            as_they_end = sum(completed(pool) == SQUARES for _ in range(COMPLETIONS))
            print(f"map-{name}: {in_order / MAPS:.3f}")
            print(f"completed-{name}: {as_they_end / COMPLETIONS:.3f}")
