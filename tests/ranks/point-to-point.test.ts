/** Messages from rank to rank: order, tags, any source, status, and what goes wrong, by name. */
import { describe, expect, test } from 'vitest';
import { prng } from '../../src/base/prng.ts';
import type { Communicator, Status } from '../../src/ranks/communicator.ts';
import { MessageTruncated, PayloadDiffers, CollectivesDiffer } from '../../src/ranks/errors.ts';
import { BadArgument } from '../../src/sync/errors.ts';
import type { Script } from '../../src/sync/thread.ts';
import { Deadlock, simulate } from './simulated-ranks.ts';

const SEEDS = Array.from({ length: 20 }, (_, index) => index + 1);

describe.each(SEEDS)('seed %i', (seed) => {
  test('messages of one sender arrive in the order of sending, each tag by itself', () => {
    const { values } = simulate(
      2,
      function* (comm) {
        if (comm.rank === 0) {
          for (const [value, tag] of [
            ['a', 1],
            ['b', 2],
            ['c', 1],
            ['d', 2],
          ] as const)
            yield* comm.send(value, { to: 1, tag });
          return [];
        }
        const got: unknown[] = [];
        for (const tag of [2, 1, 1, 2]) got.push(yield* comm.recv({ from: 0, tag }));
        return got;
      },
      { seed },
    );
    expect(values[1]).toEqual(['b', 'a', 'c', 'd']);
  });

  test('from any source with any tag everything is received once, and the status says from whom', () => {
    const { values } = simulate(
      4,
      function* (comm) {
        if (comm.rank > 0) {
          for (let count = 0; count < 3; count++) yield* comm.send([comm.rank, count], { to: 0, tag: comm.rank + 10 });
          return [];
        }
        const got: unknown[] = [];
        for (let message = 0; message < 9; message++) {
          const status: Status = {};
          const value = yield* comm.recv<[number, number]>({ status });
          expect(status.source).toBe(value[0]);
          expect(status.tag).toBe(value[0] + 10);
          got.push(value);
        }
        return got as [number, number][];
      },
      { seed, sending: seed % 2 === 0 ? 'buffered' : 'rendezvous' },
    );
    const got = values[0] as [number, number][];
    for (const source of [1, 2, 3])
      expect(got.filter(([rank]) => rank === source).map(([, count]) => count)).toEqual([0, 1, 2]);
  });

  test('any tag never takes a message of a collective', () => {
    const { values } = simulate(
      2,
      function* (comm) {
        if (comm.rank === 0) {
          yield* comm.bcast('of the collective');
          yield* comm.send('of the program', { to: 1 });
          return null;
        }
        const told = yield* comm.recv();
        return [told, yield* comm.bcast(undefined)];
      },
      { seed },
    );
    expect(values[1]).toEqual(['of the program', 'of the collective']);
  });

  test('a random walk of exchanges between random pairs ends with everybody having what was sent', () => {
    const size = 5;
    const random = prng(seed);
    const pairs = Array.from({ length: 40 }, () => {
      const from = random.below(size);
      return { from, to: (from + 1 + random.below(size - 1)) % size, length: random.below(50) };
    });
    simulate(
      size,
      function* (comm) {
        for (const [number, { from, to, length }] of pairs.entries()) {
          if (comm.rank === from) yield* comm.arrays.send(new Int32Array(length).fill(number), { to, tag: number });
          if (comm.rank !== to) continue;
          const into = new Int32Array(50).fill(-1);
          expect(yield* comm.arrays.recv(into, { from, tag: number })).toBe(length);
          expect([...into]).toEqual(Array.from({ length: 50 }, (_, at) => (at < length ? number : -1)));
        }
      },
      { seed, sending: 'rendezvous' },
    );
  });
});

test('two ranks that receive before they send are a deadlock, and it says who waits for whom', () => {
  const body = function* (comm: Communicator): Script<unknown> {
    const got = yield* comm.recv({ from: 1 - comm.rank, tag: 3 });
    yield* comm.send('too late', { to: 1 - comm.rank, tag: 3 });
    return got;
  };
  expect(() => simulate(2, body)).toThrowError(
    new Deadlock([
      { rank: 0, waiting: { for: 'message', from: 1, tag: 3 } },
      { rank: 1, waiting: { for: 'message', from: 0, tag: 3 } },
    ]),
  );
  expect(() => simulate(2, body)).toThrowError(
    'deadlock: rank 0 waits for a message from rank 1 with tag 3; rank 1 waits for a message from rank 0 with tag 3',
  );
});

test('sends that wait for their receivers deadlock in a ring, and sendrecv does not', () => {
  const right = (comm: Communicator): number => (comm.rank + 1) % comm.size;
  const sends = function* (comm: Communicator): Script<unknown> {
    yield* comm.send(comm.rank, { to: right(comm) });
    return yield* comm.recv();
  };
  expect(simulate(3, sends, { sending: 'buffered' }).values).toEqual([2, 0, 1]);
  expect(() => simulate(3, sends, { sending: 'rendezvous' })).toThrowError(/rank 0 waits for rank 1 to take a message/);
  const both = (comm: Communicator): Script<unknown> => comm.sendrecv(comm.rank, { to: right(comm) });
  expect(simulate(3, both, { sending: 'rendezvous' }).values).toEqual([2, 0, 1]);
});

test('a collective that one rank leaves out ends as a deadlock that names the collective’s message', () => {
  const body = function* (comm: Communicator): Script<void> {
    if (comm.rank !== 2) yield* comm.barrier();
  };
  expect(() => simulate(3, body)).toThrowError(/rank 0 waits for a message of a collective from rank 2/);
});

test('a rank may send to itself', () => {
  const { values } = simulate(1, function* (comm) {
    yield* comm.send({ to: 'myself' }, { to: 0 });
    return yield* comm.recv();
  });
  expect(values).toEqual([{ to: 'myself' }]);
});

/** What rank 1 throws when rank 0 has sent `array`. */
function received(array: Int32Array, receive: (comm: Communicator) => Script<unknown>): () => unknown {
  return () =>
    simulate(2, function* (comm) {
      if (comm.rank === 0) yield* comm.arrays.send(array, { to: 1 });
      else yield* receive(comm);
    });
}

test('what does not fit together is named: too short an array, other elements, an array for a value, two collectives', () => {
  const five = Int32Array.of(1, 2, 3, 4, 5);
  expect(received(five, (comm) => comm.arrays.recv(new Int32Array(4)))).toThrowError(MessageTruncated);
  expect(received(five, (comm) => comm.arrays.recv(new Float64Array(5)))).toThrowError(
    /sent int32 where float64 is received/,
  );
  expect(received(five, (comm) => comm.recv())).toThrowError(PayloadDiffers);
  const differ = (comm: Communicator): Script<unknown> => (comm.rank === 0 ? comm.gather(1) : comm.reduce(1, 'sum'));
  expect(() => simulate(2, differ)).toThrowError(CollectivesDiffer);
  expect(() => simulate(2, differ)).toThrowError('rank 0 is in gather while rank 1 is in reduce');
});

test('a message that a receive refuses stays, and another receive may have it', () => {
  const { values } = simulate(2, function* (comm) {
    if (comm.rank === 0) {
      yield* comm.arrays.send(Int32Array.of(1, 2, 3), { to: 1 });
      return null;
    }
    try {
      yield* comm.arrays.recv(new Int32Array(2));
    } catch (error) {
      expect(error).toBeInstanceOf(MessageTruncated);
    }
    const into = new Int32Array(3);
    yield* comm.arrays.recv(into);
    return into;
  });
  expect(values[1]).toEqual(Int32Array.of(1, 2, 3));
});

test('arguments that make no sense are refused before anything is sent', () => {
  const alone = (body: (comm: Communicator) => Script<unknown>) => () => simulate(1, body);
  expect(alone((comm) => comm.send(1, { to: 1 }))).toThrowError(
    'the receiver cannot be rank 1: there are ranks 0 to 0',
  );
  expect(alone((comm) => comm.recv({ from: -2 }))).toThrowError(BadArgument);
  expect(alone((comm) => comm.send(1, { to: 0, tag: -1 }))).toThrowError(/cannot have the tag -1/);
  expect(alone((comm) => comm.bcast(1, { root: 0.5 }))).toThrowError(/the root cannot be rank 0.5/);
  expect(alone((comm) => comm.scatter([1, 2]))).toThrowError('the root scatters 2 values to 1 ranks: give one a rank');
  expect(alone((comm) => comm.allreduce('a', 'sum'))).not.toThrow();
  expect(alone((comm) => comm.arrays.reduce(new Int32Array(2), null, 'sum'))).toThrowError(/give an array as long/);
  expect(alone((comm) => comm.arrays.allgather(new Int32Array(2), new Int32Array(3)))).toThrowError(
    /give equal blocks/,
  );
  expect(() => simulate(2, (comm) => comm.allreduce('a', 'sum'))).toThrowError(/"sum" is of numbers/);
});

test('who only looks for a message gets it once it is there, by source and tag, and never waits', () => {
  const { values } = simulate(2, function* (comm) {
    if (comm.rank === 0) {
      const early = yield* comm.tryRecv({ from: 1, tag: 5 });
      yield* comm.send('go', { to: 1 });
      yield* comm.recv({ tag: 6 });
      return [early, yield* comm.tryRecv({ tag: 7 }), yield* comm.tryRecv({ from: 1, tag: 5 }), yield* comm.tryRecv()];
    }
    yield* comm.recv();
    yield* comm.send('five', { to: 0, tag: 5 });
    yield* comm.send('six', { to: 0, tag: 6 });
    return null;
  });
  expect(values[0]).toEqual([null, null, ['five'], null]);
});
