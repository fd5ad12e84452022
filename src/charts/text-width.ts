/**
 * How wide a text is at the charts' 12 px, without a canvas: the advance widths of DejaVu Sans, the
 * widest of the system faces a visitor is likely to have, so that a real text is never wider.
 */
export const TEXT_SIZE = 12;
export const LINE_HEIGHT = 15;

const NARROW = new Set("iljtfrI.,:;|!'·()[]- ".split(''));
const WIDE = new Set('mwMWGOQ%@×–'.split(''));

function advance(character: string): number {
  if (character === '\u202f' || character === '\u2009') return 0.2;
  if (NARROW.has(character)) return 0.4;
  return WIDE.has(character) ? 0.9 : 0.64;
}

/** In pixels; bold text is about a tenth wider. */
export function textWidth(text: string, weight: 'plain' | 'bold' = 'plain'): number {
  let em = 0;
  for (const character of text) em += advance(character);
  return em * TEXT_SIZE * (weight === 'bold' ? 1.1 : 1);
}
