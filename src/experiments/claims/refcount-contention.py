"""Threads that count references of one object, or each of its own: with a GIL neither gets more done than one thread."""
import os
import threading
import time

TIMES = 1_500_000


def use(thing, times):
    for _ in range(times):
        another = thing
        del another


def timed(things):
    threads = [threading.Thread(target=use, args=(thing, TIMES // len(things))) for thing in things]
    start = time.perf_counter()
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return time.perf_counter() - start


def fastest(things):
    return min(timed(things) for _ in range(5))


if __name__ == "__main__":
    count = min(os.cpu_count() or 1, 8)
    alone = fastest([object()])
    # A free-threaded build counts atomically where the thread is not the owner, and plainly where it is.
    print(f"atomic: {alone / fastest([object()] * count):.3f}")
    print(f"biased: {alone / fastest([object() for _ in range(count)]):.3f}")
