/**
 * A part of a claim as a small strip: its region shaded, its interval drawn solid, its control below, hollow and dashed. Geometry apart
 * from drawing, so that it can be tested; both are pure.
 */
import { scaleLinear, scaleLog } from 'd3-scale';
import { svg, type SVGTemplateResult } from 'lit';
import type { CountedPart, MeasuredPart, Part, Region } from '../measure/claims/claim-report.ts';
import type { Interval } from '../measure/stats/interval.ts';
import { compact, figureOf, inUnit, regionWords } from './claim-numbers.ts';
import { textWidth } from './text-width.ts';

export const STRIP_WIDTH = 192;
export const STRIP_HEIGHT = 36;

/** Values further apart than this are set on a logarithmic axis. */
const LOG_FROM = 4;
/** Beyond the outermost value, as a share of the axis. */
const MARGIN = 0.12;
const INSET = 6;
/** Of tries, how near to none or to all a share may stand that is neither. */
const ASIDE = 5;
/** Heights of the two lines, and where the shade ends. */
const OWN = 8;
const CONTROL = 17;
const FOOT = 22;
/** "In every try" is a single value: it is shaded this far. */
const LEAST_SHADE = 12;
/** More controls than this are a crowd. */
const MOST_CONTROLS = 3;

interface Stroke {
  readonly from: number;
  readonly at: number;
  readonly to: number;
}

interface Border {
  readonly x: number;
  readonly text: string;
  /** Centre of the text, kept inside the strip; null where it would stand on another. */
  readonly textAt: number | null;
}

export interface Strip {
  readonly width: number;
  readonly region: { readonly from: number; readonly to: number };
  readonly borders: readonly Border[];
  readonly own: Stroke;
  readonly control: readonly Stroke[];
  readonly isLog: boolean;
}

interface OnAxis {
  readonly own: Interval;
  readonly control: readonly Interval[];
  readonly region: Region;
  readonly unit: string;
  /** A zero or a negative number may occur. */
  readonly isLinear: boolean;
}

function sameAxis(part: Part, other: Part): boolean {
  if (part.kind === 'counted' || other.kind === 'counted') return part.kind === other.kind;
  const { region: one } = part;
  const { region: two } = other;
  return part.unit === other.unit && one.above === two.above && one.below === two.below;
}

const beside = (part: Part, control: readonly Part[]): readonly Part[] =>
  control.filter((one) => sameAxis(part, one)).slice(0, MOST_CONTROLS);

const isMeasured = (part: Part): part is MeasuredPart => part.kind === 'measured';
const isCounted = (part: Part): part is CountedPart => part.kind === 'counted';

function scaleOf({ own, control, region, isLinear }: OnAxis, width: number) {
  const borders = [region.above, region.below].flatMap((border) => border ?? []);
  const values = [...borders, ...[own, ...control].flatMap(({ low, high }) => [low, high])].filter(Number.isFinite);
  const [low, high] = [Math.min(...values), Math.max(...values)];
  const range: [number, number] = [INSET, width - INSET];
  if (!isLinear && low > 0 && high / low > LOG_FROM) {
    const margin = (high / low) ** MARGIN;
    return { scale: scaleLog([low / margin, high * margin], range), isLog: true };
  }
  const margin = (high - low || Math.abs(high) || 1) * MARGIN;
  return { scale: scaleLinear([low - margin, high + margin], range), isLog: false };
}

/** Names keep inside the strip and off each other. */
function bordersOf({ region, unit }: OnAxis, scale: (value: number) => number, width: number): Border[] {
  let taken = -Infinity;
  return [region.above, region.below].flatMap((border) => {
    if (border === undefined) return [];
    const text = inUnit(compact(border), unit);
    const half = textWidth(text) / 2;
    const centre = Math.max(half, Math.min(width - half, scale(border)));
    const isFree = centre - half > taken;
    if (isFree) taken = centre + half + 4;
    return [{ x: scale(border), text, textAt: isFree ? centre : null }];
  });
}

function measuredStrip(part: MeasuredPart, control: readonly MeasuredPart[], width: number): Strip {
  const { region, unit, scale: kind } = part;
  const axis = { own: part.estimate, control: control.map(({ estimate }) => estimate), region, unit };
  const onAxis = { ...axis, isLinear: kind !== 'ratio' };
  const { scale, isLog } = scaleOf(onAxis, width);
  const within = (value: number): number => Math.max(0, Math.min(width, scale(value)));
  const stroke = ({ estimate, low, high }: Interval): Stroke => ({
    from: within(low),
    at: within(estimate),
    to: within(high),
  });
  const { above, below } = region;
  return {
    width,
    region: { from: above === undefined ? 0 : within(above), to: below === undefined ? width : within(below) },
    borders: bordersOf(onAxis, scale, width),
    own: stroke(part.estimate),
    control: axis.control.map(stroke),
    isLog,
  };
}

/** Tries stand as the share in which it was so; what is nearly all is not drawn as all. */
function countedStrip(part: CountedPart, control: readonly CountedPart[], width: number): Strip {
  const [least, most] = [INSET, width - LEAST_SHADE / 2];
  const stroke = ({ seen, tries }: CountedPart): Stroke => {
    const between = least + LEAST_SHADE / 2 + ASIDE + (seen / tries) * (most - least - LEAST_SHADE - 2 * ASIDE);
    const at = seen === 0 ? least : seen === tries ? most : between;
    return { from: at, at, to: at };
  };
  const isAlways = part.expects === 'always';
  const text = isAlways ? 'every try' : 'one try';
  const half = textWidth(text) / 2;
  const edge = isAlways ? width - LEAST_SHADE : least + LEAST_SHADE / 2;
  return {
    width,
    region: { from: edge, to: width },
    borders: [{ x: edge, text, textAt: Math.max(half, Math.min(width - half, edge)) }],
    own: stroke(part),
    control: control.map(stroke),
    isLog: false,
  };
}

export function stripOf(part: Part, control: readonly Part[], width = STRIP_WIDTH): Strip {
  const others = beside(part, control);
  return isMeasured(part)
    ? measuredStrip(part, others.filter(isMeasured), width)
    : countedStrip(part, others.filter(isCounted), width);
}

export function drawStrip({ width, region, borders, own, control }: Strip): SVGTemplateResult {
  return svg`<rect class="region" x=${region.from} y="0" width=${Math.max(0, region.to - region.from)} height=${FOOT} />
    <path class="axis" d="M0 ${FOOT}H${width}" />
    ${borders.map(
      ({ x, text, textAt }) => svg`<path class="border" d="M${x} 0V${FOOT}" />
        ${textAt === null ? undefined : svg`<text class="middle" x=${textAt} y=${FOOT + 13}>${text}</text>`}`,
    )}
    ${control.map(
      ({ from, at, to }) => svg`<path class="control" d="M${from} ${CONTROL}H${to}" />
        <circle class="control" cx=${at} cy=${CONTROL} r="3" />`,
    )}
    <path class="own" d="M${own.from} ${OWN}H${own.to}" />
    <path class="estimate" d="M${own.at} ${OWN - 5.5}v11" />`;
}

/** The strip for who does not see it. */
export function stripWords(part: Part, control: readonly Part[]): string {
  const where =
    part.kind === 'measured'
      ? regionWords(part.region, part.unit)
      : part.expects === 'always'
        ? 'in every try'
        : 'in at least one try';
  const others = beside(part, control).map(figureOf);
  return `Region: ${where}.${others.length > 0 ? ` Control: ${others.join(', ')}.` : ''}`;
}
