/**
 * A fleet as a flat table: one row for each result, kernel, model and number of workers, all of a result's own numbers repeated in each.
 * FLEET_COLUMNS is what README, page and the SQL for DuckDB say of it. fleet-csv.ts and fleet-parquet.ts write it.
 */
import type { KernelSummary, Summary, SummaryCurve, SummaryPoint } from '../summary.ts';

export interface FleetRow {
  readonly result: number;
  readonly name: string;
  readonly started_at: string;
  readonly page_version: string | null;
  readonly protocol: number | null;
  readonly state: string;
  readonly mode: string;
  readonly preset: string;
  readonly build: string | null;
  readonly schedule: string;
  readonly browser: string;
  readonly browser_version: string;
  readonly platform: string;
  readonly reported: number | null;
  readonly proven: number | null;
  readonly effective: number | null;
  readonly effective_low: number | null;
  readonly effective_high: number | null;
  readonly noise_floor: number | null;
  readonly doubts: number;
  readonly kernel_number: number | null;
  readonly kernel: string | null;
  readonly kernel_version: number | null;
  readonly size: number | null;
  readonly serial_ms: number | null;
  readonly serial_ms_low: number | null;
  readonly serial_ms_high: number | null;
  readonly model: string | null;
  readonly workers: number | null;
  readonly speedup: number | null;
  readonly speedup_low: number | null;
  readonly speedup_high: number | null;
}

export interface FleetColumn {
  readonly name: keyof FleetRow;
  /** `words` is somebody's own text; `id` is a name of the lab's. */
  readonly type: 'words' | 'id' | 'moment' | 'whole' | 'number';
  readonly nullable: boolean;
  readonly unit: string;
  readonly meaning: string;
  /** Whether all rows of a result, or all rows of one of its kernels, have the same. */
  readonly same: 'result' | 'kernel' | 'no';
}

type Described = readonly [FleetColumn['name'], FleetColumn['type'], 'null' | '', unit: string, meaning: string];

const OF_RESULT: readonly Described[] = [
  ['result', 'whole', '', '', 'number of the result in this file'],
  ['name', 'words', '', '', 'what its owner calls the machine; empty where nothing is said'],
  ['started_at', 'moment', '', 'UTC', 'when the measurement began, to the second'],
  ['page_version', 'words', 'null', '', 'version of the page that measured'],
  ['protocol', 'whole', 'null', '', 'version of the way of measuring'],
  ['state', 'id', '', '', 'complete, stopped, failed or running: how far the measurement got'],
  ['mode', 'id', '', '', 'shared, messages or main-only: what the browser allowed'],
  ['preset', 'id', '', '', 'quick or thorough'],
  ['build', 'id', 'null', '', 'build of the kernels: relaxed-simd, simd or scalar'],
  ['schedule', 'id', '', '', 'how chunks were dealt out to threads'],
  ['browser', 'words', '', '', 'name of the browser'],
  ['browser_version', 'words', '', '', 'first number of its version'],
  ['platform', 'words', '', '', 'operating system'],
  ['reported', 'whole', 'null', 'cores', 'cores that the browser reports'],
  ['proven', 'whole', 'null', 'cores', 'threads proven to run at the same instant'],
  ['effective', 'number', 'null', 'cores', 'what the proven threads are worth by throughput'],
  ['effective_low', 'number', 'null', 'cores', 'low end of its 95 % interval'],
  ['effective_high', 'number', 'null', 'cores', 'high end of its 95 % interval'],
  ['noise_floor', 'number', 'null', '', 'how far two measurements of the same differ, as a fraction'],
  ['doubts', 'whole', '', '', 'how many doubts the result carries'],
];

const OF_KERNEL: readonly Described[] = [
  ['kernel_number', 'whole', 'null', '', 'number of the kernel in its result; null where only cores were counted'],
  ['kernel', 'id', 'null', '', 'what was computed'],
  ['kernel_version', 'whole', 'null', '', 'version of the kernel'],
  ['size', 'number', 'null', '', 'size of the work, in the kernel’s own unit'],
  ['serial_ms', 'number', 'null', 'ms', 'time of the best serial form, to four digits'],
  ['serial_ms_low', 'number', 'null', 'ms', 'low end of its 95 % interval'],
  ['serial_ms_high', 'number', 'null', 'ms', 'high end of its 95 % interval'],
];

const OF_POINT: readonly Described[] = [
  ['model', 'id', 'null', '', 'way of working'],
  ['workers', 'whole', 'null', '', 'number of workers; 0 on the page’s own thread'],
  ['speedup', 'number', 'null', '×', 'serial time ÷ time of this model'],
  ['speedup_low', 'number', 'null', '×', 'low end of its 95 % interval'],
  ['speedup_high', 'number', 'null', '×', 'high end of its 95 % interval'],
];

function described(rows: readonly Described[], same: FleetColumn['same']): FleetColumn[] {
  return rows.map(([name, type, nullable, unit, meaning]) => ({
    name,
    type,
    nullable: nullable === 'null',
    unit,
    meaning,
    same,
  }));
}

/** In the order in which they are written. */
export const FLEET_COLUMNS: readonly FleetColumn[] = [
  ...described(OF_RESULT, 'result'),
  ...described(OF_KERNEL, 'kernel'),
  ...described(OF_POINT, 'no'),
];

type Of<Columns extends keyof FleetRow> = Pick<FleetRow, Columns>;
type PointColumn = 'model' | 'workers' | 'speedup' | 'speedup_low' | 'speedup_high';
type KernelColumn =
  'kernel_number' | 'kernel' | 'kernel_version' | 'size' | 'serial_ms' | 'serial_ms_low' | 'serial_ms_high';

function resultPart(summary: Summary, result: number): Of<Exclude<keyof FleetRow, KernelColumn | PointColumn>> {
  const { versions, browser, effective } = summary;
  return {
    result,
    name: summary.name,
    started_at: summary.startedAt,
    page_version: versions && versions.page,
    protocol: versions && versions.protocol,
    state: summary.state,
    mode: summary.mode,
    preset: summary.preset,
    build: summary.build,
    schedule: summary.schedule,
    browser: browser.name,
    browser_version: browser.version,
    platform: browser.platform,
    reported: summary.reported,
    proven: summary.proven,
    effective: effective && effective.estimate,
    effective_low: effective && effective.low,
    effective_high: effective && effective.high,
    noise_floor: summary.noiseFloor,
    doubts: summary.doubts,
  };
}

function kernelPart(kernel: KernelSummary | null, place: number): Of<KernelColumn> {
  return {
    kernel_number: kernel && place + 1,
    kernel: kernel && kernel.kernel,
    kernel_version: kernel && kernel.version,
    size: kernel && kernel.size,
    serial_ms: kernel && kernel.serialMs.estimate,
    serial_ms_low: kernel && kernel.serialMs.low,
    serial_ms_high: kernel && kernel.serialMs.high,
  };
}

function pointPart(model: SummaryCurve['model'] | null, point: SummaryPoint | null): Of<PointColumn> {
  return {
    model,
    workers: point && point.workers,
    speedup: point && point.speedup.estimate,
    speedup_low: point && point.speedup.low,
    speedup_high: point && point.speedup.high,
  };
}

/** The rows of one result: at least one, without a kernel where only cores were counted. */
export function resultRows(summary: Summary, result: number): FleetRow[] {
  const own = resultPart(summary, result);
  if (summary.kernels.length === 0) return [{ ...own, ...kernelPart(null, 0), ...pointPart(null, null) }];
  return summary.kernels.flatMap((kernel, place) => {
    const ofKernel = { ...own, ...kernelPart(kernel, place) };
    return kernel.curves.flatMap(({ model, points }) =>
      points.map((point) => ({ ...ofKernel, ...pointPart(model, point) })),
    );
  });
}

/** Results are numbered from 1, in the order given. */
export function* fleetRows(summaries: Iterable<Summary>): Generator<FleetRow> {
  let result = 0;
  for (const summary of summaries) yield* resultRows(summary, ++result);
}
