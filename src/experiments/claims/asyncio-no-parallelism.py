"""The same computing in one plain loop and in many coroutines of one event loop: which is sooner done?"""
import asyncio
import statistics
import time

ROUNDS = 1_200_000
TURNS = 5


def crunch(rounds):
    total = 0
    for number in range(rounds):
        total += number * number % 7
    return total


async def task(rounds):
    return crunch(rounds)


async def all_of(tasks):
    await asyncio.gather(*(task(ROUNDS // tasks) for _ in range(tasks)))


def timed(what):
    start = time.perf_counter()
    what()
    return time.perf_counter() - start


if __name__ == "__main__":
    for tasks in (1, 4, 16):
        ratios = []
        for _ in range(TURNS):
            serial = timed(lambda: crunch(ROUNDS))
            ratios.append(serial / timed(lambda: asyncio.run(all_of(tasks))))
        print(f"coroutines-{tasks}: {statistics.median(ratios):.3f}")
