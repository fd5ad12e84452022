"""Threads that compute: in CPython with a GIL n of them need about as long for the same work as one."""
import os
import threading
import time

ROUNDS = 4_000_000


def crunch(rounds):
    total = 0
    for number in range(rounds):
        total += number * number % 7
    return total


def timed(threads):
    workers = [threading.Thread(target=crunch, args=(ROUNDS // threads,)) for _ in range(threads)]
    start = time.perf_counter()
    for worker in workers:
        worker.start()
    for worker in workers:
        worker.join()
    return time.perf_counter() - start


if __name__ == "__main__":
    count = min(os.cpu_count() or 1, 8)
    serial, threaded = min(timed(1) for _ in range(3)), min(timed(count) for _ in range(3))
    print(f"speed-up: {serial / threaded:.3f}")
