"""Four tasks that compute and wait by turns: how many are in progress at once, and how many execute?"""
import asyncio
import threading
import time

TASKS, TURNS, PART, WAIT, TRIES = 4, 2, 0.01, 0.003, 7


def compute(seconds, marks, name):
    """Marks each stretch in which it ran: a gap between two looks at the clock was somebody else's."""
    spent, start = 0.0, time.perf_counter()
    last = start
    while spent < seconds:
        now = time.perf_counter()
        if now - last > 0.0005:
            marks.append((start, last, name))
            start = now
        else:
            spent += now - last
        last = now
    marks.append((start, last, name))


def most(stretches):
    events = sorted([(start, 1) for start, end in stretches] + [(end, -1) for start, end in stretches])
    together = highest = 0
    for _, step in events:
        together += step
        highest = max(highest, together)
    return highest


def is_so(lives, marks):
    return most(lives) >= 2 and most([(start, end) for start, end, _ in marks]) <= 1


def by_threads():
    lives, marks = [], []

    def task(name):
        start = time.perf_counter()
        for _ in range(TURNS):
            compute(PART, marks, name)
            time.sleep(WAIT)
        lives.append((start, time.perf_counter()))

    threads = [threading.Thread(target=task, args=(name,)) for name in range(TASKS)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return is_so(lives, marks)


async def by_loop():
    lives, marks = [], []

    async def task(name):
        start = time.perf_counter()
        for _ in range(TURNS):
            compute(PART, marks, name)
            await asyncio.sleep(WAIT)
        lives.append((start, time.perf_counter()))

    await asyncio.gather(*(task(name) for name in range(TASKS)))
    return is_so(lives, marks)


if __name__ == "__main__":
    print(f"event-loop: {sum(asyncio.run(by_loop()) for _ in range(TRIES)) / TRIES:.2f}")
    print(f"gil-threads: {sum(by_threads() for _ in range(TRIES)) / TRIES:.2f}")
