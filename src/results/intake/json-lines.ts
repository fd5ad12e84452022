/** Cuts a text that comes in pieces into its lines, without ever holding more of a line than a document may have. */
import { INTAKE } from './intake-limits.ts';

export interface Cut {
  /** Null where it is longer than a document may be. */
  readonly text: string | null;
  /** Counted from 1. */
  readonly line: number;
}

export class Lines {
  private pieces: string[] = [];
  private length = 0;

  /**
   * @param line of the first line.
   * @param withBlank whether lines without a character count as well.
   */
  constructor(
    private line: number,
    private readonly withBlank = false,
  ) {}

  /** The lines that a piece completes, without their ends. */
  *take(piece: string): Generator<Cut> {
    let from = 0;
    for (let end = piece.indexOf('\n'); end !== -1; end = piece.indexOf('\n', from)) {
      const line = this.line++;
      if (end > from || this.length > 0 || this.withBlank) {
        this.hold(piece.slice(from, end));
        yield { text: this.taken(), line };
      }
      from = end + 1;
    }
    if (from < piece.length) this.hold(piece.slice(from));
  }

  *end(): Generator<Cut> {
    if (this.length > 0) yield { text: this.taken(), line: this.line };
  }

  private hold(text: string): void {
    this.length += text.length;
    if (this.length > INTAKE.document) this.pieces = [];
    else this.pieces.push(text);
  }

  private taken(): string | null {
    const text = this.length > INTAKE.document ? null : this.pieces.join('');
    this.pieces = [];
    this.length = 0;
    return text;
  }
}
