"""Where do switches happen? Tasks compute and wait by turns and write down who runs; a switch inside a stretch of computing was not asked for."""
import asyncio
import sys
import threading
import time

TASKS, TURNS, PART, WAIT = 4, 2, 0.02, 0.004


def compute(name, diary):
    until = time.perf_counter() + PART
    while time.perf_counter() < until:
        diary.append((name, "computing"))
    diary.append((name, "gives up"))


def switches(diary):
    """For each switch, whether the task that was left had given up its turn."""
    return [before[1] == "gives up" for before, after in zip(diary, diary[1:]) if before[0] != after[0]]


def by_threads(interval):
    sys.setswitchinterval(interval)
    diary = []

    def task(name):
        for _ in range(TURNS):
            compute(name, diary)
            time.sleep(WAIT)

    threads = [threading.Thread(target=task, args=(name,)) for name in range(TASKS)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return switches(diary)


async def by_loop():
    diary = []

    async def task(name):
        for _ in range(TURNS):
            compute(name, diary)
            await asyncio.sleep(WAIT)

    await asyncio.gather(*(task(name) for name in range(TASKS)))
    return switches(diary)


def fraction(values):
    return sum(values) / len(values)


if __name__ == "__main__":
    print(f"coroutines: {fraction(asyncio.run(by_loop())):.3f}")
    print(f"threads: {1 - fraction(by_threads(0.005)):.3f}")
    print(f"never-asked: {1 - fraction(by_threads(900)):.3f}")
