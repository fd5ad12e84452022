/**
 * A measured line: solid, with its 95 % interval as a band and its points as dots. What a fitted law
 * (`law-curves.ts`) and an ideal must never look like.
 */
import { area, line } from 'd3-shape';
import { svg, type SVGTemplateResult } from 'lit';
import type { Interval } from '../measure/stats/interval.ts';

/** A measured value at its place; `x` in pixels. */
export interface Place {
  readonly x: number;
  readonly value: Interval;
}

/** More points than this are not dotted: the dots would be the line. */
const MOST_DOTS = 24;

/** `y` puts a value at its height; `dotted` false for a line without points of its own. */
export function bandLine(places: readonly Place[], y: (value: number) => number, dotted = true): SVGTemplateResult {
  const stroke = line<Place>(
    ({ x }) => x,
    ({ value }) => y(value.estimate),
  )(places);
  const band = area<Place>(
    ({ x }) => x,
    ({ value }) => y(value.low),
    ({ value }) => y(value.high),
  )(places);
  const dots = dotted && places.length <= MOST_DOTS ? places : [];
  const alone = places.length === 1 ? places : [];
  return svg`<path class="band" d=${band ?? ''} />
    ${alone.map((place) => whisker(place, y))}
    <path class="line" d=${stroke ?? ''} />
    ${dots.map(({ x, value }) => svg`<circle class="dot" cx=${x} cy=${y(value.estimate)} r="2.75" />`)}`;
}

/** An interval as an upright stroke with two ends. */
export function whisker({ x, value }: Place, y: (value: number) => number, reach = 4): SVGTemplateResult {
  const [low, high] = [y(value.low), y(value.high)];
  const [left, wide] = [x - reach, 2 * reach];
  return svg`<path class="leader" d="M${x} ${low}V${high}M${left} ${low}h${wide}M${left} ${high}h${wide}" />`;
}
