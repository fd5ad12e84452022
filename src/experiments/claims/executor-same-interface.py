"""The same code, handed an executor of threads and one of processes: are the results the same? And a global that a task writes?"""
import random
from concurrent.futures import ProcessPoolExecutor, ThreadPoolExecutor, as_completed

PROGRAMS = 40
GLOBALS = 10
written = 0


def square(number):
    return number * number


def divide(dividend, divisor):
    return dividend // divisor


def is_prime(number):
    return number > 1 and all(number % divisor for divisor in range(2, int(number**0.5) + 1))


def write(value):
    global written
    written = value


def what_comes_of(executor, numbers):
    failing = executor.submit(divide, numbers[0], 0)
    squares = list(executor.map(square, numbers, chunksize=5))
    primes = sum(future.result() for future in as_completed([executor.submit(is_prime, n) for n in numbers]))
    return squares, primes, repr(failing.exception()), failing.done()


def global_after(executor, value):
    global written
    written = 0
    executor.submit(write, value).result()
    return written


if __name__ == "__main__":
    with ProcessPoolExecutor(2) as processes, ThreadPoolExecutor(2) as threads:
        drawn = random.Random(7)
        inputs = [[drawn.randrange(1000) for _ in range(2 + drawn.randrange(24))] for _ in range(PROGRAMS)]
        same = sum(what_comes_of(threads, numbers) == what_comes_of(processes, numbers) for numbers in inputs)
        globals_same = sum(global_after(threads, n) == global_after(processes, n) for n in range(1, GLOBALS + 1))
    print(f"same-results: {same / PROGRAMS:.3f}")
    print(f"same-global: {globals_same / GLOBALS:.3f}")
