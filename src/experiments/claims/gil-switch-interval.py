"""Two threads that compute: how long does each keep the GIL until the other has it, against sys.setswitchinterval?"""
import statistics
import sys
import threading
import time

INTERVALS_MS = (1, 5, 20, 50)
LASTS = 0.8


def take_turns(me, until, holder, holds):
    """Whoever finds another's name in `holder` has just got the GIL; the other's hold ended where this one begins."""
    now = time.perf_counter()
    while now < until:
        now = time.perf_counter()
        if holder["name"] != me:
            holds.append(now - holder["since"])
            holder["name"], holder["since"] = me, now


def holds_at(interval):
    sys.setswitchinterval(interval)
    now = time.perf_counter()
    holds, holder = [], {"name": 0, "since": now}
    threads = [threading.Thread(target=take_turns, args=(me, now + LASTS, holder, holds)) for me in (0, 1)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    # The first began before there was another.
    return holds[1:]


if __name__ == "__main__":
    for ms in INTERVALS_MS:
        print(f"interval-{ms}: {statistics.median(holds_at(ms / 1000)) / (ms / 1000):.3f}")
