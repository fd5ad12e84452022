/**
 * Upright marks at numbers of workers that mean something: how many were proven to run at once, how
 * many are worth using. Named above the plot; a name that finds no room is left out, its line stays.
 */
import { svg, type SVGTemplateResult } from 'lit';
import { type Box, firstFree, type Segment } from './label-placement.ts';
import { LINE_HEIGHT, textWidth } from './text-width.ts';

export interface Upright {
  readonly workers: number;
  readonly text: string;
}

export interface PlacedUpright extends Upright {
  /** Of its line, in pixels. */
  readonly at: number;
  /** Of its name; null where there is no room. */
  readonly box: Box | null;
}

/** Those on the axis. One number that is both proven and recommended has one mark. */
export function uprightsOf(proven: number | null, recommended: number | null, counts: readonly number[]): Upright[] {
  const [least, most] = [counts[0] ?? 0, counts.at(-1) ?? 0];
  const shown = (workers: number | null): workers is number =>
    workers !== null && workers >= least && workers <= most && least < most;
  if (shown(proven) && proven === recommended) return [{ workers: proven, text: `${proven} proven, recommended` }];
  return [
    ...(shown(proven) ? [{ workers: proven, text: `${proven} proven` }] : []),
    ...(shown(recommended) ? [{ workers: recommended, text: `${recommended} recommended` }] : []),
  ];
}

export interface UprightFrame {
  readonly x: (workers: number) => number;
  readonly left: number;
  readonly right: number;
  readonly top: number;
  readonly bottom: number;
}

/** Pixels above the plot for the names: a second row where two might touch. */
export function headroom(marks: readonly Upright[]): number {
  return marks.length > 1 ? 26 + LINE_HEIGHT : 26;
}

/** A name stands beside or above its own line and on nobody else's; failing that, in the row above. */
export function placed(marks: readonly Upright[], frame: UprightFrame): PlacedUpright[] {
  const { x, left, right, top } = frame;
  const boxes: Box[] = [];
  return marks.map((mark) => {
    const width = textWidth(mark.text);
    const at = x(mark.workers);
    const centred = Math.min(right - width, Math.max(left, at - width / 2));
    const starts = [centred, at + 4, at - width - 4].filter((start) => start >= 0 && start + width <= right + 4);
    const row = (y: number): Box[] => starts.map((start) => ({ x: start, y, width: width + 2, height: LINE_HEIGHT }));
    const others = marks.filter((other) => other !== mark).map(({ workers }) => x(workers));
    const lines = others.map((other) => ({ x1: other, y1: 0, x2: other, y2: top }));
    const above = marks.length > 1 ? firstFree(row(top - 22 - LINE_HEIGHT), [], boxes) : undefined;
    const box = firstFree(row(top - 22), lines, boxes) ?? above ?? null;
    if (box) boxes.push(box);
    return { ...mark, at, box };
  });
}

export function uprightLines(marks: readonly PlacedUpright[], { top, bottom }: UprightFrame): Segment[] {
  return marks.map(({ at }) => ({ x1: at, y1: top, x2: at, y2: bottom }));
}

export function drawUprights(marks: readonly PlacedUpright[], { top, bottom }: UprightFrame): SVGTemplateResult {
  return svg`${marks.map(
    ({ at, box, text }) => svg`<path class="mark" d="M${at} ${box ? box.y + LINE_HEIGHT + 3 : top - 4}V${bottom}" />
      ${box && svg`<text class="halo" x=${box.x} y=${box.y + 12}>${text}</text>`}`,
  )}`;
}
