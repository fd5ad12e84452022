/** Each item is taken once, in order; who waits is served or turned away. */
import { queueStructure } from '../../../src/memory/structures.ts';
import { OUTCOME } from '../../../src/sync/outcome.ts';
import type { Port } from '../../../src/interleave/port.ts';
import { call, increment, scenario } from '../../../src/interleave/scenario.ts';

const FIFO = 0;

function put(port: Port, me: number, queue: number, item: number, timeoutMs = Infinity): number {
  return call(port.call, 'putQueue', queue, me, item, timeoutMs);
}

/** The item, or null where the outcome is another than expected. */
function get(port: Port, me: number, queue: number): number {
  const outcome = call(port.call, 'getQueue', queue, me, Infinity);
  port.check(outcome === OUTCOME.DONE, `a get without end answered ${outcome}`);
  return call(port.call, 'queueItem', me);
}

const inOrder = scenario({
  name: 'queue of 1: a producer puts 3 items, a consumer gets them in order',
  threads: 2,
  build(stage) {
    const queue = stage.place('queue', queueStructure(1));
    return {
      prepare: (calls) => call(calls, 'initQueue', queue, FIFO, 1, 1),
      run: [
        (port, me) => {
          for (const item of [1, 2, 3]) port.check(put(port, me, queue, item) === OUTCOME.DONE, 'could not put');
        },
        (port, me) => {
          for (const item of [1, 2, 3]) port.check(get(port, me, queue) === item, `item ${item} came out of turn`);
        },
      ],
    };
  },
});

const twoProducers = scenario({
  name: 'queue of 1: two producers, one consumer, each item once',
  threads: 3,
  build(stage) {
    const queue = stage.place('queue', queueStructure(1));
    const sum = stage.word('sum');
    const producer = (item: number) => (port: Port, me: number) =>
      port.check(put(port, me, queue, item) === OUTCOME.DONE, 'could not put');
    return {
      prepare: (calls) => call(calls, 'initQueue', queue, FIFO, 1, 1),
      run: [producer(10), producer(100), (port, me) => port.store(sum, get(port, me, queue) + get(port, me, queue))],
      ending: (check, look) => check(look(sum) === 110, `the items add up to ${look(sum)}, not 110`),
    };
  },
});

const givesUp = scenario({
  name: 'queue: a get may give up; the item is then still there, else it has it',
  threads: 2,
  earlyTimeouts: true,
  build(stage) {
    const queue = stage.place('queue', queueStructure(1));
    const taken = stage.word('taken');
    const COUNT = 44;
    return {
      prepare: (calls) => call(calls, 'initQueue', queue, FIFO, 1, 1),
      run: [
        (port, me) => port.check(put(port, me, queue, 7) === OUTCOME.DONE, 'could not put'),
        (port, me) => {
          const outcome = call(port.call, 'getQueue', queue, me, 10);
          port.check(outcome === OUTCOME.DONE || outcome === OUTCOME.TIMED_OUT, `answered ${outcome}`);
          if (outcome === OUTCOME.DONE) port.store(taken, call(port.call, 'queueItem', me));
        },
      ],
      ending: (check, look) => check(look(taken) + 7 * look(queue + COUNT) === 7, 'the item is lost or doubled'),
    };
  },
});

const shut = scenario({
  name: 'queue: a shutdown turns away a get and a put that wait, and those that come',
  threads: 3,
  build(stage) {
    const full = stage.place('full', queueStructure(1));
    const empty = stage.place('empty', queueStructure(1));
    return {
      prepare(calls) {
        for (const queue of [full, empty]) call(calls, 'initQueue', queue, FIFO, 1, 1);
        call(calls, 'putQueue', full, stage.threads[0] ?? 0, 1, 0);
      },
      run: [
        (port, me) => port.check(put(port, me, full, 2) === OUTCOME.SHUT_DOWN, 'put into a queue that was shut'),
        (port, me) => {
          const outcome = call(port.call, 'getQueue', empty, me, Infinity);
          port.check(outcome === OUTCOME.SHUT_DOWN, `a get from a shut queue answered ${outcome}`);
        },
        (port, me) => {
          call(port.call, 'shutQueue', full, me, 0);
          call(port.call, 'shutQueue', empty, me, 0);
        },
      ],
    };
  },
});

const joined = scenario({
  name: 'queue: join waits until the last item is reported done',
  threads: 3,
  build(stage) {
    const queue = stage.place('queue', queueStructure(2));
    const done = stage.word('done');
    const worker = (port: Port, me: number): void => {
      get(port, me, queue);
      increment(port, done);
      port.check(call(port.call, 'queueTaskDone', queue, me) === OUTCOME.DONE, 'could not report');
    };
    return {
      prepare(calls) {
        call(calls, 'initQueue', queue, FIFO, 2, 2);
        call(calls, 'putQueue', queue, stage.threads[0] ?? 0, 1, 0);
      },
      run: [
        worker,
        (port, me) => {
          port.check(call(port.call, 'joinQueue', queue, me, Infinity) === OUTCOME.DONE, 'join has ended otherwise');
          port.check(port.load(done) === 1, 'join has not waited for the item');
        },
        (port, me) => {
          port.check(call(port.call, 'joinQueue', queue, me, Infinity) === OUTCOME.DONE, 'join has ended otherwise');
        },
      ],
    };
  },
});

export default [inOrder, twoProducers, givesUp, shut, joined];
