/** The pool's own protocols: orders reach a worker whenever they are posted, a batch's tasks are run once and its end announced last. */
import { BATCH, MAILBOX } from '../../../src/memory/structures.ts';
import type { Port } from '../../../src/interleave/port.ts';
import { call, increment, scenario } from '../../../src/interleave/scenario.ts';

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

/** In the batch's block, as in assembly/sync/batch.ts. */
const STOP = 192;
const FINISHED = 256;
const OVER = -(2 ** 31);

interface Stepped {
  readonly name: string;
  readonly workers: number;
  readonly tasks: number;
  readonly steps: number;
  readonly spins?: number;
  /** The fault of a worker, not of the protocol: says that a task has finished, then writes its result. */
  readonly finishesFirst?: boolean;
}

/** Each task reads all results of the step before and writes its own where those of two steps before stood. */
const stepped = ({ name, workers, tasks, steps, spins = 0, finishesFirst = false }: Stepped) =>
  scenario({
    name,
    threads: workers,
    build(stage) {
      const block = stage.place('batch', BATCH);
      const places = [0, 1].map((place) =>
        Array.from({ length: tasks }, (_, task) => stage.word(`place ${place + 1}, task ${task + 1}`)),
      );
      const run = (port: Port, number: number): void => {
        const step = Math.floor(number / tasks);
        for (const word of places[(step + 1) % 2] ?? []) {
          port.check(port.load(word) === step, `step ${step + 1} reads what is not of the step before`);
        }
        const finish = (): void => void call(port.call, 'finishTask', block, tasks);
        if (finishesFirst) finish();
        port.store(places[step % 2]?.[number % tasks] ?? 0, step + 1);
        if (!finishesFirst) finish();
      };
      return {
        prepare() {},
        run: (port) => {
          const total = tasks * steps;
          for (let task = 0; (task = call(port.call, 'claimTask', block, total)) < total;) {
            const before = task - (task % tasks);
            if (call(port.call, 'isStepOpen', block, before) === 0) call(port.call, 'awaitStep', block, before, spins);
            run(port, task);
          }
        },
        ending(check, look) {
          check(look(block + FINISHED) === tasks * steps, 'not every task of every step has finished');
          for (const word of places[(steps - 1) % 2] ?? []) check(look(word) === steps, 'the last step is not written');
        },
      };
    },
  });

/** Each claim takes some of what is left of a step, none of the next. */
const guided = (workers: number, tasks: number, steps: number) =>
  scenario({
    name: `batch, guided: ${workers} workers, ${tasks} tasks, ${steps} ${steps === 1 ? 'step' : 'steps'}`,
    threads: workers,
    build(stage) {
      const block = stage.place('batch', BATCH);
      const results = Array.from({ length: tasks }, (_, task) => stage.word(`task ${task + 1}`));
      return {
        prepare() {},
        run: (port) => {
          const total = tasks * steps;
          for (let first = 0; (first = call(port.call, 'claimGuided', block, total, tasks, workers)) < total;) {
            const end = first + call(port.call, 'guidedTasks', first, tasks, workers);
            port.check(end > first, 'a claim of nothing');
            port.check(Math.floor((end - 1) / tasks) === Math.floor(first / tasks), 'a claim across the end of a step');
            call(port.call, 'awaitStep', block, first - (first % tasks), 0);
            for (let task = first; task < end; task++) {
              increment(port, results[task % tasks] ?? 0);
              call(port.call, 'finishTask', block, tasks);
            }
          }
        },
        ending: (check, look) =>
          check(
            results.every((result) => look(result) === steps),
            'a task was not run once a step',
          ),
      };
    },
  });

const waitingStopped = scenario({
  name: 'batch of steps: a worker waits for a step that never opens; the page’s stop ends the wait, whenever it comes',
  threads: 2,
  page: 1,
  build(stage) {
    const block = stage.place('batch', BATCH);
    return {
      prepare() {},
      run: [
        (port) => {
          // Task 1 is somebody's who never finishes it.
          call(port.call, 'claimTask', block, 2);
          const goOn = call(port.call, 'awaitStep', block, 1, 1);
          port.check(goOn === 0, 'goes on as if the step were open');
          port.check(call(port.call, 'claimTask', block, 2) === 2, 'claims after a stop');
        },
        (port) => {
          // As src/sync/batch.ts does it; nobody else has set the bit, so an add is an or.
          port.atomicStore(block + STOP, 1);
          port.atomicAdd(block + FINISHED, OVER);
          port.notify(block + FINISHED, -1);
        },
      ],
    };
  },
});

/** A worker that says too early that it is done: the explorer has to see the race. */
export const FINISHES_FIRST = stepped({
  name: 'batch of steps: a task is finished before its result is written',
  workers: 2,
  tasks: 2,
  steps: 2,
  finishesFirst: true,
});

export default [
  orders,
  batch,
  stepped({ name: 'batch: two workers, two tasks, three steps', workers: 2, tasks: 2, steps: 3 }),
  stepped({ name: 'batch: two workers that spin, three tasks, two steps', workers: 2, tasks: 3, steps: 2, spins: 1 }),
  // With more workers than tasks two wait at once, for different steps.
  stepped({ name: 'batch: three workers, one task, three steps', workers: 3, tasks: 1, steps: 3 }),
  stepped({ name: 'batch: three workers, two tasks, two steps', workers: 3, tasks: 2, steps: 2 }),
  guided(2, 5, 1),
  guided(2, 3, 2),
  guided(3, 4, 1),
  waitingStopped,
];
