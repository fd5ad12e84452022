/**
 * What a puzzle of the scheduler is: threads over real lock code, and something that a schedule of theirs may or may not
 * bring about. Puzzles are files of puzzles/; nothing here plays one, and whether a goal can be reached stands nowhere: it is computed.
 */
import { call, scenario, type NamedScenario, type Stage } from '../../interleave/scenario.ts';
import type { Ending, Goal } from '../../interleave/graph.ts';
import type { Calls, Port } from '../../interleave/port.ts';
import { Stepper } from '../../interleave/stepper.ts';
import type { Word } from './words-of-memory.ts';

/** Reads a word of memory. */
export type Look = (address: number) => number;

export interface Setting {
  prepare(calls: Calls): void;
  /** What each thread does. */
  readonly threads: readonly ((port: Port, me: number) => void)[];
  /** What stands in memory, in the order in which it is shown. */
  readonly words: readonly Word[];
  /** The goal, where it is something that can be read off the memory. */
  happened?(look: Look): boolean;
}

/** Code and what threads do with it. */
export interface Variant {
  /** The module's name (assembly/puzzle-modules.ts). */
  readonly code: string;
  set(stage: Stage): Setting;
}

/** A line of the sources that makes the difference. */
export interface Guard {
  readonly file: string;
  readonly line: string;
}

export interface Puzzle {
  readonly title: string;
  readonly threads: 2 | 3;
  /** What the threads do, and with which code. */
  readonly about: string;
  /** What to bring about. */
  readonly task: string;
  /** `stuck`: nobody can run any more. `end`: looked at when all have ended. `ever`: looked at after each step. */
  readonly goal: 'stuck' | 'end' | 'ever';
  /** Said when it has happened. */
  readonly reached: string;
  /** What never happens, as in "none loses an update". */
  readonly never: string;
  readonly played: Variant;
  /** The same without the fault; null where what is played has none. */
  readonly mended: Variant | null;
  /** What is different there, where it is not the line of `guard`: ends in a comma. */
  readonly mendedBy?: string;
  /** What went wrong and what the real code does about it. */
  readonly why: readonly string[];
  readonly guard: Guard;
}

/** With its place in the catalogue and its name in links. */
export interface ListedPuzzle extends Puzzle {
  readonly id: string;
}

/** A puzzle's threads, ready to be played or explored. */
export interface Staged {
  readonly scenario: NamedScenario;
  readonly words: readonly Word[];
  readonly goal: Goal;
}

export function staged(puzzle: Puzzle, variant: Variant): Staged {
  let setting: Setting | null = null;
  const made = scenario({
    name: puzzle.title,
    threads: puzzle.threads,
    // Who finds a lock taken sleeps at once: looking a while changes no outcome, and is tedious to step through.
    spins: 0,
    build(stage) {
      const built = variant.set(stage);
      setting = built;
      return {
        prepare: (calls) => built.prepare(calls),
        run: built.threads,
        ending: (check, look) => check(built.happened?.(look) !== true, puzzle.reached),
      };
    },
  });
  const { words, happened } = setting as unknown as Setting;
  const goal: Goal = (position, ending) => reached(puzzle, ending, happened, (at) => Stepper.word(position, at));
  return { scenario: made, words, goal };
}

function reached(puzzle: Puzzle, ending: Ending, happened: Setting['happened'], look: Look): boolean {
  if (puzzle.goal === 'stuck') return ending === 'stuck';
  return (puzzle.goal === 'ever' || ending === 'ended') && happened?.(look) === true;
}

/** Calls an export for a thread. */
export const doing =
  (name: string, ...args: readonly number[]) =>
  (port: Port, me: number): void =>
    void call(port.call, name, ...args.map((arg) => (arg === ME ? me : arg)));

/** In the place of an argument: the record of the thread that calls. */
export const ME = -1;
