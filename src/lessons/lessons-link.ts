/** Which lesson an address asks for: "#/lessons?lesson=how-many"; without one, the course. */
import { queryIn, viewIn } from '../ui/route-controller.ts';

export function lessonAddress(id: string | null): string {
  return id === null ? '#/lessons' : `#/lessons?lesson=${id}`;
}

/** Null where the address names none, or belongs to another view. */
export function lessonIn(fragment: string): string | null {
  if (viewIn(fragment, '') !== 'lessons') return null;
  return new URLSearchParams(queryIn(fragment)).get('lesson');
}
