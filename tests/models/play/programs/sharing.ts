/** What tasks share: a counter behind a lock, a queue, mailboxes, a cell. */
import {
  acquire,
  get,
  join,
  load,
  print,
  put,
  read,
  receive,
  release,
  send,
  sleep,
  spawn,
  store,
} from '../../../../src/programs/operations.ts';
import { programOf } from './program-of.ts';

const [LOCK, QUEUE, CELL] = [0, 0, 0];

export default programOf(import.meta.url, {
  resources: { locks: 1, queues: [2], cells: 2 },
  bodies: {
    *main() {
      yield* store(CELL, 5);
      const adders = [yield* spawn('adder', 200), yield* spawn('adder', 200)];
      for (const task of adders) yield* join(task);
      const counted = yield* load(CELL);
      yield* print(`counted ${counted}`);
      const taker = yield* spawn('taker', 6);
      for (let item = 1; item <= 6; item++) yield* put(QUEUE, item);
      yield* print(`taken ${yield* join(taker)}`);
      const echo = yield* spawn('echo');
      yield* send(echo, 20);
      yield* send(echo, 3);
      yield* print(`received ${yield* receive()}`);
      yield* print((yield* read()) > 0 ? 'read' : 'nothing to read');
      yield* join(echo);
      return counted;
    },
    /** Adds one so many times, with a pause in which others would get in the way. */
    *adder(times = 0) {
      for (let time = 0; time < times; time++) {
        yield* acquire(LOCK);
        const before = yield* load(CELL);
        if (time % 50 === 0) yield* sleep(1);
        yield* store(CELL, before + 1);
        yield* release(LOCK);
      }
      return 0;
    },
    /** The items as digits of one number. */
    *taker(items = 0) {
      let digits = 0;
      for (let item = 0; item < items; item++) digits = 10 * digits + (yield* get(QUEUE));
      return digits;
    },
    *echo() {
      const first = yield* receive();
      const second = yield* receive();
      yield* send(0, first + second);
      return 0;
    },
  },
});
