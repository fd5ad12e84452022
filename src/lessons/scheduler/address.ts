/**
 * A schedule in an address: `#/scheduler?puzzle=two-locks&turns=1122`, one digit a step. Read as what a stranger may have written:
 * whatever does not fit is refused with a sentence.
 */
import { PUZZLES } from './catalogue.ts';
import { MOST_STEPS } from './play.ts';
import type { ListedPuzzle } from './puzzle.ts';

export interface Asked {
  readonly puzzle: ListedPuzzle;
  /** Threads from 0, one a step. */
  readonly turns: readonly number[];
  /** What was wrong with the address, or nothing. */
  readonly fault: string | null;
}

const FIRST = PUZZLES[0] as ListedPuzzle;

function asked(puzzle: ListedPuzzle, turns: readonly number[], fault: string | null): Asked {
  return { puzzle, turns, fault };
}

/** What stands behind the question mark. */
export function readAddress(query: string): Asked {
  const given = new URLSearchParams(query);
  const id = given.get('puzzle');
  if (id === null) return asked(FIRST, [], null);
  const puzzle = PUZZLES.find((each) => each.id === id);
  if (!puzzle) return asked(FIRST, [], 'The link names a puzzle that there is not. This is the first one.');
  const digits = given.get('turns') ?? '';
  if (digits.length > MOST_STEPS)
    return asked(puzzle, [], `The link holds more than ${MOST_STEPS} steps. The puzzle begins at its start.`);
  const turns = [...digits].map((digit) => Number(digit) - 1);
  if (turns.some((thread) => !Number.isInteger(thread) || thread < 0 || thread >= puzzle.threads))
    return asked(
      puzzle,
      [],
      `The link’s turns have to be digits from 1 to ${puzzle.threads}. The puzzle begins at its start.`,
    );
  return asked(puzzle, turns, null);
}

export function addressOf(id: string, turns: readonly number[]): string {
  const digits = turns.map((thread) => thread + 1).join('');
  return `#/scheduler?puzzle=${id}${digits === '' ? '' : `&turns=${digits}`}`;
}
