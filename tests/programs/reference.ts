/**
 * Plays a program without threads, clock or kernel, one operation at a time: in turn, or each time whichever task a seed names. A
 * sleep may end at any moment, so that every order which some timing could bring about is tried. What must hold under every model
 * has to hold here.
 */
import type { Prng } from '../../src/base/prng.ts';
import type { Operation } from '../../src/programs/operations.ts';
import { FILE_BYTES } from '../../src/programs/parts/own-file.ts';
import type { Body, Order, Printout, Program, Task } from '../../src/programs/index.ts';

const MAILBOX = 64;
const SITE_FILE_BYTES = 123;
const MOST_STEPS = 200_000;

export interface Rules {
  readonly order: Order;
  readonly sharesCells: boolean;
  /** Draws who goes on, where tasks overlap. */
  readonly random: Prng;
}

export interface ReferenceRun extends Printout {
  /** In the order in which they were computed. */
  readonly computed: readonly Task[];
  readonly operations: ReadonlySet<Operation['op']>;
  /** Locks that nobody gave back, items left in queues and mailboxes. */
  readonly left: number;
}

export class Stuck extends Error {}

interface Running {
  readonly number: number;
  readonly body: Body;
  readonly cells: number[];
  readonly counters: number[];
  readonly mail: number[];
  /** What it asked for last and has not been given. */
  asked: Operation | null;
  result: number | null;
}

class Reference {
  readonly tasks: Running[] = [];
  readonly lines: string[] = [];
  readonly computed: Task[] = [];
  readonly operations = new Set<Operation['op']>();
  readonly #program: Program;
  readonly #rules: Rules;
  readonly #owners: (number | null)[];
  readonly #queues: number[][];
  readonly #cells: number[];
  readonly #counters: number[];

  constructor(program: Program, rules: Rules) {
    this.#program = program;
    this.#rules = rules;
    this.#owners = Array.from({ length: program.resources.locks }, () => null);
    this.#queues = program.resources.queues.map(() => []);
    this.#cells = Array.from({ length: program.resources.cells }, () => 0);
    this.#counters = Array.from({ length: program.resources.counters ?? 0 }, () => 0);
  }

  get left(): number {
    const items = [...this.#queues, ...this.tasks.map(({ mail }) => mail)];
    return this.#owners.filter((owner) => owner !== null).length + items.flat().length;
  }

  start(name: string, args: readonly number[]): number {
    const body = this.#program.bodies[name];
    if (!body) throw new Error(`no body is called "${name}"`);
    const cells = this.#rules.sharesCells ? this.#cells : this.#cells.map(() => 0);
    const counters = this.#rules.sharesCells ? this.#counters : this.#counters.map(() => 0);
    const number = this.tasks.length;
    this.tasks.push({ number, body: body(...args), cells, counters, mail: [], asked: null, result: null });
    this.#advance(number, 0);
    return number;
  }

  /** Until every task has ended. In turn, the one spawned first of those that can go on, main after all others. */
  run(): void {
    for (let step = 0; step < MOST_STEPS; step++) {
      const waiting = this.tasks.filter(({ result }) => result === null);
      if (waiting.length === 0) return;
      const able = waiting.filter((task) => this.#able(task));
      if (able.length === 0) throw new Stuck(`tasks ${waiting.map(({ number }) => number).join(', ')} wait for ever`);
      const next = this.#next(able);
      this.#advance(next.number, this.#carryOut(next, next.asked as Operation));
    }
    throw new Error(`not over after ${MOST_STEPS} operations`);
  }

  #next(able: readonly Running[]): Running {
    const { order, random } = this.#rules;
    const place = order === 'overlapping' ? random.below(able.length) : able.findIndex(({ number }) => number > 0);
    return able[Math.max(0, place)] as Running;
  }

  #advance(number: number, answer: number): void {
    const task = this.#task(number);
    const { done, value } = task.body.next(answer);
    if (done) task.result = value;
    else this.operations.add(value.op);
    task.asked = done ? null : value;
  }

  #task(number: number): Running {
    const task = this.tasks[number];
    if (!task) throw new Error(`there is no task ${number}`);
    return task;
  }

  #queue(number: number): number[] {
    const queue = this.#queues[number];
    if (!queue) throw new Error(`there is no queue ${number}`);
    return queue;
  }

  #able({ number, asked, mail }: Running): boolean {
    const isTurn = this.#rules.order === 'overlapping' || this.#turnOf(number);
    if (!isTurn || !asked) return false;
    switch (asked.op) {
      case 'join':
        return this.#task(asked.task).result !== null;
      case 'acquire':
        return this.#owners[asked.lock] === null;
      case 'put':
        return this.#queue(asked.queue).length < (this.#program.resources.queues[asked.queue] ?? 0);
      case 'get':
        return this.#queue(asked.queue).length > 0;
      case 'send':
        return this.#task(asked.to).mail.length < MAILBOX;
      case 'receive':
        return mail.length > 0;
      default:
        return true;
    }
  }

  /** Of two tasks besides main, the later one begins when the earlier has ended. */
  #turnOf(number: number): boolean {
    return this.tasks.slice(1, number).every(({ result }) => result !== null);
  }

  #carryOut(task: Running, asked: Operation): number {
    switch (asked.op) {
      case 'compute':
        this.computed.push({ start: asked.start, end: asked.end });
        return 0;
      case 'sleep':
        if (!(asked.ms >= 0)) throw new Error(`a sleep of ${asked.ms} ms`);
        return 0;
      case 'read':
        return SITE_FILE_BYTES;
      case 'read-file':
        return FILE_BYTES;
      case 'print':
        this.lines.push(asked.text);
        return 0;
      case 'spawn':
        return this.start(asked.body, asked.args);
      case 'join':
        return this.#task(asked.task).result ?? NaN;
      case 'is-done':
        return this.#task(asked.task).result === null ? 0 : 1;
      case 'acquire':
        this.#owners[asked.lock] = task.number;
        return 0;
      case 'release':
        if (this.#owners[asked.lock] !== task.number) throw new Error(`task ${task.number} does not own that lock`);
        this.#owners[asked.lock] = null;
        return 0;
      case 'put':
        this.#queue(asked.queue).push(asked.value);
        return 0;
      case 'get':
        return this.#queue(asked.queue).shift() ?? NaN;
      case 'send':
        this.#task(asked.to).mail.push(asked.value);
        return 0;
      case 'receive':
        return task.mail.shift() ?? NaN;
      case 'load':
        return cellOf(task, asked.cell);
      case 'store':
        cellOf(task, asked.cell);
        task.cells[asked.cell] = asked.value;
        return 0;
      case 'count':
        return (task.counters[asked.counter] = counterOf(task, asked.counter) + asked.times);
    }
  }
}

function cellOf({ cells }: Running, cell: number): number {
  const value = cells[cell];
  if (value === undefined) throw new Error(`there is no cell ${cell}`);
  return value;
}

function counterOf({ counters }: Running, counter: number): number {
  const value = counters[counter];
  if (value === undefined) throw new Error(`there is no counter ${counter}`);
  return value;
}

/** Throws `Stuck` where no task can go on. */
export function playReference(program: Program, args: readonly number[], rules: Rules): ReferenceRun {
  const reference = new Reference(program, rules);
  reference.start('main', args);
  reference.run();
  const { lines, computed, operations, left } = reference;
  const result = reference.tasks[0]?.result ?? NaN;
  return { lines, result, args, order: rules.order, sharesCells: rules.sharesCells, computed, operations, left };
}
