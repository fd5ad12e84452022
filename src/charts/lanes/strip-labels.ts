/**
 * The names of a model's two curves, at their ends: beside the plot at the height of the highest count, or, where there is no room,
 * in a line above it.
 */
import { spread } from '../label-placement.ts';
import { LINE_HEIGHT, textWidth } from '../text-width.ts';
import { countHeight, curveNames, type Block, type LanesLayout, type Strip } from './lanes-layout.ts';

export interface StripLabel {
  readonly text: string;
  readonly x: number;
  /** Of the base line. */
  readonly y: number;
  /** Executing is solid, so is its name. */
  readonly bold: boolean;
}

export function stripLabels(layout: LanesLayout, { lanes }: Block, strip: Strip): StripLabel[] {
  const names = curveNames(lanes);
  if (layout.isNarrow) {
    const y = strip.top - 6;
    const second = layout.left + textWidth(names.executing, 'bold') + 14;
    return [
      { text: names.executing, x: layout.left, y, bold: true },
      { text: names.inProgress, x: second, y, bold: false },
    ];
  }
  const at = (count: number): number => strip.top + strip.height - countHeight(count, layout.most, strip.height);
  const wanted = [at(lanes.inProgress.most), at(lanes.executing.most)];
  const [above = 0, below = 0] = spread(wanted, LINE_HEIGHT, strip.top - 2, strip.top + strip.height + 4);
  const x = layout.right + 10;
  return [
    { text: names.inProgress, x, y: above + 4, bold: false },
    { text: names.executing, x, y: below + 4, bold: true },
  ];
}
