"""Which to take for work that computes: processes, threads, an event loop, or none? And for waits?"""
import asyncio
import os
import time
from concurrent.futures import ProcessPoolExecutor, ThreadPoolExecutor

NUMBERS = 600_000
TASKS = 8
WAIT = 0.05


def crunch(numbers):
    return sum(number * number % 7 for number in range(numbers))


async def crunch_async(numbers):
    return crunch(numbers)


async def gathered(task, argument):
    await asyncio.gather(*(task(argument) for _ in range(TASKS)))


def fastest(*actions):
    """Seconds of the fastest action, each the best of three."""
    return min(min(seconds(action) for _ in range(3)) for action in actions)


def seconds(action):
    start = time.perf_counter()
    action()
    return time.perf_counter() - start


if __name__ == "__main__":
    with ProcessPoolExecutor(os.cpu_count()) as cores, ProcessPoolExecutor(TASKS) as processes, ThreadPoolExecutor(TASKS) as threads:
        list(cores.map(crunch, [1] * TASKS)), list(processes.map(time.sleep, [WAIT] * TASKS))
        others = (
            lambda: [crunch(NUMBERS) for _ in range(TASKS)],
            lambda: list(threads.map(crunch, [NUMBERS] * TASKS)),
            lambda: asyncio.run(gathered(crunch_async, NUMBERS)),
        )
        print(f"computing: {fastest(*others) / fastest(lambda: list(cores.map(crunch, [NUMBERS] * TASKS))):.3f}")
        others = (
            lambda: list(threads.map(time.sleep, [WAIT] * TASKS)),
            lambda: asyncio.run(gathered(asyncio.sleep, WAIT)),
        )
        print(f"waiting: {fastest(*others) / fastest(lambda: list(processes.map(time.sleep, [WAIT] * TASKS))):.3f}")
