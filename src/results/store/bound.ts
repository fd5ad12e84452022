/**
 * Which runs have to go so that the history does not grow without end: the oldest of those that nobody has named or noted. What was received from
 * elsewhere was kept on purpose and stays, and so does what is damaged or under way. Pure; the store asks when a run is over.
 */
import { RECEIVED, type KeptHead } from './kept.ts';

function mayGo({ id, name, note, state }: KeptHead): boolean {
  if (id.startsWith(RECEIVED)) return false;
  return name === '' && note === '' && (state === 'whole' || state === 'partial');
}

/** Ids of the runs beyond the newest `most` that have neither name nor note. `heads` with the newest first. */
export function beyondBound(heads: readonly KeptHead[], most: number): readonly string[] {
  return heads
    .filter(mayGo)
    .slice(most)
    .map(({ id }) => id);
}
