/**
 * Every position that a program's threads can get into, whoever gets the turn when and however often: from each, whether a goal can
 * still be reached, and by how few turns. A turn is a run of steps of one thread. Only for programs whose threads wait by sleeping: every
 * step goes forward, so there is no way back to a position, and one pass from the last to the first settles all.
 */
import type { Position, Stepper } from './stepper.ts';
import type { Turn } from './turns.ts';

export type Ending = 'open' | 'ended' | 'stuck';

/** Whether a position is what is looked for. */
export type Goal = (position: Position, ending: Ending) => boolean;

export interface Distance {
  readonly turns: number;
  readonly steps: number;
}

interface Edge {
  readonly turn: Turn;
  readonly to: number;
}

interface Node {
  readonly edges: readonly Edge[];
  readonly isGoal: boolean;
}

/** More than any way has steps: a turn weighs more than all steps. */
const TURN = 100_000;

/** Positions looked at before the page gets the processor back. */
const AT_ONCE = 400;

export class TooManyPositions extends Error {
  override readonly name = 'TooManyPositions';
}

export class Graph {
  readonly #nodes: Node[] = [];
  readonly #numbers = new Map<number, number>();
  readonly #threads: number;
  /** Cheapest way to the goal, by node and the thread that had the turn last; the last column is nobody. */
  #costs = new Float64Array(0);
  #schedules = new Float64Array(0);
  #reaching = new Float64Array(0);

  private constructor(threads: number) {
    this.#threads = threads;
  }

  /**
   * Looks at every position, some hundred at a time: each value asked for is how many it has seen. Throws `TooManyPositions` beyond
   * `most`.
   */
  static *grow(stepper: Stepper, goal: Goal, most = 400_000): Generator<number, Graph> {
    const start = stepper.start();
    const graph = new Graph(start.threads.length);
    const number = (position: Position): number => {
      const key = stepper.keyOf(position);
      const known = graph.#numbers.get(key);
      if (known !== undefined) return known;
      if (graph.#numbers.size >= most) throw new TooManyPositions(`there are more than ${most} positions`);
      graph.#numbers.set(key, graph.#numbers.size);
      queue.push(position);
      return graph.#numbers.size - 1;
    };
    let queue: Position[] = [];
    number(start);
    // Breadth first: an edge leads to a higher number, since each step goes one further.
    while (queue.length > 0) {
      const layer = queue;
      queue = [];
      for (const position of layer) {
        const offer = stepper.offer(position);
        const turns = offer.kind === 'turns' ? offer.turns : [];
        const isGoal = goal(position, offer.kind === 'turns' ? 'open' : offer.kind);
        const edges = turns.map((turn) => ({ turn, to: number(stepper.after(position, turn).position) }));
        graph.#nodes.push({ edges, isGoal });
        if (graph.#nodes.length % AT_ONCE === 0) yield graph.#nodes.length;
      }
    }
    graph.#settle();
    return graph;
  }

  /** All at once. */
  static of(stepper: Stepper, goal: Goal, most?: number): Graph {
    const growing = Graph.grow(stepper, goal, most);
    for (;;) {
      const next = growing.next();
      if (next.done) return next.value;
    }
  }

  get positions(): number {
    return this.#nodes.length;
  }

  /** Schedules from the start to an end, and those of them that come past a goal; beyond 2⁵³ not exact. */
  get schedules(): number {
    return this.#schedules[0] ?? 0;
  }

  get reaching(): number {
    return this.#reaching[0] ?? 0;
  }

  /** How far the goal is, `last` having had the turn last (-1: nobody); null where it cannot be reached. Undefined position: null. */
  distance(key: number, last: number): Distance | null {
    const node = this.#numbers.get(key);
    const cost = node === undefined ? Infinity : this.#cost(node, last);
    if (cost === Infinity) return null;
    return { turns: Math.floor(cost / TURN), steps: cost % TURN };
  }

  /** The turn with which a shortest way goes on; null at a goal and where there is none. */
  next(key: number, last: number): Turn | null {
    const node = this.#numbers.get(key);
    if (node === undefined || this.#nodes[node]?.isGoal !== false || this.#cost(node, last) === Infinity) return null;
    const ways = this.#nodes[node].edges.map(({ turn, to }) => ({ turn, cost: this.#edgeCost(turn, to, last) }));
    ways.sort((one, other) => one.cost - other.cost);
    return ways[0]?.turn ?? null;
  }

  #column(last: number): number {
    return last < 0 ? this.#threads : last;
  }

  #cost(node: number, last: number): number {
    return this.#costs[node * (this.#threads + 1) + this.#column(last)] ?? Infinity;
  }

  #edgeCost({ thread }: Turn, to: number, last: number): number {
    return (thread === last ? 0 : TURN) + 1 + this.#cost(to, thread);
  }

  #settle(): void {
    const columns = this.#threads + 1;
    this.#costs = new Float64Array(this.#nodes.length * columns).fill(Infinity);
    this.#schedules = new Float64Array(this.#nodes.length);
    this.#reaching = new Float64Array(this.#nodes.length);
    for (let node = this.#nodes.length - 1; node >= 0; node--) {
      const { edges, isGoal } = this.#nodes[node] as Node;
      for (let column = 0; column < columns; column++) {
        const last = column === this.#threads ? -1 : column;
        const cheapest = Math.min(Infinity, ...edges.map(({ turn, to }) => this.#edgeCost(turn, to, last)));
        this.#costs[node * columns + column] = isGoal ? 0 : cheapest;
      }
      const sum = (counts: Float64Array): number => edges.reduce((total, { to }) => total + (counts[to] ?? 0), 0);
      this.#schedules[node] = edges.length === 0 ? 1 : sum(this.#schedules);
      this.#reaching[node] = isGoal ? (this.#schedules[node] ?? 0) : sum(this.#reaching);
    }
  }
}
