/** A name that somebody else gave, as it may stand beside our own words. Text stays text; what to show where nothing is left is the caller's. */

/** Control characters, and those that turn the words around them from right to left (Unicode Standard Annex 9). */
const UNSEEN = /[\p{Cc}\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]/gu;
const VISIBLE = /[^\p{Cf}\p{Z}\p{M}]/u;

/** Empty where there is nothing to see. */
export function shownName(name: string): string {
  const shown = name.replaceAll(UNSEEN, '');
  return VISIBLE.test(shown) ? shown : '';
}
