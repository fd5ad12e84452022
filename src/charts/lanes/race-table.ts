/**
 * The lanes as numbers, for who does not see them: a row a thread with the share of its model's makespan that each phase took, and
 * the spans themselves, as many as are asked for.
 */
import { PHASE_NAMES } from '../phase-fills.ts';
import { counted, duration, grouped, inMs, shortPercent } from '../number-format.ts';
import type { ChartTable } from '../picture.ts';
import type { LaneRow } from './lane-rows.ts';
import { codeOf, nameOf, STACKED } from './phase-codes.ts';
import type { ModelLanes } from './race-lanes.ts';
import type { Track } from './track.ts';

function totals(tracks: readonly Track[]): Float64Array {
  const sums = new Float64Array(STACKED.length);
  for (const { length, start, end, code } of tracks) {
    for (let at = 0; at < length; at++) {
      const kind = code[at] as number;
      sums[kind] = (sums[kind] as number) + (end[at] as number) - (start[at] as number);
    }
  }
  return sums;
}

function totalsOf({ track, waits }: LaneRow): Float64Array {
  return totals(waits ? [track, waits.united] : [track]);
}

/** Makespan, tasks, most at once, and the share of its time that each row spent in each phase that occurs. */
export function raceTable(models: readonly ModelLanes[]): ChartTable {
  const lines = models.flatMap((lanes) => lanes.rows.map((row) => ({ lanes, row, sums: totalsOf(row) })));
  const codes = STACKED.map(codeOf).filter((code) => lines.some(({ sums }) => (sums[code] as number) > 0));
  return {
    caption:
      'Each row’s share of its model’s makespan, a phase; where the waits of many tasks overlap, of the time in which any waited',
    headers: [
      'Model and row',
      'Makespan',
      'Tasks',
      'In progress at most',
      'Executing at most',
      ...codes.map((code) => nameOf(code)),
    ],
    rows: lines.map(({ lanes, row, sums }) => [
      `${lanes.name}, ${row.name}`,
      duration(lanes.wallMs),
      grouped(lanes.played?.tasks.length ?? 0),
      grouped(lanes.inProgress.most),
      grouped(lanes.executing.most),
      ...codes.map((code) =>
        lanes.wallMs > 0 ? shortPercent((sums[code] as number) / lanes.wallMs / row.sharing) : '–',
      ),
    ]),
  };
}

/** The first spans of every model, by start. */
export function spansTable(models: readonly ModelLanes[], most: number): ChartTable {
  const rows = models.flatMap((lanes) => {
    const spans = [...(lanes.played?.spans ?? [])].sort((a, b) => a.start - b.start).slice(0, most);
    return spans.map(({ lane, task, phase, start, end }) => [
      lanes.name,
      lane < 0 ? 'page' : lane === 0 ? 'main' : String(lane),
      task < 0 ? '–' : task === 0 ? 'main' : String(task),
      PHASE_NAMES[phase],
      inMs(start),
      inMs(end),
      duration(end - start),
    ]);
  });
  return {
    caption: `The first ${grouped(most)} spans of each model, milliseconds since its start`,
    headers: ['Model', 'Thread', 'Task', 'Phase', 'From', 'To', 'Lasted'],
    rows,
  };
}

/** The finding in a sentence, for who does not see the picture. */
export function raceLabel(title: string, models: readonly ModelLanes[]): string {
  const played = models.filter(({ wallMs }) => wallMs > 0);
  const each = played.map(
    ({ name, wallMs, executing, inProgress }) =>
      `${name} ${duration(wallMs)}, ${counted(inProgress.most, 'task')} in progress and ${executing.most} executing at most`,
  );
  return `Who ran when in “${title}”: ${each.length > 0 ? each.join('; ') : 'nothing has run yet'}.`;
}
