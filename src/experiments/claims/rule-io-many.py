"""Thousands of slow waits: an event loop against a pool of 32 threads, which is cut off after 5 times what the loop took."""
import asyncio
import threading
import time
from concurrent.futures import ThreadPoolExecutor, wait

WAIT = 0.2
MANY = 5_000
FEW = 4
CUT = 5


async def gathered(count):
    await asyncio.gather(*(asyncio.sleep(WAIT) for _ in range(count)))


def on_loop(count):
    start = time.perf_counter()
    asyncio.run(gathered(count))
    return time.perf_counter() - start


def on_threads(count, limit):
    """Seconds, or the limit where that was not enough: at least so long, then."""
    gone = threading.Event()
    with ThreadPoolExecutor(32) as pool:
        start = time.perf_counter()
        done, pending = wait([pool.submit(gone.wait, WAIT) for _ in range(count)], timeout=limit)
        took = time.perf_counter() - start
        gone.set()
        pool.shutdown(cancel_futures=True)
    return limit if pending else took


if __name__ == "__main__":
    loop = min(on_loop(MANY) for _ in range(3))
    print(f"many: {on_threads(MANY, CUT * loop) / loop:.3f}")
    print(f"few: {on_threads(FEW, CUT * loop) / on_loop(FEW):.3f}")
