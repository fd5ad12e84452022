/**
 * The two curves of a model as SVG path data, which a canvas understands as well: executing as an area, in progress as an
 * outline, both a step a pixel, so that their area is right at every zoom.
 */
import { meansOf, type StepCurve } from './concurrency.ts';
import { countHeight, momentAt, xOf, type LanesLayout, type Strip } from './lanes-layout.ts';
import type { ModelLanes } from './race-lanes.ts';

export interface CurvePaths {
  readonly executing: string;
  readonly inProgress: string;
}

function rounded(value: number): string {
  return (Math.round(value * 10) / 10).toString();
}

export function curvePaths(
  layout: LanesLayout,
  { executing, inProgress, wallMs }: ModelLanes,
  strip: Strip,
): CurvePaths {
  const from = Math.max(layout.left, xOf(layout, 0));
  const until = Math.min(layout.right, xOf(layout, wallMs));
  const pixels = Math.ceil(until - from);
  if (pixels <= 0) return { executing: '', inProgress: '' };
  const base = strip.top + strip.height;
  const steps = (curve: StepCurve): string => {
    const means = new Float64Array(pixels);
    const start = momentAt(layout, from);
    meansOf(curve, start, momentAt(layout, from + 1) - start, means);
    return pathOf(means, from, until, (count) => base - countHeight(count, layout.most, strip.height));
  };
  const left = rounded(from);
  return {
    executing: `M${left} ${base}V${steps(executing)}V${base}H${left}Z`,
    // An upright at an edge would say that tasks begin or end there: only where they do.
    inProgress: `M${left} ${momentAt(layout, from) > 0 ? '' : `${base}V`}${steps(inProgress)}${until < layout.right ? `V${base}` : ''}`,
  };
}

/** Begins with the height of the first step, so that it can follow a `V`. */
function pathOf(means: Float64Array, from: number, until: number, y: (count: number) => number): string {
  let path = '';
  let last = '';
  means.forEach((mean, pixel) => {
    const height = rounded(y(mean));
    if (height === last) return;
    path += last === '' ? height : `H${rounded(from + pixel)}V${height}`;
    last = height;
  });
  return `${path}H${rounded(until)}`;
}
