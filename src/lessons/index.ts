/** The course: a folder a lesson, its logic and its words loaded when first wanted. The listing of the folder is the catalogue. */
import { registry } from '../base/registry.ts';
import type { Lesson } from './lesson.ts';
import type { LessonText } from './text/lesson-text.ts';

/** Folders named like the files that a registry lists. */
function byFolder<Entry>(found: Record<string, () => Promise<Entry>>): Record<string, () => Promise<Entry>> {
  return Object.fromEntries(Object.entries(found).map(([path, load]) => [path.replace(/\/[^/]+$/, '.ts'), load]));
}

export const lessons = registry<Lesson>(
  'lesson',
  byFolder(import.meta.glob<{ default: Lesson }>('./course/*/lesson.ts')),
);

const texts = byFolder(import.meta.glob<{ default: LessonText }>('./course/*/text.md'));

export interface ToldLesson {
  readonly lesson: Lesson;
  readonly text: LessonText;
}

/** Rejects where there is none of that name, or its files do not load. */
export async function toldLesson(id: string): Promise<ToldLesson> {
  const [lesson, text] = await Promise.all([lessons.load(id), texts[`./course/${id}.ts`]?.()]);
  if (!text) throw new Error(`lesson "${id}" has no text.md`);
  return { lesson, text: text.default };
}

/** All of them, in the order of the course. */
export async function course(): Promise<readonly ToldLesson[]> {
  const all = await Promise.all(lessons.ids.map(toldLesson));
  return all.sort((a, b) => a.lesson.place - b.lesson.place);
}
