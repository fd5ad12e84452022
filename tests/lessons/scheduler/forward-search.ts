/**
 * The shortest way to a goal and all that lies behind a position, found by going forward from it: independent of the graph, which goes
 * backward.
 */
import type { Goal } from '../../../src/interleave/graph.ts';
import type { Position, Stepper } from '../../../src/interleave/stepper.ts';

interface Reached {
  readonly position: Position;
  readonly last: number;
  readonly turns: number;
}

/** Fewest turns, then fewest steps; null where no way leads there. */
export function searched(
  stepper: Stepper,
  goal: Goal,
  from: Position = stepper.start(),
  last = -1,
): { turns: number; steps: number } | null {
  let layer = new Map<string, Reached>([['start', { position: from, last, turns: 0 }]]);
  let best: { turns: number; steps: number } | null = null;
  for (let steps = 0; layer.size > 0; steps++) {
    const next = new Map<string, Reached>();
    for (const { position, last: before, turns } of layer.values()) {
      const offer = stepper.offer(position);
      if (goal(position, offer.kind === 'turns' ? 'open' : offer.kind)) {
        if (!best || turns < best.turns) best = { turns, steps };
        continue;
      }
      if (offer.kind !== 'turns') continue;
      for (const turn of offer.turns) {
        const after = stepper.after(position, turn).position;
        const key = `${stepper.keyOf(after)} ${turn.thread}`;
        const taken = turns + (turn.thread === before ? 0 : 1);
        const known = next.get(key);
        if (!known || taken < known.turns) next.set(key, { position: after, last: turn.thread, turns: taken });
      }
    }
    layer = next;
  }
  return best;
}
