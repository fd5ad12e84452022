/** Everything that a run of the advisor has found so far, and the report made of it. Filled by the experiment, round by round. */
import { bestBuild } from '../base/builds.ts';
import { wallDate } from '../base/clock.ts';
import type { Milliseconds } from '../base/units.ts';
import type { AdvisorCell, AdvisorOptions, AdvisorReport, AdvisorRow } from '../measure/advisor/advisor-report.ts';
import { emptyRow, emptyRows } from '../measure/advisor/empty-row.ts';
import { browserName } from '../measure/browser-name.ts';
import type { Mode } from '../measure/report.ts';
import { bootstrapMedian } from '../measure/stats/bootstrap-median.ts';
import { COARSE_CLOCK_MS, warnings, type Warning } from '../measure/warnings.ts';
import type { ModelId } from '../models/index.ts';
import { Pool } from '../pool/pool.ts';

export class AdvisorRecord {
  state: AdvisorReport['state'] = 'running';
  failure: string | null = null;
  /** Expected until it has been found. */
  mode: Mode = Pool.worthSharing ? 'shared' : 'messages';
  resolutionMs: Milliseconds = 0;
  proven: number | null = null;
  rows: readonly AdvisorRow[];
  /** Why workers did not start, one a worker. */
  missing: readonly string[] = [];
  /** Doubts that came up on the way. */
  readonly doubts: Warning[] = [];
  /** What was thrown away since the tab was not in front, and how often the page was frozen. */
  voided = 0;
  frozen = 0;
  readonly seed: number;
  readonly #startedAt = wallDate();
  readonly #browser = browserName(navigator.userAgent);

  constructor({ kinds, own, seed }: AdvisorOptions) {
    this.seed = seed;
    this.rows = [...emptyRows(kinds), ...(own ? [emptyRow('own', own)] : [])];
  }

  get reported(): number | null {
    return navigator.hardwareConcurrency || null;
  }

  row(id: AdvisorRow['id']): AdvisorRow {
    const found = this.rows.find((row) => row.id === id);
    if (!found) throw new RangeError(`no row is called "${id}"`);
    return found;
  }

  changeRow(id: AdvisorRow['id'], found: Partial<AdvisorRow>): void {
    this.rows = this.rows.map((row) => (row.id === id ? { ...row, ...found } : row));
  }

  changeCell(id: AdvisorRow['id'], model: ModelId, found: Partial<AdvisorCell>): void {
    const { cells } = this.row(id);
    this.changeRow(id, { cells: cells.map((cell) => (cell.model === model ? { ...cell, ...found } : cell)) });
  }

  /** One sample of each model that is still taking part. */
  addRound(id: AdvisorRow['id'], taken: ReadonlyMap<ModelId, Milliseconds>): void {
    const { cells, rounds } = this.row(id);
    const added = cells.map((cell): AdvisorCell => {
      const ms = taken.get(cell.model);
      if (ms === undefined) return cell;
      const samples = [...cell.samples, ms];
      return { ...cell, state: 'timed', samples, wallMs: bootstrapMedian(samples, { seed: this.seed }) };
    });
    this.changeRow(id, { cells: added, rounds: rounds + 1 });
  }

  report(): AdvisorReport {
    const { state, failure, mode, seed, resolutionMs, reported, proven, rows } = this;
    return {
      state,
      failure,
      startedAt: this.#startedAt,
      mode,
      seed,
      browser: this.#browser,
      build: bestBuild(),
      clock: { resolutionMs },
      cores: { reported, proven },
      rows,
      warnings: [...this.doubts, ...this.#doubts()],
    };
  }

  #doubts(): Warning[] {
    const found: Warning[] = [];
    const [missing] = this.missing;
    if (missing !== undefined) found.push(warnings.workerMissing(missing, this.missing.length));
    if (this.mode === 'messages') found.push(warnings.noIsolation());
    if (this.mode === 'main-only') found.push(warnings.noWorkers());
    if (this.frozen > 0) found.push(warnings.tabFrozen(this.frozen));
    if (this.voided > this.frozen) found.push(warnings.tabHidden(this.voided - this.frozen));
    if (this.resolutionMs > COARSE_CLOCK_MS) found.push(warnings.coarseClock(this.resolutionMs));
    return found;
  }
}
