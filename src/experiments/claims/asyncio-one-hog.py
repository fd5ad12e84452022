"""A timer beside a coroutine that computes in slices: how late does it wake up, against the slice?"""
import asyncio
import statistics
import time

SLICES, SLICE, REST, PERIOD = 20, 0.04, 0.015, 0.002


def compute(seconds):
    until = time.perf_counter() + seconds
    while time.perf_counter() < until:
        pass


async def hog(parts, late, worst):
    for _ in range(SLICES):
        await asyncio.sleep(REST)
        late.clear()
        for _ in range(parts):
            compute(SLICE / parts)
            await asyncio.sleep(0)
        await asyncio.sleep(PERIOD)
        worst.append(max(late, default=0.0) / SLICE)


async def timer(late):
    while True:
        due = time.perf_counter() + PERIOD
        await asyncio.sleep(PERIOD)
        late.append(time.perf_counter() - due)


async def beside(parts):
    late, worst = [], []
    ticking = asyncio.create_task(timer(late))
    await hog(parts, late, worst)
    ticking.cancel()
    return statistics.median(worst)


if __name__ == "__main__":
    print(f"held: {asyncio.run(beside(1)):.3f}")
    print(f"yielding: {asyncio.run(beside(8)):.3f}")
