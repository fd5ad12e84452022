"""One thread and a lock around every step: what the fine locks would cost that the GIL stands for. Plain steps are CPython's own."""
import statistics
import threading
import time

STEPS = 400_000
REPEATS = 7


class Thing:
    def __init__(self):
        self.users = 0
        self.lock = threading.Lock()


def plain(thing):
    for _ in range(STEPS):
        thing.users += 1
        thing.users -= 1


def locked(thing):
    for _ in range(STEPS):
        with thing.lock:
            thing.users += 1
        with thing.lock:
            thing.users -= 1


def seconds(count):
    start = time.perf_counter()
    count(Thing())
    return time.perf_counter() - start


if __name__ == "__main__":
    print(f"locked: {statistics.median(seconds(locked) / seconds(plain) for _ in range(REPEATS)):.3f}")
