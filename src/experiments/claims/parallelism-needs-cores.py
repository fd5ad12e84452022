"""Loops of fixed time: what do twice as many processes as cores compute, against as many as cores? And threads that only wait?"""
import multiprocessing
import os
import threading
import time

WINDOW = 0.25
WAIT = 0.1


def loop(barrier, counts):
    barrier.wait()
    items, number, end = 0, 0, time.perf_counter() + WINDOW
    while time.perf_counter() < end:
        for number in range(2_000):
            number = number * number % 7
        items += 1
    counts.put(items)


def computed(count):
    barrier, counts = multiprocessing.Barrier(count), multiprocessing.Queue()
    workers = [multiprocessing.Process(target=loop, args=(barrier, counts)) for _ in range(count)]
    for worker in workers:
        worker.start()
    total = sum(counts.get() for _ in workers)
    for worker in workers:
        worker.join()
    return total


def waited(count):
    threads = [threading.Thread(target=time.sleep, args=(WAIT,)) for _ in range(count)]
    start = time.perf_counter()
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return count / (time.perf_counter() - start)


def middle(measure, count):
    """Median of five ratios, the two taken in turns."""
    return sorted(measure(2 * count) / measure(count) for _ in range(5))[2]


if __name__ == "__main__":
    cores = os.cpu_count() or 1
    print(f"computing: {middle(computed, cores):.3f}")
    print(f"waiting: {middle(waited, cores):.3f}")
