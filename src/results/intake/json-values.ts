/**
 * Cuts a text that comes in pieces into the JSON values in it, whether one follows the other or a list holds them, with line breaks inside or
 * without; it counts brackets and skips strings (RFC 8259), and leaves it to JSON.parse to judge what it has cut. Never holds more of a
 * value than a document may have.
 */
import { INTAKE } from './intake-limits.ts';
import type { Cut } from './json-lines.ts';

export interface CutValue extends Cut {
  /** `between`: something that begins no object or list stands there. `unfinished`: the text ends before the value does. */
  readonly kind: 'value' | 'between' | 'unfinished';
}

const QUOTE = 0x22;
const BACKSLASH = 0x5c;
const NEWLINE = 0x0a;
const COMMA = 0x2c;
const LIST = 0x5b;
const LIST_END = 0x5d;
const OBJECT = 0x7b;
const OBJECT_END = 0x7d;
const isBlank = (code: number): boolean => code === 0x20 || code === NEWLINE || code === 0x0d || code === 0x09;

export class Values {
  private pieces: string[] = [];
  private length = 0;
  /** Open brackets of the value that is being read. */
  private depth = 0;
  /** Inside a string: 1, and right after a backslash in it: 2. */
  private inString: 0 | 1 | 2 = 0;
  private inList = false;
  private started = 0;
  /** The line of something that belongs to no value and has not been told of; 0 where nothing does. */
  private between = 0;

  /** @param line of the first character. */
  constructor(private line: number) {}

  /** What a piece completes. */
  *take(piece: string): Generator<CutValue> {
    let from = 0;
    for (let place = 0; place < piece.length; place++) {
      const code = piece.charCodeAt(place);
      if (code === NEWLINE) this.line++;
      if (this.inString > 0) this.goOnInString(code);
      else if (this.depth === 0) {
        if (!this.begins(code)) continue;
        from = place;
        if (this.between > 0) yield this.toldBetween();
      } else if (this.ends(code)) {
        this.hold(piece.slice(from, place + 1));
        yield { kind: 'value', ...this.taken() };
      }
    }
    if (this.depth > 0) this.hold(piece.slice(from));
  }

  *end(): Generator<CutValue> {
    if (this.between > 0) yield this.toldBetween();
    if (this.depth > 0) yield { kind: 'unfinished', ...this.taken() };
  }

  /** No string of JSON has a line break in it, so that a quote too many spoils one line at most. */
  private goOnInString(code: number): void {
    if (code === NEWLINE) this.inString = 0;
    else if (this.inString === 2) this.inString = 1;
    else if (code === BACKSLASH) this.inString = 2;
    else if (code === QUOTE) this.inString = 0;
  }

  /** Between values: whether one begins here. */
  private begins(code: number): boolean {
    if (isBlank(code) || code === COMMA) return false;
    if (code === LIST && !this.inList) this.inList = true;
    else if (code === LIST_END && this.inList) this.inList = false;
    else if (code === OBJECT || code === LIST) {
      this.depth = 1;
      this.started = this.line;
      return true;
    } else if (this.between === 0) this.between = this.line;
    return false;
  }

  /** Inside a value: whether it ends here. */
  private ends(code: number): boolean {
    if (code === QUOTE) this.inString = 1;
    else if (code === OBJECT || code === LIST) this.depth++;
    else if (code === OBJECT_END || code === LIST_END) this.depth--;
    return this.depth === 0;
  }

  private hold(text: string): void {
    this.length += text.length;
    if (this.length > INTAKE.document) this.pieces = [];
    else this.pieces.push(text);
  }

  private taken(): Cut {
    const text = this.length > INTAKE.document ? null : this.pieces.join('');
    this.pieces = [];
    this.length = 0;
    return { text, line: this.started };
  }

  private toldBetween(): CutValue {
    const line = this.between;
    this.between = 0;
    return { kind: 'between', text: null, line };
  }
}
