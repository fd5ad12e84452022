/** Ranks and tags as callers name them, checked. */
import { isCount } from '../sync/count.ts';
import { BadArgument } from '../sync/errors.ts';

/** Throws `BadArgument` unless `rank` is one of `size`. `what`: "the root". */
export function demandRank(what: string, rank: number, size: number): void {
  if (Number.isInteger(rank) && rank >= 0 && rank < size) return;
  throw new BadArgument(`${what} cannot be rank ${rank}: there are ranks 0 to ${size - 1}`);
}

/** Throws `BadArgument` unless a message can have the tag. */
export function demandTag(tag: number): void {
  if (!isCount(tag, 0)) throw new BadArgument(`a message cannot have the tag ${tag}: give 0, 1, 2 …`);
}
