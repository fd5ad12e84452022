/**
 * Whether a program printed what it must: all of it and nothing else, in order as far as the model promises one. Says what is wrong
 * in a sentence. All lines of a program differ, so that each is known to be somebody's.
 */
import type { Printout } from '../index.ts';

export interface ExpectedLines {
  /** The lines of each task in the order of spawning. Those of one task keep their order; those of two may mix unless played in turn. */
  readonly tasks: readonly (readonly string[])[];
  /** What the one who starts them prints before waiting for any: in this order, anywhere among theirs. */
  readonly starter?: readonly string[];
  /** Printed when all have ended. */
  readonly end?: readonly string[];
}

/** Null where the lines are right. */
export function lineFault({ lines, order }: Pick<Printout, 'lines' | 'order'>, expected: ExpectedLines): string | null {
  const { tasks, starter = [], end = [] } = expected;
  const wanted = tasks.flat();
  const total = wanted.length + starter.length + end.length;
  if (lines.length !== total) return `${lines.length} lines were printed, not ${total}`;
  const during = lines.slice(0, total - end.length);
  return (
    differing(lines.slice(total - end.length), end) ??
    differing(linesOf(during, starter), starter) ??
    (order === 'in-turn' ? differing(linesOf(during, wanted), wanted) : mixed(during, tasks))
  );
}

function mixed(lines: readonly string[], tasks: ExpectedLines['tasks']): string | null {
  for (const own of tasks) {
    const fault = differing(linesOf(lines, own), own);
    if (fault !== null) return fault;
  }
  return null;
}

function linesOf(lines: readonly string[], wanted: readonly string[]): readonly string[] {
  const known = new Set(wanted);
  return lines.filter((line) => known.has(line));
}

function differing(got: readonly string[], wanted: readonly string[]): string | null {
  const at = wanted.findIndex((line, place) => got[place] !== line);
  if (at >= 0)
    return got[at] === undefined
      ? `"${wanted[at]}" was not printed`
      : `"${got[at]}" was printed where "${wanted[at]}" was due`;
  return got.length > wanted.length ? `"${got[wanted.length]}" was printed once too often` : null;
}
