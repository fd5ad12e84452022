"""A process and a thread each add to a global variable: what does the one who started them find in it?"""
import multiprocessing
import threading

TIMES = 100
TRIES = 20

variable = 0


def change(told=None):
    global variable
    for _ in range(TIMES):
        variable += 1
    if told is not None:
        told.put(variable)


def after_process():
    told = multiprocessing.Queue()
    process = multiprocessing.Process(target=change, args=(told,))
    process.start()
    there = told.get()
    process.join()
    return there == TIMES and variable == 0


def after_thread():
    global variable
    variable = 0
    thread = threading.Thread(target=change)
    thread.start()
    thread.join()
    found, variable = variable, 0
    return found == TIMES


if __name__ == "__main__":
    print(f"process-unchanged: {sum(after_process() for _ in range(TRIES)) / TRIES:.2f}")
    print(f"thread-changed: {sum(after_thread() for _ in range(TRIES)) / TRIES:.2f}")
