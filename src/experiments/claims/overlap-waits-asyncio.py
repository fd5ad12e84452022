"""Coroutines that wait: how long do n sleeps take together on one thread?"""
import asyncio
import time

CROWDS = ((2, 0.1), (100, 0.1), (10_000, 0.5))


async def all_of(count, wait):
    await asyncio.gather(*(asyncio.sleep(wait) for _ in range(count)))


async def busy(seconds):
    until = time.perf_counter() + seconds
    while time.perf_counter() < until:
        pass


async def all_busy(count, seconds):
    await asyncio.gather(*(busy(seconds) for _ in range(count)))


def timed(coroutine):
    start = time.perf_counter()
    asyncio.run(coroutine)
    return time.perf_counter() - start


if __name__ == "__main__":
    for count, wait in CROWDS:
        print(f"coroutines-{count}: {timed(all_of(count, wait)) / wait:.3f}")
    print(f"busy: {timed(all_busy(8, 0.05)) / 0.05:.3f}")
