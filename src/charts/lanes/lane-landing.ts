/**
 * What pointer and keyboard land on in the lanes, and how it is put into words: the same line for both. Where many spans share a
 * pixel, their number and what most of the time went to.
 */
import type { Milliseconds } from '../../base/units.ts';
import { counted, duration, inMs, THIN } from '../number-format.ts';
import { countAt } from './concurrency.ts';
import type { LaneRow } from './lane-rows.ts';
import { momentAt, type Block, type LanesLayout, type PlacedRow } from './lanes-layout.ts';
import { EXECUTING_CODES, nameOf } from './phase-codes.ts';
import type { ModelLanes } from './race-lanes.ts';
import { firstAbove, firstFrom, firstInSight, type Track } from './track.ts';

export interface Landing {
  readonly block: number;
  readonly row: number;
  /** Index in the row's track; -1 where nothing was recorded or only waits go on. */
  readonly span: number;
  readonly start: Milliseconds;
  readonly end: Milliseconds;
  readonly text: string;
}

/** The row under a place, also a little beside it. */
export function rowAt(layout: LanesLayout, y: number): { block: number; row: number } | null {
  for (const [block, { rows, pitch }] of layout.blocks.entries()) {
    const [first] = rows;
    if (!first || y < first.y - 4 || y > first.y + rows.length * pitch + 4) continue;
    return { block, row: Math.max(0, Math.min(rows.length - 1, Math.floor((y - first.y) / pitch))) };
  }
  return null;
}

/** The block whose strip of curves is under a place. */
function stripAt({ blocks }: LanesLayout, y: number): number {
  return blocks.findIndex(({ strip }) => strip && y >= strip.top - 4 && y <= strip.top + strip.height + 4);
}

function pixelOf({ window, left, right }: LanesLayout): Milliseconds {
  return (window.to - window.from) / Math.max(1, right - left);
}

/** What is under the pointer; null off the lanes. */
export function landingAt(layout: LanesLayout, x: number, y: number): Landing | null {
  if (x < layout.left - 4 || x > layout.right + 4) return null;
  const moment = momentAt(layout, Math.max(layout.left, Math.min(layout.right, x)));
  const place = rowAt(layout, y);
  if (place) return landingIn(layout, place.block, place.row, moment);
  const block = stripAt(layout, y);
  const lanes = layout.blocks[block]?.lanes;
  return lanes ? { block, row: -1, span: -1, start: moment, end: moment, text: countsText(lanes, moment) } : null;
}

function countsText({ name, executing, inProgress, wallMs }: ModelLanes, moment: Milliseconds): string {
  if (moment > wallMs) return `${name}: over after ${duration(wallMs)}`;
  return `${name}, at ${inMs(moment)}${THIN}ms: ${counted(countAt(inProgress, moment), 'task')} in progress, ${countAt(executing, moment)} executing`;
}

/** The spans that touch a pixel around a moment, and the one that fills most of it; an executing one comes first. */
function spansAround(track: Track, from: Milliseconds, to: Milliseconds): { best: number; count: number } {
  let [best, most, count] = [-1, -1, 0];
  for (let at = firstInSight(track, from); at < track.length && (track.start[at] as number) <= to; at++) {
    if ((track.end[at] as number) < from) continue;
    count += 1;
    const shared = Math.min(to, track.end[at] as number) - Math.max(from, track.start[at] as number);
    const weight = shared * (EXECUTING_CODES.has(track.code[at] as number) ? 2 : 1);
    if (weight > most) [best, most] = [at, weight];
  }
  return { best, count };
}

export function landingIn(layout: LanesLayout, block: number, row: number, moment: Milliseconds): Landing | null {
  const placed = layout.blocks[block]?.rows[row];
  const lanes = layout.blocks[block]?.lanes;
  if (!placed || !lanes) return null;
  const half = pixelOf(layout) / 2;
  const { best, count } = spansAround(placed.row.track, moment - half, moment + half);
  if (best >= 0) return landingOn(lanes, { block, row, span: best }, placed.row, count, moment);
  const waiting = waitingText(placed.row, moment);
  const what = waiting || (moment > lanes.wallMs ? `over after ${duration(lanes.wallMs)}` : 'nothing recorded');
  const text = `${lanes.name}, ${placed.row.name}, at ${inMs(moment)}${THIN}ms: ${what}`;
  return { block, row, span: -1, start: moment, end: moment, text };
}

function landingOn(
  lanes: ModelLanes,
  place: { readonly block: number; readonly row: number; readonly span: number },
  row: LaneRow,
  sharing: number,
  moment: Milliseconds,
): Landing {
  const [start, end] = [row.track.start[place.span] as number, row.track.end[place.span] as number];
  const waiting = waitingText(row, moment);
  const many = sharing > 2 ? `; ${sharing} spans in this pixel, zoom in to part them` : '';
  const text = `${lanes.name}, ${spanText(lanes, row, place.span)}${waiting ? `; ${waiting}` : ''}${many}`;
  return { ...place, start, end, text };
}

export function spanText(lanes: ModelLanes, { track, name, firstTask }: LaneRow, span: number): string {
  const [start, end] = [track.start[span] as number, track.end[span] as number];
  const task = track.task[span] as number;
  const body = lanes.played?.tasks[task]?.body;
  const isNamed = firstTask >= 0 && name === `task ${task}`;
  const which = task < 0 || isNamed ? '' : task === 0 ? (name === 'main' ? '' : ', main') : `, task ${task}`;
  const called = task > 0 && body ? ` (${body})` : '';
  const what = nameOf(track.code[span] as number);
  return `${name}${which}${called}: ${what}, ${inMs(start)}–${inMs(end)}${THIN}ms (${duration(end - start)})`;
}

/** "9 812 tasks waiting for I/O", where a row holds the waits of many. */
function waitingText({ waits }: LaneRow, moment: Milliseconds): string {
  if (!waits) return '';
  return [...waits.ends]
    .map(([code, { starts, ends }]) => ({ code, count: firstAbove(starts, moment) - firstAbove(ends, moment) }))
    .filter(({ count }) => count > 0)
    .map(({ code, count }) => `${counted(count, 'task')} ${nameOf(code)}`)
    .join(', ');
}

/** Where an arrow key leads from a landing; the first row of the first model where there is none yet. */
export function stepped(layout: LanesLayout, from: Landing | null, key: string): Landing | null {
  const rows = layout.blocks.flatMap(({ rows }, block) => rows.map((placed, row) => ({ block, row, placed })));
  const at = rows.findIndex(({ block, row }) => block === from?.block && row === from.row);
  if (!from || at < 0) return rows[0] ? landingNear(layout, rows[0], layout.window.from) : null;
  if (key === 'ArrowUp' || key === 'ArrowDown') {
    const next = rows[at + (key === 'ArrowUp' ? -1 : 1)];
    return next ? landingNear(layout, next, Math.max(from.start, layout.window.from)) : from;
  }
  const here = rows[at];
  return here ? neighbour(layout, here, from, key === 'ArrowRight') : from;
}

interface Place {
  readonly block: number;
  readonly row: number;
  readonly placed: PlacedRow;
}

/** The span at a moment, or the next one after it, or the last. */
function landingNear(layout: LanesLayout, { block, row, placed }: Place, moment: Milliseconds): Landing | null {
  const { track } = placed.row;
  const at = Math.min(firstInSight(track, moment), track.length - 1);
  const lanes = layout.blocks[block]?.lanes;
  if (at < 0 || !lanes) return landingIn(layout, block, row, moment);
  const middle = Math.max(moment, track.start[at] as number);
  return landingOn(lanes, { block, row, span: at }, placed.row, 1, middle);
}

/** Spans that share a pixel are passed in one step: with 100 000 of them a walk would not end. */
function neighbour(layout: LanesLayout, { block, row, placed }: Place, from: Landing, isForward: boolean): Landing {
  const { track } = placed.row;
  const lanes = (layout.blocks[block] as Block).lanes;
  const pixel = pixelOf(layout);
  const span = isForward
    ? Math.max(from.span + 1, firstFrom(track.start, from.start + pixel, track.length))
    : Math.min(
        from.span >= 0 ? from.span - 1 : track.length - 1,
        firstAbove(track.start, from.start - pixel, track.length) - 1,
      );
  if (span < 0 || span >= track.length) return from;
  return landingOn(lanes, { block, row, span }, placed.row, 1, track.start[span] as number);
}
