"""
A peer for the bench: how CPython's own global interpreter lock behaves on this machine. Run by cpython-gil.ts with the
machine's python3; standard library only. Prints one JSON document, in milliseconds, or why there is nothing to measure.
Compares nothing: what the lab's GIL does beside it is measured by the lab.
"""
import json
import os
import platform
import subprocess
import sys
import threading
import time

clock = time.perf_counter

HOLD_INTERVALS_MS = [1, 5, 20, 50]
HOLD_SECONDS = 1.5
# Long enough that the look after a slice costs little, short enough that a hold of 1 ms has many.
SLICE_SECONDS = 30e-6

CONVOY_INTERVALS_MS = [5, 20]
EXCHANGES = 40
# Outside this interpreter, so that its millisecond needs no GIL. Ends with the conversation.
PARTNER = """
import os, time
while os.read(0, 1):
    time.sleep(0.001)
    os.write(1, b'.')
"""

THREAD_COUNTS = [1, 2, 4]
WORK_SECONDS = 0.3
WORK_TURNS = 3


def quantile(samples, fraction):
    """Type 7 of Hyndman & Fan, as src/measure/stats/quantile.ts."""
    ascending = sorted(samples)
    position = (len(ascending) - 1) * fraction
    below = int(position)
    above = min(below + 1, len(ascending) - 1)
    return ascending[below] + (position - below) * (ascending[above] - ascending[below])


def median(samples):
    return quantile(samples, 0.5)


def work(steps):
    """Pure Python: the interpreter looks for a request to drop the GIL at every turn of the loop."""
    total = 0
    for step in range(steps):
        total += step
    return total


def timed(task):
    start = clock()
    task()
    return clock() - start


def steps_for(seconds):
    """The steps of work that take so long: by the quickest of many, since others can only make it slower."""
    return round(seconds * 1000 / min(timed(lambda: work(1000)) for _ in range(200)))


def run_together(bodies):
    threads = [threading.Thread(target=body) for body in bodies]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()


class Runner:
    """A thread that computes in slices and notices from inside when the other has run."""

    def __init__(self, last_runner, steps):
        self.last_runner = last_runner
        self.steps = steps
        self.holds_ms = []

    def run(self):
        """A hold: from the first to the last slice between two of the other's, so up to two slices too short."""
        last_runner, steps = self.last_runner, self.steps
        last_runner[0] = self
        begin = first = last = clock()
        while last - begin < HOLD_SECONDS:
            work(steps)
            # Before the look: where the other gets its turn between the two, this is still a time of the old hold.
            now = clock()
            if last_runner[0] is self:
                last = now
                continue
            last_runner[0] = self
            self.holds_ms.append((last - first) * 1000)
            first = last = clock()


def hold_times(interval_ms, steps):
    sys.setswitchinterval(interval_ms / 1000)
    last_runner = [None]
    runners = [Runner(last_runner, steps) for _ in range(2)]
    run_together([runner.run for runner in runners])
    # Without each one's first, in which the other had not begun; a last one, cut off by the end, was never noted.
    holds = [hold for runner in runners for hold in runner.holds_ms[1:]]
    low, middle, high = (quantile(holds, fraction) for fraction in (0.1, 0.5, 0.9))
    return {"intervalMs": interval_ms, "median": middle, "low": low, "high": high}


class Busy:
    """A thread that wants the GIL all the time, while the block runs."""

    def __init__(self, steps):
        self.steps = steps
        self.over = False
        self.thread = threading.Thread(target=self.run)

    def run(self):
        while not self.over:
            work(self.steps)

    def __enter__(self):
        self.thread.start()

    def __exit__(self, *_):
        self.over = True
        self.thread.join()


def exchange(partner):
    os.write(partner.stdin.fileno(), b".")
    os.read(partner.stdout.fileno(), 1)


def latency_ms(partner):
    """Of the median exchange; the partner's own millisecond is in it."""
    return median([timed(lambda: exchange(partner)) for _ in range(EXCHANGES)]) * 1000


def convoy(interval_ms, steps):
    sys.setswitchinterval(interval_ms / 1000)
    command = [sys.executable, "-I", "-c", PARTNER]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, bufsize=0) as partner:
        exchange(partner)  # waits until it has started
        alone = latency_ms(partner)
        with Busy(steps):
            beside = latency_ms(partner)
    intervals = (beside - alone) / interval_ms
    return {"intervalMs": interval_ms, "aloneMs": alone, "besideMs": beside, "intervals": intervals}


def thread_times(steps):
    """The same work for each of n threads, at the default interval, by the time of one; the counts take turns."""
    sys.setswitchinterval(0.005)
    seconds = {count: [] for count in THREAD_COUNTS}
    for _ in range(WORK_TURNS):
        for count in THREAD_COUNTS:
            seconds[count].append(timed(lambda: run_together([lambda: work(steps)] * count)))
    return [{"count": count, "times": median(seconds[count]) / median(seconds[1])} for count in THREAD_COUNTS]


def absent():
    """Why this interpreter has no GIL of CPython's, or None."""
    if platform.python_implementation() != "CPython":
        return f"python3 is {platform.python_implementation()}, not CPython"
    if not getattr(sys, "_is_gil_enabled", lambda: True)():
        return f"python3 is free-threaded: CPython {platform.python_version()} runs with its GIL off"
    return None


def measure():
    steps = steps_for(SLICE_SECONDS)
    return {
        "version": platform.python_version(),
        "holdMs": [hold_times(interval_ms, steps) for interval_ms in HOLD_INTERVALS_MS],
        "convoy": [convoy(interval_ms, steps) for interval_ms in CONVOY_INTERVALS_MS],
        "threads": thread_times(steps_for(WORK_SECONDS)),
    }


reason = absent()
print(json.dumps({"absent": reason} if reason else measure()))
