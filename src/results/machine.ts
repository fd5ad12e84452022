/**
 * One machine among those compared: a result's summary, its whole document where there is room for it, and where it came from. Belongs to
 * one open page; is neither kept nor sent.
 */
import type { ResultDocument } from './schema.ts';
import type { Summary } from './summary.ts';

export interface Machine {
  /** Told apart by it on this page, and nowhere else. */
  readonly id: string;
  readonly summary: Summary;
  /** Null where only a summary came, or where thousands came at once. */
  readonly document: ResultDocument | null;
  /** The name of its file, 'link' or 'history'. */
  readonly from: string;
}

let given = 0;

export function machine(summary: Summary, document: ResultDocument | null, from: string): Machine {
  given++;
  return { id: `machine-${given}`, summary, document, from };
}
