/**
 * What is known of a puzzle's code once all is tried: every schedule up to a number of preemptions by the explorer, which also watches for
 * data races, and every position there is, however it was come to, by the graph.
 */
import { explore } from '../../interleave/explore.ts';
import { Graph } from '../../interleave/graph.ts';
import { counted } from './hints.ts';
import type { Puzzle, Staged } from './puzzle.ts';

export const PREEMPTIONS = 2;

export interface Proof {
  /** Schedules that the explorer carried out to their ends. */
  readonly executions: number;
  readonly positions: number;
  /** Orders in which the steps can be taken. */
  readonly schedules: number;
  readonly holds: boolean;
}

export function proofOf(module: WebAssembly.Module, { scenario }: Staged, graph: Graph): Proof {
  const { executions, failure } = explore({ module, scenario, bound: PREEMPTIONS });
  const { positions, schedules, reaching } = graph;
  return { executions, positions, schedules, holds: failure === null && reaching === 0 };
}

export function proofText(
  { never, mended, mendedBy }: Puzzle,
  { executions, positions, schedules, holds }: Proof,
): string {
  if (!holds) return 'The search found a schedule that breaks it.';
  const all = mended ? `${mendedBy ?? 'With this line in place,'} all` : 'All';
  return `${all} schedules with up to ${PREEMPTIONS} preemptions were tried, in ${counted(executions, 'execution')}: none ${never}. Nor does any other: the ${counted(schedules, 'order')} in which the steps can be taken lead through ${counted(positions, 'position')}, and every one was looked at.`;
}
