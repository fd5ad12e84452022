/**
 * One puzzle on the page: its code, its play and the graph of all positions, which grows while the visitor looks. Draws nothing.
 */
import type { Graph } from '../../interleave/graph.ts';
import { Stepper } from '../../interleave/stepper.ts';
import { grown } from './growing.ts';
import { Play, shortestWay, turnsIn } from './play.ts';
import { proofOf, type Proof } from './proof.ts';
import { puzzleCode, type PuzzleCode } from './puzzle-code.ts';
import { staged, type ListedPuzzle, type Staged } from './puzzle.ts';
import type { Naming } from './step-words.ts';

/** What the real code came to, and the code itself, for the line that makes the difference. */
export interface Mended {
  readonly code: PuzzleCode;
  readonly proof: Proof;
}

export interface Par {
  readonly turns: number;
  readonly steps: number;
  /** Threads from 0. */
  readonly way: readonly number[];
}

export class Game {
  readonly play: Play;
  readonly naming: Naming;
  graph: Graph | null = null;
  /** Null until it is known, and where the goal is out of reach. */
  par: Par | null = null;
  readonly #staged: Staged;
  readonly #ending = new AbortController();

  private constructor(
    readonly puzzle: ListedPuzzle,
    readonly code: PuzzleCode,
  ) {
    this.#staged = staged(puzzle, puzzle.played);
    this.play = new Play(code.module, this.#staged);
    const threads = this.#staged.scenario.places.slice(0, puzzle.threads).map(({ at }) => at);
    this.naming = { words: this.#staged.words, threads };
  }

  /** Rejects where the code does not load. */
  static async open(puzzle: ListedPuzzle): Promise<Game> {
    return new Game(puzzle, await puzzleCode(puzzle.played.code));
  }

  /** Looks at all positions; `seen` is told how many so far. */
  async explore(seen: (positions: number) => void): Promise<void> {
    const stepper = new Stepper(this.code.module, this.#staged.scenario);
    this.graph = await grown(stepper, this.#staged.goal, this.#ending.signal, seen);
    if (!this.graph || this.graph.reaching === 0) return;
    const way = shortestWay(this.code.module, this.#staged, this.graph);
    this.par = { turns: turnsIn(way.map((thread) => ({ thread }))), steps: way.length, way };
  }

  /** Tries everything with the code that has no fault. Null where the puzzle was left meanwhile. */
  async mended(): Promise<Mended | null> {
    const variant = this.puzzle.mended ?? this.puzzle.played;
    const code = await puzzleCode(variant.code);
    const real = staged(this.puzzle, variant);
    const graph = await grown(new Stepper(code.module, real.scenario), real.goal, this.#ending.signal, () => {});
    return graph && { code, proof: proofOf(code.module, real, graph) };
  }

  close(): void {
    this.#ending.abort();
  }
}
