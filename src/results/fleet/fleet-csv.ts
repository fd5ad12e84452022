/**
 * A fleet as CSV (RFC 4180, line feeds) and gzipped: the rows of fleet-rows.ts, exact enough to be read back as the same summaries
 * (intake/csv-table.ts). Somebody's own words never reach a spreadsheet as a formula.
 */
import { csvFormatRow } from 'd3-dsv';
import { Pace } from '../pace.ts';
import type { Summary } from '../summary.ts';
import { FLEET_COLUMNS, resultRows, type FleetRow } from './fleet-rows.ts';

/**
 * What makes a spreadsheet take a cell for a formula (OWASP, "CSV Injection", full-width forms included), and the guard itself, so that a
 * text that begins with a guard of its own comes back as it was.
 */
const TAKEN_FOR_FORMULA = /^[=+\-@\t\r\n'＝＋－＠]/;
const GUARD = "'";

/** A text that no spreadsheet computes. */
export function guarded(text: string): string {
  return TAKEN_FOR_FORMULA.test(text) ? `${GUARD}${text}` : text;
}

/** The text that was guarded. */
export function unguarded(text: string): string {
  return text.startsWith(GUARD) ? text.slice(1) : text;
}

const WORDS: ReadonlySet<string> = new Set(
  FLEET_COLUMNS.filter(({ type }) => type === 'words').map(({ name }) => name),
);

/** The columns that rows of one result, of one kernel, and of nothing have in common, which stand in this order. */
const PARTS = (['result', 'kernel', 'no'] as const).map((part) =>
  FLEET_COLUMNS.filter(({ same }) => same === part).map(({ name }) => name),
);
const [OF_RESULT = [], OF_KERNEL = [], OF_POINT = []] = PARTS;

function cell(row: FleetRow, name: keyof FleetRow): string {
  const value = row[name];
  if (value === null) return '';
  return WORDS.has(name) ? guarded(String(value)) : String(value);
}

function cells(row: FleetRow, names: readonly (keyof FleetRow)[]): string {
  return csvFormatRow(names.map((name) => cell(row, name)));
}

/** What rows have in common is put into words once. */
function linesOf(rows: readonly FleetRow[]): string {
  const [first] = rows;
  if (!first) return '';
  const ofResult = cells(first, OF_RESULT);
  let number: number | null = null;
  let ofKernel = cells(first, OF_KERNEL);
  let lines = '';
  for (const row of rows) {
    if (row.kernel_number !== number) ofKernel = cells(row, OF_KERNEL);
    number = row.kernel_number;
    lines += `${ofResult},${ofKernel},${cells(row, OF_POINT)}\n`;
  }
  return lines;
}

function* lines(summaries: readonly Summary[]): Generator<string> {
  yield `${csvFormatRow(PARTS.flat())}\n`;
  let result = 0;
  for (const summary of summaries) yield linesOf(resultRows(summary, ++result));
}

/** Pieces of text that a stream is worth being bothered with. */
const PIECE_CHARACTERS = 65_536;

/** The file's text, piece by piece. */
async function* pieces(summaries: readonly Summary[], signal?: AbortSignal): AsyncGenerator<string> {
  const pace = new Pace(signal);
  let piece = '';
  for (const line of lines(summaries)) {
    piece += line;
    if (pace.due) await pace.giveWay();
    if (piece.length < PIECE_CHARACTERS) continue;
    yield piece;
    piece = '';
  }
  yield piece;
}

/** @throws the signal's reason, where it is aborted. */
export async function fleetCsv(summaries: readonly Summary[], signal?: AbortSignal): Promise<Blob> {
  const parts: string[] = [];
  for await (const piece of pieces(summaries, signal)) parts.push(piece);
  return new Blob(parts, { type: 'text/csv' });
}

/** The same gzipped. @throws the signal's reason, where it is aborted. */
export async function fleetCsvGz(summaries: readonly Summary[], signal?: AbortSignal): Promise<Blob> {
  const gzip = new CompressionStream('gzip');
  const packed = new Response(gzip.readable).blob();
  const writer = gzip.writable.getWriter();
  const encoder = new TextEncoder();
  try {
    for await (const piece of pieces(summaries, signal)) await writer.write(encoder.encode(piece));
    await writer.close();
  } catch (stopped) {
    packed.catch(() => undefined);
    await writer.abort(stopped);
    throw stopped;
  }
  return new Blob([await packed], { type: 'application/gzip' });
}
