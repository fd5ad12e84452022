"""A switch of Python's greenlet library, two playing ping-pong: the number of turns in argv, JSON with nanoseconds a switch on stdout."""
import json
import platform
import sys
from time import perf_counter_ns

try:
    import greenlet
except ImportError:
    json.dump({"absent": "python3 has no module named greenlet"}, sys.stdout)
    sys.exit(0)

SWITCHES = 400_000


def at_depth(depth, body):
    return body() if depth == 0 else at_depth(depth - 1, body)


def switch_ns(depth):
    def player(other):
        def play():
            target = other()
            for _ in range(SWITCHES // 2):
                target.switch(1)

        return lambda value: at_depth(depth, play)

    one = greenlet.greenlet(player(lambda: other))
    other = greenlet.greenlet(player(lambda: one))
    start = perf_counter_ns()
    one.switch(1)
    return (perf_counter_ns() - start) / SWITCHES


turns = int(sys.argv[1])
switch_ns(0)
json.dump(
    {
        "version": "greenlet %s, CPython %s" % (greenlet.__version__, platform.python_version()),
        "flatNs": [switch_ns(0) for _ in range(turns)],
        "deepNs": [switch_ns(10) for _ in range(turns)],
    },
    sys.stdout,
)
