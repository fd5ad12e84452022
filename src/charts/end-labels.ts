/**
 * Lines are named at their right end, in a column of their own, each joined to its line by a thin
 * leader. Labels keep their distance; where lines end close together the column fans out.
 */
import { svg, type SVGTemplateResult } from 'lit';
import { spread } from './label-placement.ts';
import { LINE_HEIGHT, textWidth } from './text-width.ts';

export interface EndLabel {
  /** Classes of the group: the model's colour, or `law`. */
  readonly kind: string;
  /** One to a row. */
  readonly lines: readonly string[];
  /** Where its line ends. */
  readonly x: number;
  readonly y: number;
}

export interface Column {
  /** Where the plot ends. */
  readonly right: number;
  readonly top: number;
  readonly bottom: number;
}

/** Between the plot and its labels. */
const GAP = 10;

/** What the column needs beside the plot, in pixels. */
export function columnWidth(labels: readonly Pick<EndLabel, 'lines'>[]): number {
  const widths = labels.flatMap(({ lines }) => lines.map((text) => textWidth(text, 'bold')));
  return Math.max(0, ...widths) + GAP + 2;
}

function rowHeight(labels: readonly Pick<EndLabel, 'lines'>[]): number {
  const rows = Math.max(1, ...labels.map(({ lines }) => lines.length));
  return rows * LINE_HEIGHT + (rows > 1 ? 3 : 0);
}

/** What all labels need one below the other. */
export function columnHeight(labels: readonly Pick<EndLabel, 'lines'>[]): number {
  return labels.length * rowHeight(labels);
}

export function endLabels(labels: readonly EndLabel[], { right, top, bottom }: Column): SVGTemplateResult {
  const centres = spread(
    labels.map(({ y }) => y),
    rowHeight(labels),
    top - LINE_HEIGHT / 2,
    bottom + LINE_HEIGHT / 2,
  );
  const left = right + GAP;
  return svg`${labels.map(({ kind, lines, x, y }, index) => {
    const centre = centres[index] ?? y;
    const first = centre + 4 - ((lines.length - 1) * LINE_HEIGHT) / 2;
    return svg`<g class=${kind}>
      <path class="leader" d="M${x + 4} ${y}L${right + 1} ${y}L${left - 2} ${centre}" />
      ${lines.map((text, row) => svg`<text class="named" x=${left} y=${first + row * LINE_HEIGHT}>${text}</text>`)}
    </g>`;
  })}`;
}
