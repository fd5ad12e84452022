"""Start threads, print a line, join them: does the line come before the first of them has finished?"""
import threading
import time

SLEEPERS, SLEEP, TRIES = 4, 0.05, 20


def starter_first(joins_at_once):
    lines = []

    def sleeper(number):
        time.sleep(SLEEP)
        lines.append(f"sleeper {number}")

    threads = [threading.Thread(target=sleeper, args=(number,)) for number in range(SLEEPERS)]
    for thread in threads:
        thread.start()
        if joins_at_once:
            thread.join()
    lines.append("starter")
    for thread in threads:
        thread.join()
    return lines[0] == "starter"


def fraction(joins_at_once, tries):
    return sum(starter_first(joins_at_once) for _ in range(tries)) / tries


if __name__ == "__main__":
    print(f"starter-first: {fraction(False, TRIES):.2f}")
    print(f"joined-at-once: {fraction(True, 5):.2f}")
