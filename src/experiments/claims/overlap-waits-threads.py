"""Threads that wait: how long do n waits of a tenth of a second take together?"""
import threading
import time

WAIT = 0.1


def makespan(count):
    threads = [threading.Thread(target=time.sleep, args=(WAIT,)) for _ in range(count)]
    start = time.perf_counter()
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return time.perf_counter() - start


if __name__ == "__main__":
    for count in (2, 8, 32):
        print(f"threads-{count}: {makespan(count) / WAIT:.3f}")
