/**
 * What every chart is: a pure function from data to a `Picture`, which is laid out for a width in real
 * pixels. The frame around it (`ui/lab-figure`) draws, reads out its marks and shows its table.
 */
import type { SVGTemplateResult } from 'lit';

/** The numbers of a picture, ready to read; the first cell of a row names it. */
export interface ChartTable {
  readonly caption: string;
  readonly headers: readonly string[];
  readonly rows: readonly (readonly string[])[];
}

/** Something that pointer or keyboard can land on. A point has no width and no height. */
export interface Mark {
  /** Marks of one row are walked with left and right, rows with up and down. */
  readonly row: number;
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
  readonly text: string;
}

export interface Layout {
  readonly height: number;
  readonly drawing: SVGTemplateResult;
  readonly marks: readonly Mark[];
}

export interface Picture {
  /** The finding in one sentence, for who does not see it. */
  readonly label: string;
  readonly table: ChartTable;
  layout(width: number): Layout;
}
