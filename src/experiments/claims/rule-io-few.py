"""Few waits, and many for few threads: how long do threads take against an event loop?"""
import asyncio
import time
from concurrent.futures import ThreadPoolExecutor

WAIT = 0.02


async def gathered(count):
    await asyncio.gather(*(asyncio.sleep(WAIT) for _ in range(count)))


def seconds(action):
    start = time.perf_counter()
    action()
    return time.perf_counter() - start


def middle(pool, count):
    """Median of nine ratios, the two taken in turns; pool and loop have been started before."""
    with asyncio.Runner() as runner:
        runner.run(gathered(1))
        ratios = sorted(
            seconds(lambda: list(pool.map(time.sleep, [WAIT] * count))) / seconds(lambda: runner.run(gathered(count)))
            for _ in range(9)
        )
    return ratios[4]


if __name__ == "__main__":
    with ThreadPoolExecutor(4) as pool:
        list(pool.map(time.sleep, [WAIT] * 4))
        print(f"few: {middle(pool, 4):.3f}")
        print(f"many: {middle(pool, 64):.3f}")
