"""A thread that computes: is it slowed down by one that sleeps, and by one that computes as well?"""
import statistics
import threading
import time

ROUNDS = 1_500_000
REPEATS = 5


def crunch(rounds=ROUNDS):
    total = 0
    for number in range(rounds):
        total += number * number % 7
    return total


def beside(other):
    """Seconds of the computation while `other` goes on in a second thread."""
    companion = threading.Thread(target=other)
    companion.start()
    start = time.perf_counter()
    crunch()
    took = time.perf_counter() - start
    companion.join()
    return took


def nothing():
    pass


def sleeping():
    time.sleep(0.3)


if __name__ == "__main__":
    alone = statistics.median(beside(nothing) for _ in range(REPEATS))
    print(f"beside-waiting: {statistics.median(beside(sleeping) for _ in range(REPEATS)) / alone:.3f}")
    print(f"beside-holding: {statistics.median(beside(crunch) for _ in range(REPEATS)) / alone:.3f}")
