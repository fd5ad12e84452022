/**
 * A text broken into lines that fit a width, by the widths of text-width.ts. Breaks at spaces; a word that is wider than a line stands
 * alone on one. Draws nothing.
 */
import { textWidth } from './text-width.ts';

/** `width` in pixels at the charts' 12 px; empty for an empty text. */
export function linesOf(text: string, width: number, weight: 'plain' | 'bold' = 'plain'): string[] {
  const lines: string[] = [];
  for (const word of text.split(' ').filter(Boolean)) {
    const last = lines.at(-1);
    const longer = last === undefined ? word : `${last} ${word}`;
    if (last !== undefined && textWidth(longer, weight) <= width) lines[lines.length - 1] = longer;
    else lines.push(word);
  }
  return lines;
}
