"""What does a waiting task cost on top of its wait: as a thread that has to be started, and as a coroutine?"""
import asyncio
import statistics
import threading
import time

THREADS, WAIT, TRIES = 1_000, 0.5, 3
CROWD, CROWD_WAIT = 100_000, 1.0


def by_threads(count, wait):
    threads = [threading.Thread(target=time.sleep, args=(wait,)) for _ in range(count)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()


def by_loop(count, wait):
    async def all_of():
        await asyncio.gather(*(asyncio.sleep(wait) for _ in range(count)))

    asyncio.run(all_of())


def extra(way, count, wait):
    start = time.perf_counter()
    way(count, wait)
    return (time.perf_counter() - start - wait) / count


if __name__ == "__main__":
    pairs = [(extra(by_threads, THREADS, WAIT), extra(by_loop, THREADS, WAIT)) for _ in range(TRIES)]
    print(f"cold-threads: {statistics.median(threads / loop for threads, loop in pairs):.3f}")
    print(f"a thread of {THREADS}, µs: {statistics.median(threads for threads, _ in pairs) * 1e6:.1f}")
    print(f"a coroutine of {THREADS}, µs: {statistics.median(loop for _, loop in pairs) * 1e6:.1f}")
    print(f"a coroutine of {CROWD}, µs: {extra(by_loop, CROWD, CROWD_WAIT) * 1e6:.1f}")
