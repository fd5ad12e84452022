/**
 * How work of several steps is divided among ranks: blocks of neighbouring tasks, as equal as they can be, and what each rank
 * must get from the others before a step. Plain arithmetic; src/ranks/programs/stepped-work.ts does it.
 */
import type { Task } from '../../programs/index.ts';
import type { Passage, SteppedWork } from '../../ranks/programs/stepped-work.ts';
import type { StagedTask } from '../../ranks/programs/staged-work.ts';
import type { StagedWork } from '../stage.ts';

/** Block `rank` of `ranks` of the tasks, in their order. */
function blockOf(tasks: readonly Task[], rank: number, ranks: number): StagedTask[] {
  const edge = (of: number): number => Math.floor((of * tasks.length) / ranks);
  const first = edge(rank);
  return tasks.slice(first, edge(rank + 1)).map(({ start, end }, place) => ({ task: first + place, start, end }));
}

/** From their first item to their last; null where there is none. */
function itemsOf(share: readonly StagedTask[]): Task | null {
  const [first, last] = [share[0], share.at(-1)];
  return first && last ? { start: first.start, end: last.end } : null;
}

export function steppedWork({ tasks, steps, items, kernel, size }: StagedWork, ranks: number): SteppedWork {
  const shares = Array.from({ length: ranks }, (_, rank) => blockOf(tasks, rank, ranks));
  const blocks = shares.map(itemsOf);
  const passages = blocks.flatMap((reader, to): Passage[] => {
    if (!reader) return [];
    const read = kernel.reads?.(reader.start, reader.end, size) ?? { start: 0, end: items };
    return blocks.flatMap((owner, from): Passage[] => {
      if (!owner || from === to) return [];
      const [start, end] = [Math.max(read.start, owner.start), Math.min(read.end, owner.end)];
      return start < end ? [{ from, to, start, end }] : [];
    });
  });
  return { steps, shares, passages };
}
