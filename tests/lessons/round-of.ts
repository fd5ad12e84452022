/** A round of a lesson by its id, with the type of its experiment. */
import type { Lesson, Round } from '../../src/lessons/lesson.ts';

/** Throws where there is none, or it runs another experiment. */
export function roundOf<Kind extends Round['experiment']>(
  lesson: Lesson,
  id: string,
  experiment: Kind,
): Extract<Round, { experiment: Kind }> {
  const round = lesson.rounds.find((one) => one.id === id);
  if (round?.experiment !== experiment)
    throw new Error(`lesson ${lesson.id} has no round ${id} that is a ${experiment}`);
  return round as Extract<Round, { experiment: Kind }>;
}
