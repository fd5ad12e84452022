"""Native code that releases the GIL (hashlib, for large inputs) in threads, with a part of the work in Python, which holds it."""
import hashlib
import os
import statistics
import threading
import time

DATA = bytes(4_000_000)
STRETCHES = 40
REPEATS = 3
FRACTIONS = (0, 0.25, 0.5, 0.75, 1)


def native():
    hashlib.sha256(DATA).digest()


def holding(rounds):
    total = 0
    for number in range(rounds):
        total += number * number % 7
    return total


def seconds(step):
    start = time.perf_counter()
    step()
    return time.perf_counter() - start


def stretch(native_seconds, rounds_a_second, held):
    """A stretch of work of one length: first what holds the GIL, then so many bytes that do not."""
    rounds = round(held * native_seconds * rounds_a_second)
    part = memoryview(DATA)[: round((1 - held) * len(DATA))]

    def step():
        holding(rounds)
        hashlib.sha256(part).digest()

    return step


def timed(threads, step):
    def work():
        for _ in range(STRETCHES // threads):
            step()

    workers = [threading.Thread(target=work) for _ in range(threads)]
    start = time.perf_counter()
    for worker in workers:
        worker.start()
    for worker in workers:
        worker.join()
    return time.perf_counter() - start


if __name__ == "__main__":
    count = min(os.cpu_count() or 1, 8)
    native_seconds = min(seconds(native) for _ in range(20))
    rounds_a_second = 100_000 / min(seconds(lambda: holding(100_000)) for _ in range(5))
    for held in FRACTIONS:
        step = stretch(native_seconds, rounds_a_second, held)
        speed_up = statistics.median(timed(1, step) / timed(count, step) for _ in range(REPEATS))
        amdahl = 1 / (held + (1 - held) / count)
        name = "all-held" if held == 1 else f"above-amdahl-{held * 100:g}"
        print(f"{name}: {speed_up / amdahl:.3f}")
        if held < 1:
            print(f"within-bound-{held * 100:g}: {speed_up / min(count, 1 / max(held, 1 / count)):.3f}")
