"""Threads take references of one object and drop them: under a GIL its count comes out right, in every run."""
import sys
import threading

RUNS = 20
TIMES = 20_000


def use(thing):
    for _ in range(TIMES):
        another = thing
        del another


def is_wrong():
    thing = object()
    before = sys.getrefcount(thing)
    threads = [threading.Thread(target=use, args=(thing,)) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    threads.clear()
    return sys.getrefcount(thing) != before


if __name__ == "__main__":
    interval = sys.getswitchinterval()
    sys.setswitchinterval(1e-5)
    print(f"under-gil: {sum(is_wrong() for _ in range(RUNS)) / RUNS:.2f}")
    sys.setswitchinterval(interval)
