/**
 * Cuts a CSV that comes in pieces into its records: lines, joined where a quoted field has a line break in it (RFC 4180). A quote too many spoils the
 * record it stands in, and no more than INTAKE.row characters are looked at before that is said.
 */
import { INTAKE } from './intake-limits.ts';
import { Lines, type Cut } from './json-lines.ts';

/** Whether a quoted field is left open. */
function isOpen(text: string): boolean {
  let open = false;
  for (let at = text.indexOf('"'); at !== -1; at = text.indexOf('"', at + 1)) open = !open;
  return open;
}

export class Records {
  private readonly lines: Lines;
  /** The lines of a record that is not whole yet. */
  private held: { readonly text: string; readonly line: number }[] = [];
  private length = 0;

  constructor(line: number) {
    this.lines = new Lines(line, true);
  }

  *take(piece: string): Generator<Cut> {
    for (const cut of this.lines.take(piece)) yield* this.record(cut);
  }

  *end(): Generator<Cut> {
    for (const cut of this.lines.end()) yield* this.record(cut);
    while (this.held.length > 0) yield* this.givenUp();
  }

  private *record({ text, line }: Cut): Generator<Cut> {
    if (text === null || text.length > INTAKE.row) {
      while (this.held.length > 0) yield* this.givenUp();
      yield { text: null, line };
      return;
    }
    const odd = isOpen(text);
    if (this.held.length === 0 && !odd) {
      if (text.trim() !== '') yield { text, line };
      return;
    }
    this.held.push({ text, line });
    this.length += text.length + 1;
    if (odd && this.held.length > 1) yield this.joined();
    else if (this.length > INTAKE.row) yield* this.givenUp();
  }

  private joined(): Cut {
    const [first] = this.held;
    const text = this.held.map((one) => one.text).join('\n');
    this.held = [];
    this.length = 0;
    return { text, line: first?.line ?? 0 };
  }

  /** The first line alone is damaged; those after it are looked at anew. */
  private *givenUp(): Generator<Cut> {
    const [first, ...rest] = this.held;
    this.held = [];
    this.length = 0;
    if (!first) return;
    yield { text: null, line: first.line };
    for (const cut of rest) yield* this.record(cut);
  }
}
