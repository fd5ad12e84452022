/**
 * What a visitor looks for on a page: by role and accessible name, as a screen reader would, or by a selector. Both look through open
 * shadow roots, and see only what is shown. Plain data, so that it can be handed to the page; page-eyes.ts does the looking there.
 */

/** A text is meant whole, white space collapsed; a pattern may match anywhere. */
export type Words = string | RegExp;

export interface PlainWords {
  readonly source: string;
  readonly flags: string;
}

export interface Target {
  readonly role?: string;
  readonly name?: PlainWords;
  /** Matched within one shadow tree: what lies in another is reached by `within`. */
  readonly css?: string;
  /** Only what lies in the first of these. */
  readonly within?: Target;
}

const asText = (words: string): string => words.replace(/[\\^$.*+?()[\]{}|/]/g, '\\$&');

/** A pattern as plain data. A text becomes one that matches it whole. */
function plain(words: Words): PlainWords {
  if (typeof words === 'string') return { source: `^${asText(words)}$`, flags: '' };
  return { source: words.source, flags: words.flags };
}

export function role(of: string, name?: Words): Target {
  return name === undefined ? { role: of } : { role: of, name: plain(name) };
}

export const button = (name: Words): Target => role('button', name);
export const link = (name: Words): Target => role('link', name);
export const css = (selector: string): Target => ({ css: selector });
/** The heading that a view begins with. */
export const title = (view: string): Target => within(css(`lab-${view}`), css('h1'));
export const within = (outer: Target, inner: Target): Target => ({ ...inner, within: outer });

/** For messages. */
export function described({ role, name, css, within }: Target): string {
  const own = css ?? `${role}${name ? ` /${name.source}/` : ''}`;
  return within ? `${own} within ${described(within)}` : own;
}
