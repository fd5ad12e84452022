"""The convoy: how much later does a thread take up an answer that needs 1 ms when another thread computes?"""
import statistics
import sys
import threading
import time

ANSWER = 0.001
EXCHANGES = 40


def exchanges():
    """Seconds that each answer was late; the timer that gives it needs no GIL."""
    late = []
    for _ in range(EXCHANGES):
        asked = time.perf_counter()
        time.sleep(ANSWER)
        late.append(time.perf_counter() - asked - ANSWER)
    return late


def beside_a_computation():
    over = threading.Event()

    def compute():
        number = 0
        while not over.is_set():
            for _ in range(1000):
                number = (number * 5 + 1) % 1009

    thread = threading.Thread(target=compute)
    thread.start()
    late = exchanges()
    over.set()
    thread.join()
    return late


if __name__ == "__main__":
    alone = statistics.median(exchanges())
    for interval in (0.005, 0.02):
        sys.setswitchinterval(interval)
        added = statistics.median(beside_a_computation()) - alone
        print(f"interval-{interval * 1000:g}: {added / interval:.3f}")
    print(f"alone-ms: {alone * 1000:.3f}")
