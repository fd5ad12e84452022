"""
A peer for the bench: what CPython's asyncio takes on this machine to switch tasks, to have tasks asleep, and to cancel them. Run by
asyncio-switches.ts with the machine's python3, once a turn; standard library only. Prints one JSON document. Compares nothing.
"""
import asyncio
import json
import platform
import random
import time

clock = time.perf_counter

GIVING_TASKS = 100
GIVES = 2_000
LONGEST_SECONDS = 1.0
SLEEPERS = [1_000, 10_000, 100_000]
LEAST_TASKS = 20_000
CANCELLED = 10_000


class VirtualTime:
    """Stands in for the selector: nothing is ever ready, and waiting for a timer takes no time but moves the clock."""

    def __init__(self, selector):
        self.selector = selector
        self.now = 0.0

    def select(self, timeout=None):
        if timeout:
            self.now += timeout
        return []

    def __getattr__(self, name):
        return getattr(self.selector, name)


def virtual_loop():
    loop = asyncio.SelectorEventLoop()
    virtual = VirtualTime(loop._selector)
    loop._selector = virtual
    loop.time = lambda: virtual.now
    return loop


async def giver():
    for _ in range(GIVES):
        await asyncio.sleep(0)


async def give():
    await asyncio.gather(*(giver() for _ in range(GIVING_TASKS)))


def switches_per_second():
    began = clock()
    asyncio.run(give())
    return GIVING_TASKS * GIVES / (clock() - began)


async def sleeper(delay):
    await asyncio.sleep(delay)


def delays(count, kind):
    source = random.Random(count)
    return [LONGEST_SECONDS if kind == 'same' else LONGEST_SECONDS * source.random() for _ in range(count)]


def sleeper_ns(count, kind):
    repeats = max(1, LEAST_TASKS // count)
    took = 0.0
    for _ in range(repeats):
        waits = delays(count, kind)
        loop = virtual_loop()
        began = clock()
        tasks = [loop.create_task(sleeper(wait)) for wait in waits]
        loop.run_until_complete(asyncio.sleep(2 * LONGEST_SECONDS))
        took += clock() - began
        assert all(task.done() for task in tasks)
        loop.close()
    return took * 1e9 / (repeats * count)


def cancel_ns():
    loop = virtual_loop()
    tasks = [loop.create_task(sleeper(wait)) for wait in delays(CANCELLED, 'spread')]
    loop.run_until_complete(asyncio.sleep(0))
    began = clock()
    for task in tasks:
        task.cancel()
    loop.run_until_complete(asyncio.gather(*tasks, return_exceptions=True))
    took = clock() - began
    assert all(task.cancelled() for task in tasks)
    loop.close()
    return took * 1e9 / CANCELLED


if __name__ == '__main__':
    print(json.dumps({
        'version': platform.python_version(),
        'switchesPerSecond': switches_per_second(),
        'same': [{'count': count, 'ns': sleeper_ns(count, 'same')} for count in SLEEPERS],
        'spread': [{'count': count, 'ns': sleeper_ns(count, 'spread')} for count in SLEEPERS],
        'cancelNs': cancel_ns(),
    }))
