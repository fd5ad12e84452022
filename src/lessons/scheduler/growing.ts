/**
 * Grows the graph of a puzzle's positions without keeping the page from its visitor: a few hundred positions at a time, with the
 * event loop in between.
 */
import { nextTurn } from '../../base/turn.ts';
import { Graph, type Goal } from '../../interleave/graph.ts';
import type { Stepper } from '../../interleave/stepper.ts';

/** Resolves to null where `signal` ended it. `seen` is told the number of positions so far. */
export async function grown(
  stepper: Stepper,
  goal: Goal,
  signal: AbortSignal,
  seen: (positions: number) => void,
): Promise<Graph | null> {
  const growing = Graph.grow(stepper, goal);
  for (;;) {
    const next = growing.next();
    if (signal.aborted) return null;
    if (next.done) return next.value;
    seen(next.value);
    await nextTurn();
  }
}
