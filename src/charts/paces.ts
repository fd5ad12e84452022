/**
 * How fast each worker was while all ran, in units of one alone: a dot with its interval a worker, in
 * groups of about equal pace, each group with its level. Shows what was seen; why is not to be seen.
 */
import { scaleLinear } from 'd3-scale';
import { svg, type SVGTemplateResult } from 'lit';
import type { PaceGroup, Worth, WorkerPace } from '../measure/report.ts';
import { whisker } from './band-line.ts';
import { counted, factor, plain, range } from './number-format.ts';
import type { ChartTable, Layout, Mark, Picture } from './picture.ts';
import { textWidth } from './text-width.ts';
import { fittingTicks } from './ticks.ts';

type Paced = Pick<Worth, 'paces' | 'groups'>;

const LEFT = 40;
const RIGHT = 8;
const TOP = 26;
const BOTTOM = 40;
/** Between two groups, in places of a worker. */
const PAUSE = 0.6;

/** A worker's place on the axis, group after group. */
interface Seat {
  readonly pace: WorkerPace;
  readonly group: PaceGroup;
  readonly at: number;
}

function seatsOf({ paces, groups }: Paced): Seat[] {
  let at = 0;
  return groups.flatMap((group, index) => {
    if (index > 0) at += PAUSE;
    return group.workers.flatMap((worker) => {
      const pace = paces.find((one) => one.worker === worker);
      return pace ? [{ pace, group, at: at++ }] : [];
    });
  });
}

/** "4 workers at 1.00×, 4 at 0.45×". */
export function groupWords(groups: readonly PaceGroup[]): string {
  return groups
    .map(({ workers, pace }, index) =>
      index === 0 ? `${counted(workers.length, 'worker')} at ${factor(pace)}` : `${workers.length} at ${factor(pace)}`,
    )
    .join(', ');
}

function groupLabel({ workers, pace }: PaceGroup, groups: number): string {
  const all = workers.length === 2 ? 'both' : `all ${workers.length}`;
  return `${groups === 1 && workers.length > 1 ? all : workers.length} at ${factor(pace)}`;
}

interface Frame {
  readonly height: number;
  readonly right: number;
  readonly top: number;
  readonly bottom: number;
  readonly x: (place: number) => number;
  readonly y: (pace: number) => number;
  readonly grid: readonly number[];
  readonly seats: readonly Seat[];
}

function frameOf(data: Paced, width: number): Frame {
  const seats = seatsOf(data);
  const right = width - RIGHT;
  const height = 206;
  const bottom = height - BOTTOM;
  const ceiling = 1.06 * Math.max(1, ...seats.map(({ pace }) => pace.pace.high));
  const y = scaleLinear([0, ceiling], [bottom, TOP]);
  const x = scaleLinear([-0.7, (seats.at(-1)?.at ?? 0) + 0.7], [LEFT, right]);
  return { height, right, top: TOP, bottom, x, y, grid: y.ticks(3), seats };
}

/** Its name stands above the level, or where it would leave the plot, ends with it. */
function drawLevel(group: PaceGroup, frame: Frame, groups: number): SVGTemplateResult {
  const { from, to, at } = levelOf(group, frame);
  const text = groupLabel(group, groups);
  const start = Math.max(LEFT, Math.min(from, frame.right - textWidth(text, 'bold')));
  const clear = Math.min(...group.workers.map((worker) => frame.y(highOf(worker, frame)))) - 8;
  return svg`<path class="group" d="M${from} ${at}H${to}" />
    <text class="named halo" x=${start} y=${Math.min(at - 10, clear)}>${text}</text>`;
}

function highOf(worker: number, { seats }: Frame): number {
  return seats.find(({ pace }) => pace.worker === worker)?.pace.pace.high ?? 0;
}

/** The level of a group, from its first worker to its last and a little beyond. */
function levelOf(group: PaceGroup, { seats, x, y }: Frame): { from: number; to: number; at: number } {
  const own = seats.filter((seat) => seat.group === group).map((seat) => x(seat.at));
  return { from: Math.min(...own) - 8, to: Math.max(...own) + 8, at: y(group.pace) };
}

function drawAxes({ x, y, right, bottom, grid, seats }: Frame, groups: number): SVGTemplateResult {
  const places = seats.map(({ at }) => at);
  const name = (at: number): string => `w${(seats.find((seat) => seat.at === at)?.pace.worker ?? 0) + 1}`;
  return svg`<path class="grid" d=${grid.map((value) => `M${LEFT} ${y(value)}H${right}`).join('')} />
    <path class="axis" d="M${LEFT} ${bottom}H${right}" />
    ${grid.map((value) => svg`<text class="end" x=${LEFT - 8} y=${y(value) + 4}>${value === 0 ? '0' : `${value}×`}</text>`)}
    ${fittingTicks(places, x, name).map(
      ({ at, text }) => svg`<text class="middle" x=${at} y=${bottom + 17}>${text}</text>`,
    )}
    <text x=${LEFT} y=${bottom + 34}>${groups > 1 ? 'workers, the fastest group first' : 'workers'}</text>`;
}

function drawSeat({ pace, at }: Seat, { x, y }: Frame): SVGTemplateResult {
  const place = { x: x(at), value: pace.pace };
  return svg`${whisker(place, y, 3)}<circle class="dot" cx=${place.x} cy=${y(pace.pace.estimate)} r="3.25" />`;
}

export function pacesTable({ paces, groups }: Paced): ChartTable {
  return {
    caption: 'Pace of each worker while all ran, in units of one alone',
    headers: ['Worker', 'Pace', 'Interval', 'Group'],
    rows: paces.map(({ worker, pace }) => {
      const group = groups.findIndex((one) => one.workers.includes(worker));
      return [String(worker + 1), plain(pace), range(pace.low, pace.high), group < 0 ? '–' : String(group + 1)];
    }),
  };
}

export function paces(data: Paced): Picture {
  return {
    label: `Pace of each worker while all ran: ${groupWords(data.groups)}.`,
    table: pacesTable(data),
    layout(width): Layout {
      const frame = frameOf(data, width);
      const marks: Mark[] = frame.seats.map(({ pace, at }) => ({
        ...{ row: 0, x: frame.x(at), y: frame.y(pace.pace.estimate), width: 0, height: 0 },
        text: `worker ${pace.worker + 1}: ${plain(pace.pace)} of one alone (${range(pace.pace.low, pace.pace.high)})`,
      }));
      return {
        height: frame.height,
        marks,
        drawing: svg`${drawAxes(frame, data.groups.length)}<g class="free-threads">
          ${data.groups.map((group) => drawLevel(group, frame, data.groups.length))}
          ${frame.seats.map((seat) => drawSeat(seat, frame))}</g>`,
      };
    },
  };
}
