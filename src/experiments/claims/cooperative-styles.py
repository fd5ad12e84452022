"""The same waits by coroutines and by callbacks (the standard library has no greenlets): which is sooner done?"""
import asyncio
import statistics
import time

COUNT, WAIT, ROUNDS, SWITCHES = 200, 0.1, 5, 100_000


async def coroutines():
    await asyncio.gather(*(asyncio.sleep(WAIT) for _ in range(COUNT)))


async def callbacks():
    loop = asyncio.get_running_loop()
    ended, left = loop.create_future(), COUNT

    def woken():
        nonlocal left
        left -= 1
        if left == 0:
            ended.set_result(None)

    for _ in range(COUNT):
        loop.call_later(WAIT, woken)
    await ended


async def blocking():
    async def sleeper():
        time.sleep(0.05)

    await asyncio.gather(*(sleeper() for _ in range(8)))


async def giving_up():
    async def giver():
        for _ in range(SWITCHES // 2):
            await asyncio.sleep(0)

    await asyncio.gather(giver(), giver())


def timed(style):
    start = time.perf_counter()
    asyncio.run(style())
    return time.perf_counter() - start


if __name__ == "__main__":
    ratios = [timed(callbacks) / timed(coroutines) for _ in range(ROUNDS)]
    print(f"callbacks: {statistics.median(ratios):.3f}")
    print(f"blocking: {timed(blocking) / 0.05:.3f}")
    print(f"one switch of coroutines, ns: {timed(giving_up) / SWITCHES * 1e9:.0f}")
