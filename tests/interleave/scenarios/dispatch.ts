/** The pool's own protocols: orders reach a worker whenever they are posted, a batch's tasks are run once and its end announced last. */
import { BATCH, MAILBOX } from '../../../src/memory/structures.ts';
import { call, increment, scenario } from '../scenario.ts';

const orders = scenario({
  name: 'mailbox: the page posts two orders, the worker carries out both',
  threads: 2,
  page: 1,
  build(stage) {
    const mailbox = stage.place('mailbox', MAILBOX);
    const body = mailbox + 8;
    const answered = stage.word('answered');
    return {
      prepare() {},
      run: [
        (port) => {
          for (let seen = 0; seen < 2;) {
            const number = call(port.call, 'awaitOrder', mailbox, seen, 50);
            if (number === seen) continue;
            seen = number;
            port.check(port.load(body) === 10 * seen, 'saw the number before the body');
            port.atomicStore(answered, seen);
          }
        },
        (port) => {
          for (let order = 1; order <= 2; order++) {
            port.store(body, 10 * order);
            port.atomicAdd(mailbox, 1);
            port.notify(mailbox, 1);
            while (port.point(answered) !== order) port.yield();
          }
        },
      ],
    };
  },
});

const batch = scenario({
  name: 'batch: two workers share three tasks, the page sees all results at the end',
  threads: 3,
  page: 1,
  build(stage) {
    const block = stage.place('batch', BATCH);
    const DONE = block + 128;
    const results = [stage.word('task 1'), stage.word('task 2'), stage.word('task 3')];
    const worker = (port: Parameters<typeof increment>[0]): void => {
      for (;;) {
        const task = call(port.call, 'claimTask', block, 3);
        if (task >= 3) break;
        increment(port, results[task] ?? 0);
      }
      call(port.call, 'leaveBatch', block, 2, 1);
    };
    return {
      prepare() {},
      run: [
        worker,
        worker,
        (port) => {
          while (port.point(DONE) !== 1) port.yield();
          for (const result of results) port.check(port.load(result) === 1, 'a task was not run once');
        },
      ],
    };
  },
});

export default [orders, batch];
