/**
 * One task makes numbers and puts them into a queue, another takes them out and adds them up. The queue holds them all, and the
 * producer is started first, so that the program can also be played in turn.
 */
import type { Program } from './index.ts';
import { get, join, put, sleep, spawn } from './operations.ts';

const ROOM = 64;

export default {
  id: 'producer-consumer',
  title: 'a producer and a consumer',
  from: '',
  notice:
    'The consumer waits for the queue most of the time and takes each number as soon as it is there. In turn it begins only when all are made.',
  parameters: [
    { name: 'numbers', unit: '', usual: 12, least: 1, most: ROOM },
    { name: 'pause', unit: 'ms', usual: 10, least: 0, most: 200 },
  ],
  resources: { locks: 0, queues: [ROOM], cells: 0 },
  computes: false,
  threads: () => 2,
  bodies: {
    *main(numbers = 1, pause = 0) {
      const producer = yield* spawn('producer', numbers, pause);
      const consumer = yield* spawn('consumer', numbers, pause);
      yield* join(producer);
      return yield* join(consumer);
    },
    *producer(numbers = 1, pause = 0) {
      for (let number = 1; number <= numbers; number++) {
        yield* sleep(pause);
        yield* put(0, number);
      }
      return numbers;
    },
    /** Weighs each number by its place, so that a wrong order is seen; works on it half as long as it took to make. */
    *consumer(numbers = 1, pause = 0) {
      let weighed = 0;
      for (let place = 1; place <= numbers; place++) {
        weighed += place * (yield* get(0));
        yield* sleep(pause / 2);
      }
      return weighed;
    },
  },
  check({ result, args: [numbers = 1] }) {
    const expected = (numbers * (numbers + 1) * (2 * numbers + 1)) / 6;
    return result === expected ? null : `the numbers came to ${result}, in order they come to ${expected}`;
  },
} satisfies Program;
