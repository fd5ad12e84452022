/**
 * The rows of a fleet's CSV put together to the summaries they were written from (fleet/fleet-csv.ts): in any order of rows and columns, with
 * columns of one's own beside them. Every cell keeps the bounds of the result format; a row that does not is left out and said.
 */
import { unguarded } from '../fleet/fleet-csv.ts';
import { FLEET_COLUMNS, type FleetColumn, type FleetRow } from '../fleet/fleet-rows.ts';
import type { Read } from '../read.ts';
import type { KernelSummary, Summary, SummaryCurve, SummaryPoint } from '../summary.ts';
import { damageOfKernelHead, damageOfPoint, ordered, readSummary } from './flat-check.ts';
import { isModel, type Unknown } from './guards.ts';
import { INTAKE } from './intake-limits.ts';

type Cells = readonly string[];
type Model = SummaryCurve['model'];

interface OpenKernel {
  readonly first: Cells;
  readonly head: Omit<KernelSummary, 'curves'>;
  readonly curves: Map<Model, SummaryPoint[]>;
}

interface OpenResult {
  readonly first: Cells;
  readonly line: number;
  readonly head: Summary;
  readonly kernels: Map<string, OpenKernel>;
}

/** JSON's numbers (RFC 8259), no others. */
const NUMBER = /^-?\d+(\.\d+)?([eE][+-]?\d+)?$/;

/** Where something is damaged, in the words of the columns. */
class Damage extends Error {
  override readonly name = 'Damage';
}

const damaged = (column: string): Damage => new Damage(`This row is damaged at ${column}.`);

/** A copy of its own: a piece of a text keeps the whole text in memory. */
function copied(text: string): string {
  return text === '' ? '' : new TextDecoder('utf-8', { ignoreBOM: true }).decode(new TextEncoder().encode(text));
}

export class FleetTable {
  private readonly results = new Map<string, OpenResult>();
  /** Where the cell of a column stands in a row. */
  private readonly place: Readonly<Record<keyof FleetRow, number>>;
  /** Where stand those that all rows of a result, or of a kernel, have in common. */
  private readonly common: Readonly<Record<'result' | 'kernel', readonly number[]>>;
  private readonly texts = new Map<string, string>();
  private last: OpenResult | null = null;
  private points = 0;

  private constructor(private readonly header: readonly string[]) {
    const places = FLEET_COLUMNS.map(({ name, same }) => ({ name, same, place: header.indexOf(name) }));
    this.place = Object.fromEntries(places.map(({ name, place }) => [name, place])) as Record<keyof FleetRow, number>;
    const of = (part: 'result' | 'kernel') => places.filter(({ same }) => same === part).map(({ place }) => place);
    this.common = { result: of('result'), kernel: of('kernel') };
  }

  /** @param header the names of the columns. */
  static of(header: readonly string[]): Read<FleetTable> {
    const names = header.map((name) => name.trim());
    const missing = FLEET_COLUMNS.filter(({ name }) => !names.includes(name)).map(({ name }) => name);
    if (missing.length > 0) return { ok: false, fault: `its first line names no column ${missing.join(', ')}.` };
    return { ok: true, value: new FleetTable(names) };
  }

  /** Whether it already holds more than this page takes. */
  get over(): boolean {
    return this.results.size > INTAKE.results || this.points > INTAKE.points;
  }

  /** Takes a row; says in a sentence why not. */
  add(cells: Cells, line: number): string | null {
    if (cells.length !== this.header.length)
      return `This row has ${cells.length} cells, where the first line names ${this.header.length} columns.`;
    try {
      this.addTo(this.resultOf(cells, line), cells);
      return null;
    } catch (error) {
      if (error instanceof Damage) return error.message;
      throw error;
    }
  }

  /** Every result as far as its rows go, with the line of its first. */
  *summaries(): Generator<{ readonly read: Read<Summary>; readonly line: number }> {
    for (const { head, kernels, line } of this.results.values()) {
      const inOrder = [...kernels].sort(([a], [b]) => Number(a) - Number(b)).map(([, kernel]) => kernel);
      const summary: Summary = { ...head, kernels: inOrder.map(closed) };
      yield { read: readSummary(summary as unknown as Unknown), line };
    }
  }

  private resultOf(cells: Cells, line: number): OpenResult {
    const id = this.cell(cells, 'result');
    if (this.last && this.cell(this.last.first, 'result') === id) return this.same('result', this.last, cells);
    const known = this.results.get(id);
    this.last = known ?? { first: cells, line, head: this.headOf(cells), kernels: new Map() };
    if (known) return this.same('result', known, cells);
    this.results.set(this.own(id), this.last);
    return this.last;
  }

  private addTo(result: OpenResult, cells: Cells): void {
    if (this.cell(cells, 'kernel') === '') return;
    const number = this.cell(cells, 'kernel_number');
    const known = result.kernels.get(number);
    const kernel = known ?? { first: cells, head: this.kernelOf(cells), curves: new Map<Model, SummaryPoint[]>() };
    if (known) this.same('kernel', known, cells);
    const model = this.cell(cells, 'model');
    if (!isModel(model)) throw damaged('model');
    const point = this.pointOf(cells);
    // Only what is sound is kept: a kernel without a curve is none.
    if (!known) result.kernels.set(this.own(number), kernel);
    const points = kernel.curves.get(model as Model);
    if (points) points.push(point);
    else kernel.curves.set(this.own(model) as Model, [point]);
    this.points++;
  }

  /** What all rows of a result or kernel have in common must be the same. */
  private same<Open extends { readonly first: Cells }>(of: 'result' | 'kernel', open: Open, cells: Cells): Open {
    for (const place of this.common[of])
      if (cells[place] !== open.first[place])
        throw new Damage(`This row differs at ${this.header[place] ?? ''} from the first row of the same ${of}.`);
    return open;
  }

  private headOf(cells: Cells): Summary {
    if (this.value(cells, 'result') === null) throw damaged('result');
    const protocol = this.value(cells, 'protocol');
    const estimate = this.value(cells, 'effective');
    const candidate = {
      startedAt: this.value(cells, 'started_at'),
      name: this.value(cells, 'name'),
      versions: protocol === null ? null : { page: this.value(cells, 'page_version') ?? '', protocol },
      state: this.value(cells, 'state'),
      mode: this.value(cells, 'mode'),
      preset: this.value(cells, 'preset'),
      build: this.value(cells, 'build'),
      schedule: this.value(cells, 'schedule'),
      browser: {
        name: this.value(cells, 'browser'),
        version: this.value(cells, 'browser_version'),
        platform: this.value(cells, 'platform'),
      },
      reported: this.value(cells, 'reported'),
      proven: this.value(cells, 'proven'),
      effective: estimate === null ? null : this.interval(cells, 'effective'),
      noiseFloor: this.value(cells, 'noise_floor'),
      doubts: this.value(cells, 'doubts'),
      kernels: [],
    };
    const read = readSummary(candidate);
    if (!read.ok)
      throw new Damage(
        read.fault.replace('summary', 'row').replace('startedAt', 'started_at').replace('noiseFloor', 'noise_floor'),
      );
    return read.value;
  }

  private kernelOf(cells: Cells): OpenKernel['head'] {
    const head = {
      kernel: this.value(cells, 'kernel'),
      version: this.value(cells, 'kernel_version'),
      size: this.value(cells, 'size'),
      serialMs: this.interval(cells, 'serial_ms'),
    };
    const damage = this.value(cells, 'kernel_number') === null ? 'kernel_number' : damageOfKernelHead(head);
    if (damage !== null) throw damaged(damage === 'serialMs' ? 'serial_ms' : damage);
    return head as OpenKernel['head'];
  }

  private pointOf(cells: Cells): SummaryPoint {
    const point = { workers: this.value(cells, 'workers'), speedup: this.interval(cells, 'speedup') };
    const damage = damageOfPoint(point);
    if (damage !== null) throw damaged(damage);
    return point as SummaryPoint;
  }

  private interval(cells: Cells, name: 'effective' | 'serial_ms' | 'speedup') {
    return {
      estimate: this.value(cells, name),
      low: this.value(cells, `${name}_low`),
      high: this.value(cells, `${name}_high`),
    };
  }

  private cell(cells: Cells, name: keyof FleetRow): string {
    return cells[this.place[name]] ?? '';
  }

  private value(cells: Cells, name: keyof FleetRow): string | number | null {
    const { type, nullable } = COLUMNS[name];
    const cell = this.cell(cells, name);
    if (type === 'words') return this.own(unguarded(cell));
    if (cell === '' && nullable) return null;
    if (type === 'id' || type === 'moment') return this.own(cell);
    if (!NUMBER.test(cell)) throw damaged(name);
    return Number(cell);
  }

  /** One copy of what many rows say. */
  private own(text: string): string {
    const known = this.texts.get(text);
    if (known !== undefined) return known;
    const copy = copied(text);
    this.texts.set(copy, copy);
    return copy;
  }
}

const COLUMNS = Object.fromEntries(FLEET_COLUMNS.map((column) => [column.name, column])) as Record<
  keyof FleetRow,
  FleetColumn
>;

function closed({ head, curves }: OpenKernel): KernelSummary {
  return { ...head, curves: ordered([...curves].map(([model, points]) => ({ model, points }))) };
}
