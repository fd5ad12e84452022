/**
 * A schedule that is being played: which turns were given, what each did, and where all stand now. Values and one stepper; draws
 * nothing and remembers nothing of other puzzles.
 */
import type { Graph, Distance, Ending } from '../../interleave/graph.ts';
import { Stepper, type Played, type Position } from '../../interleave/stepper.ts';
import type { Turn } from '../../interleave/turns.ts';
import type { Staged } from './puzzle.ts';

export type TakenStep = Played['step'];

/** More steps than any way through a puzzle has. */
export const MOST_STEPS = 400;

/** Who was given the turn cannot run. */
export class NotItsTurn extends Error {
  override readonly name = 'NotItsTurn';
}

export class Play {
  readonly #stepper: Stepper;
  readonly #staged: Staged;
  readonly #positions: Position[];
  readonly #steps: TakenStep[] = [];

  constructor(module: WebAssembly.Module, staged: Staged) {
    this.#staged = staged;
    this.#stepper = new Stepper(module, staged.scenario);
    this.#positions = [this.#stepper.start()];
  }

  get position(): Position {
    return this.#positions[this.#positions.length - 1] as Position;
  }

  /** Before the last step; the present one at the start. */
  get before(): Position {
    return this.#positions[Math.max(0, this.#positions.length - 2)] as Position;
  }

  get positions(): readonly Position[] {
    return this.#positions;
  }

  get steps(): readonly TakenStep[] {
    return this.#steps;
  }

  get last(): number {
    return this.#steps.at(-1)?.thread ?? -1;
  }

  get ending(): Ending {
    const offer = this.#stepper.offer(this.position);
    return offer.kind === 'turns' ? 'open' : offer.kind;
  }

  get isReached(): boolean {
    return this.#staged.goal(this.position, this.ending);
  }

  /** Numbers of threads, from 0, that can be given the turn. */
  get able(): readonly number[] {
    return this.#turns().map(({ thread }) => thread);
  }

  /** Gives a thread the turn for one step. Throws `NotItsTurn`. */
  give(thread: number): void {
    const turn = this.#turns().find((each) => each.thread === thread);
    if (!turn || this.isReached) throw new NotItsTurn(`thread ${thread + 1} cannot run`);
    const { position, step } = this.#stepper.after(this.position, turn);
    this.#positions.push(position);
    this.#steps.push(step);
  }

  /** Takes the last step back; whether there was one. */
  undo(): boolean {
    if (this.#steps.length === 0) return false;
    this.#steps.pop();
    this.#positions.pop();
    return true;
  }

  startOver(): void {
    this.#steps.length = 0;
    this.#positions.length = 1;
  }

  /** How far the goal is from here; null where it is out of reach. */
  distance(graph: Graph): Distance | null {
    return graph.distance(this.#stepper.keyOf(this.position), this.last);
  }

  /** With whom a shortest way goes on; null where there is none, or nothing is left to do. */
  next(graph: Graph): number | null {
    return graph.next(this.#stepper.keyOf(this.position), this.last)?.thread ?? null;
  }

  #turns(): readonly Turn[] {
    const offer = this.#stepper.offer(this.position);
    return offer.kind === 'turns' ? offer.turns : [];
  }
}

/** Runs of steps of one thread. */
export function turnsIn(steps: readonly Pick<TakenStep, 'thread'>[]): number {
  return steps.filter(({ thread }, index) => thread !== steps[index - 1]?.thread).length;
}

/** The shortest way from the start, as threads from 0. Empty where there is none. */
export function shortestWay(module: WebAssembly.Module, staged: Staged, graph: Graph): number[] {
  const play = new Play(module, staged);
  for (let next = play.next(graph); next !== null; next = play.next(graph)) play.give(next);
  return play.steps.map(({ thread }) => thread);
}
