"""How long a thread and a process take from the order to start until their code runs."""
import multiprocessing
import statistics
import threading
import time

TRIES = 20
STATE = bytes(64 * 2**20)


def threads():
    running = []
    start = time.perf_counter()
    thread = threading.Thread(target=lambda: running.append(time.perf_counter()))
    thread.start()
    thread.join()
    return running[0] - start


def answer(channel, state):
    channel.send(time.perf_counter())  # one clock for all processes of this machine


def processes(method, state):
    context = multiprocessing.get_context(method)
    here, there = context.Pipe()
    start = time.perf_counter()
    process = context.Process(target=answer, args=(there, state))
    process.start()
    took = here.recv() - start
    process.join()
    return took


def median(take, tries, *args):
    return statistics.median(take(*args) for _ in range(tries))


if __name__ == "__main__":
    thread = median(threads, TRIES)
    # "spawn" is a new interpreter, the usual way on Windows and macOS; "fork", Linux's until 3.13, copies the old one.
    print(f"start: {median(processes, TRIES, 'fork', None) / thread:.1f}")
    print(f"start-spawned: {median(processes, 5, 'spawn', None) / thread:.1f}")
    print(f"with-state: {median(processes, 5, 'spawn', STATE) / thread:.1f}")
    print(f"a thread starts in (ms) {1_000 * thread:.3f}")
