/**
 * What the text of a lesson is once it was compiled: headings, prose and lists under keys, with places that are filled with what was
 * measured. The words stand in `course/<lesson>/text.md`; which of them are shown when, the lesson says.
 */
import type { TemplateResult } from 'lit';

/** What stands in the places of a text: `{{proven}}` is filled with `values.proven`. */
export type Values = Readonly<Record<string, string>>;

/** An item of a list that can be chosen; `id` stands before its text in the file, as in "- `cores`: …". Null where there is none. */
export interface ListItem {
  readonly id: string | null;
  readonly text: string;
}

export interface LessonText {
  readonly title: string;
  /** What stands behind the colon in "## count/ask: How many at once?". */
  readonly headings: Readonly<Record<string, string>>;
  readonly prose: Readonly<Record<string, (values: Values) => TemplateResult>>;
  readonly lists: Readonly<Record<string, readonly ListItem[]>>;
  /** Names of the places that each section leaves to be filled. */
  readonly places: Readonly<Record<string, readonly string[]>>;
}

export const PLACE = /\{\{(\w+)\}\}/g;

/** A plain text with its places filled; one that nothing is known for stays empty. */
export function filled(text: string, values: Values): string {
  return text.replace(PLACE, (_, name: string) => values[name] ?? '');
}
