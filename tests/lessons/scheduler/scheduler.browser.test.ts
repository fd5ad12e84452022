/** The engine in a browser: the same counts of positions, orders and executions as in Node, from the files that the page loads. */
import { expect, test } from 'vitest';
import { Graph } from '../../../src/interleave/graph.ts';
import { Stepper } from '../../../src/interleave/stepper.ts';
import { PUZZLES } from '../../../src/lessons/scheduler/catalogue.ts';
import { proofOf } from '../../../src/lessons/scheduler/proof.ts';
import { puzzleCode } from '../../../src/lessons/scheduler/puzzle-code.ts';
import { staged } from '../../../src/lessons/scheduler/puzzle.ts';
import { COUNTS } from './counts.ts';

test.each(PUZZLES.map((puzzle) => [puzzle.id, puzzle] as const))('%s', async (id, puzzle) => {
  const variant = puzzle.mended ?? puzzle.played;
  const { module } = await puzzleCode(variant.code);
  const ready = staged(puzzle, variant);
  const graph = Graph.of(new Stepper(module, ready.scenario), ready.goal);
  const { holds, ...counts } = proofOf(module, ready, graph);
  expect(holds).toBe(true);
  expect(counts).toEqual(COUNTS[id]);
});
