/**
 * Hints, in stages: whether the goal can still be reached and by how many turns, whose turn is next, what that thread does then. All of
 * it is read off the graph of the puzzle's positions.
 */
import type { Graph } from '../../interleave/graph.ts';
import type { Play } from './play.ts';
import { willDo, type Naming } from './step-words.ts';

export const STAGES = 3;

export function counted(count: number, one: string, many = `${one}s`): string {
  return `${count.toLocaleString('en')} ${count === 1 ? one : many}`;
}

/** The sentences of the first `stage` stages. */
export function hints(stage: number, play: Play, graph: Graph, naming: Naming): string[] {
  if (stage <= 0) return [];
  const distance = play.distance(graph);
  if (distance === null) {
    return [
      play.steps.length === 0
        ? 'No schedule leads there. Try, and when you are sure, say that it cannot be done.'
        : 'From here it is out of reach, whoever gets the turn. Take steps back.',
    ];
  }
  if (distance.steps === 0) return ['You are there.'];
  const next = play.next(graph);
  const told = [
    `From here it takes ${counted(distance.turns, 'turn')}, ${counted(distance.steps, 'step')} in all${distance.turns === 1 ? '' : ', at the least'}.`,
  ];
  if (next === null) return told;
  if (stage > 1) told.push(next === play.last ? `Thread ${next + 1} goes on.` : `Thread ${next + 1} is next.`);
  const standing = play.position.standing[next];
  if (stage > 2 && standing) told.push(`It ${willDo(naming, standing)}.`);
  return told;
}
