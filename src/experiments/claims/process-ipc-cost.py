"""Data there and back: through a pipe to another process, and by a queue to another thread, which share it."""
import multiprocessing
import queue
import statistics
import threading
import time

SIZES = (1 / 1024, 1, 16, 64)  # MB
TRIES = 3


def echo(receive, send):
    while (data := receive()) is not None:
        send(data)


def passage(send, receive, data):
    times = []
    for _ in range(TRIES):
        start = time.perf_counter()
        send(data)
        receive()
        times.append((time.perf_counter() - start) / 2)
    return statistics.median(times)


def echo_pipe(channel):
    echo(channel.recv, channel.send)


def between_processes(blocks):
    here, there = multiprocessing.Pipe()
    process = multiprocessing.Process(target=echo_pipe, args=(there,))
    process.start()
    times = [passage(here.send, here.recv, block) for block in blocks]
    here.send(None)
    process.join()
    return times


def between_threads(blocks):
    out, back = queue.Queue(), queue.Queue()
    thread = threading.Thread(target=echo, args=(out.get, back.put))
    thread.start()
    times = [passage(out.put, back.get, block) for block in blocks]
    out.put(None)
    thread.join()
    return times


def slope(times):
    pairs = [(a, b) for a in range(len(SIZES)) for b in range(a + 1, len(SIZES))]
    return statistics.median((times[b] - times[a]) / (SIZES[b] - SIZES[a]) for a, b in pairs)


if __name__ == "__main__":
    blocks = [bytes(round(size * 2**20)) for size in SIZES]
    copied, shared = between_processes(blocks), between_threads(blocks)
    print(f"slope: {slope(shared) / slope(copied):.4f}")
    print(f"largest: {copied[-1] / shared[-1]:.0f}")
