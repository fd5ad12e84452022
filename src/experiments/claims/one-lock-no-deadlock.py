"""Two threads and two locks with random pauses: how often does it end in a deadlock? Whoever waits for 0.3 s gives up, which ends it."""
import random
import threading
import time

TIMES = 10
PAUSE = 0.003
PATIENCE = 0.3
TRIES = 10


def pause(seeded):
    time.sleep(seeded.random() * PAUSE)


def passages(locks, seeded, stuck):
    for _ in range(TIMES):
        pause(seeded)
        held = []
        for lock in locks:
            if not lock.acquire(timeout=PATIENCE):
                stuck.set()
                break
            held.append(lock)
            pause(seeded)
        for lock in reversed(held):
            lock.release()
        if stuck.is_set():
            return


def is_stuck(first, second, seed):
    stuck = threading.Event()
    threads = [
        threading.Thread(target=passages, args=(locks, random.Random(2 * seed + place), stuck))
        for place, locks in enumerate((first, second))
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return stuck.is_set()


def fraction(order):
    """Of tries that ended in a deadlock."""
    one, other = threading.Lock(), threading.Lock()
    return sum(is_stuck(*order(one, other), seed) for seed in range(TRIES)) / TRIES


if __name__ == "__main__":
    print(f"opposite-order: {fraction(lambda one, other: ((one, other), (other, one))):.2f}")
    print(f"one-lock: {1 - fraction(lambda one, other: ((one,), (one,))):.2f}")
    print(f"same-order: {fraction(lambda one, other: ((one, other), (one, other))):.2f}")
