"""A heartbeat of 60 a second on the main thread, while half a second is computed there or in another process: the longest gap."""
import asyncio
import time
from concurrent.futures import ProcessPoolExecutor

RUN, BEAT, TRIES = 0.5, 1 / 60, 3


def compute(seconds):
    until = time.perf_counter() + seconds
    while time.perf_counter() < until:
        pass


async def heart(beats):
    while True:
        beats.append(time.perf_counter())
        await asyncio.sleep(BEAT)


async def gap_around(work):
    beats = []
    beating = asyncio.create_task(heart(beats))
    await asyncio.sleep(3 * BEAT)
    await work()
    await asyncio.sleep(3 * BEAT)
    beating.cancel()
    return max(after - before for before, after in zip(beats, beats[1:]))


async def on_main():
    compute(RUN)


async def in_turns():
    for _ in range(round(RUN / 0.008)):
        compute(0.008)
        await asyncio.sleep(0)


async def main():
    with ProcessPoolExecutor(1) as pool:
        loop = asyncio.get_running_loop()

        async def in_pool():
            await loop.run_in_executor(pool, compute, RUN)

        await loop.run_in_executor(pool, compute, 0.01)
        gaps = {work: sorted([await gap_around(work) for _ in range(TRIES)])[1] for work in (on_main, in_pool, in_turns)}
    print(f"main-thread: {gaps[on_main] / RUN:.3f}")
    print(f"pool: {gaps[in_pool] * 1000:.1f}")
    print(f"in-turns: {gaps[in_turns] / RUN:.3f}")


if __name__ == "__main__":
    asyncio.run(main())
