"""A broadcast among processes that share nothing: how many messages follow one another by a tree, and one after the other?"""
import multiprocessing

SIZES = range(2, 9)
DATA = list(range(840))


class Rank:
    """Counts rounds by a logical clock that travels with each message."""

    def __init__(self, rank, boxes):
        self.rank, self.size, self.boxes, self.round = rank, len(boxes), boxes, 0

    def send(self, to, data):
        self.round += 1
        self.boxes[to].put((self.round, data))

    def receive(self):
        sent_in, data = self.boxes[self.rank].get()
        self.round = max(self.round + 1, sent_in)
        return data


def by_tree(comm, data):
    away = 1
    while away < comm.size and not comm.rank & away:
        away *= 2
    if comm.rank:
        data = comm.receive()
    while (away := away // 2) >= 1:
        if comm.rank + away < comm.size:
            comm.send(comm.rank + away, data)
    return data


def in_turn(comm, data):
    if comm.rank:
        return comm.receive()
    for to in range(1, comm.size):
        comm.send(to, data)
    return data


def run(broadcast, rank, boxes, results):
    comm = Rank(rank, boxes)
    data = broadcast(comm, DATA if rank == 0 else None)
    results.put((data == DATA, comm.round))


def launched(broadcast, size):
    boxes, results = [multiprocessing.Queue() for _ in range(size)], multiprocessing.Queue()
    ranks = [multiprocessing.Process(target=run, args=(broadcast, rank, boxes, results)) for rank in range(size)]
    for rank in ranks:
        rank.start()
    ended = [results.get() for _ in ranks]
    for rank in ranks:
        rank.join()
    return all(right for right, _ in ended), max(rounds for _, rounds in ended)


def share(values):
    return sum(values) / len(values)


if __name__ == "__main__":
    tree = {size: launched(by_tree, size) for size in SIZES}
    turn = {size: launched(in_turn, size) for size in SIZES if size >= 4}
    formula = {size: (size - 1).bit_length() for size in SIZES}
    print(f"results: {share([right for right, _ in tree.values()]):.2f}")
    print(f"rounds: {share([rounds == formula[size] for size, (_, rounds) in tree.items()]):.2f}")
    print(f"in-turn: {share([rounds == formula[size] for size, (_, rounds) in turn.items()]):.2f}")
