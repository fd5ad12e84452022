/**
 * Texts as bytes: phrases of this lab by their number, anything else letter by letter. Any text a string can be comes back the same.
 * A text is a row of varints c, up to the end:
 *
 *   c = 0          the end
 *   c = 3n + 1     n + 1 letters follow (UTF-16 code units, a varint each)
 *   c = 3n + 2     phrase n
 *   c = 3n + 3     phrase n, and the end
 */
import type { ByteReader, ByteWriter } from './bytes.ts';
import type { Column } from './column.ts';
import { damaged, newer } from './misread.ts';
import { PHRASES } from './phrases.ts';

/** Letters by which a phrase is looked up; every phrase has as many. */
const START = 4;
const LAST_UNIT = 0xffff;

/** Numbers of phrases by how they begin, the longest first. */
const BY_START: ReadonlyMap<string, readonly number[]> = byStart();

/** `most`: UTF-16 code units. */
export function texts(most: number): Column<string> {
  return {
    write(to, values) {
      for (const text of values) writeText(to, text);
    },
    read: (from, count) => {
      if (count > from.left) throw damaged();
      return Array.from({ length: count }, () => readText(from, most));
    },
  };
}

function byStart(): Map<string, number[]> {
  const found = new Map<string, number[]>();
  for (const [place, phrase] of PHRASES.entries()) {
    const start = phrase.slice(0, START);
    found.set(
      start,
      [...(found.get(start) ?? []), place].sort((a, b) => lengthOf(b) - lengthOf(a)),
    );
  }
  return found;
}

function lengthOf(place: number): number {
  return PHRASES[place]?.length ?? 0;
}

function phraseAt(text: string, place: number): number | undefined {
  return BY_START.get(text.slice(place, place + START))?.find((phrase) =>
    text.startsWith(PHRASES[phrase] ?? '', place),
  );
}

function writeText(to: ByteWriter, text: string): void {
  let spelled = 0;
  for (let place = 0; place < text.length;) {
    const phrase = phraseAt(text, place);
    if (phrase === undefined) {
      place++;
      continue;
    }
    spell(to, text.slice(spelled, place));
    place += lengthOf(phrase);
    spelled = place;
    if (place === text.length) {
      to.varint(3 * phrase + 3);
      return;
    }
    to.varint(3 * phrase + 2);
  }
  spell(to, text.slice(spelled));
  to.varint(0);
}

function spell(to: ByteWriter, letters: string): void {
  if (letters === '') return;
  to.varint(3 * (letters.length - 1) + 1);
  for (let place = 0; place < letters.length; place++) to.varint(letters.charCodeAt(place));
}

function readText(from: ByteReader, most: number): string {
  let text = '';
  for (;;) {
    const code = from.varint();
    if (code === 0) return text;
    if (code % 3 === 1) text += letters(from, (code + 2) / 3, most);
    else text += phraseOf(Math.floor((code - 2) / 3));
    if (text.length > most) throw damaged();
    if (code % 3 === 0) return text;
  }
}

function letters(from: ByteReader, count: number, most: number): string {
  if (count > most) throw damaged();
  const units = Array.from({ length: count }, () => from.varint());
  if (units.some((unit) => unit > LAST_UNIT)) throw damaged();
  return String.fromCharCode(...units);
}

function phraseOf(place: number): string {
  const phrase = PHRASES[place];
  if (phrase === undefined) throw newer();
  return phrase;
}
