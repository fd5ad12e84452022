/** What a file is, told by how it begins; its name decides only where that leaves two possibilities. Reads nothing itself. */
import type { Read } from '../read.ts';

/** `lines`: a JSON value a line. `values`: JSON values with line breaks inside, or a list of them. `csv`: rows of the fleet's table. */
export type Kind = 'lines' | 'values' | 'csv';

export interface Found {
  readonly kind: Kind;
  /** Characters before what is meant, where something else was printed first. */
  readonly skip: number;
}

/** First bytes of what people drop by mistake. */
const SIGNATURES: readonly (readonly [bytes: readonly number[], what: string])[] = [
  [[0x50, 0x4b, 3, 4], 'it is a ZIP archive. Unpack it, and drop what is inside.'],
  [
    [0x50, 0x41, 0x52, 0x31],
    'it is Parquet, which this page writes but does not read. Drop the CSV or NDJSON of the same fleet.',
  ],
  [[0x28, 0xb5, 0x2f, 0xfd], 'it is packed with zstd. Unpack it, or pack it with gzip.'],
  [[0xfd, 0x37, 0x7a, 0x58], 'it is packed with xz. Unpack it, or pack it with gzip.'],
  [[0x42, 0x5a, 0x68], 'it is packed with bzip2. Unpack it, or pack it with gzip.'],
  [[0x1f, 0x8b], 'it is gzipped twice. Unpack it once.'],
];
const LOOKED_AT = 4_096;
const MOST_CONTROLS = 0.02;

/** Control characters, which texts have next to none of; one that strayed into a text spoils a line, not the file. */
function isBinary(head: Uint8Array): boolean {
  let controls = 0;
  for (const byte of head) if (byte < 0x20 && (byte < 0x09 || byte > 0x0d)) controls++;
  return controls > head.length * MOST_CONTROLS;
}

/** The encoding of a text by its first bytes: PowerShell's `>` writes UTF-16. */
export function encodingOf(head: Uint8Array): Read<'utf-8' | 'utf-16le' | 'utf-16be'> {
  if (head.length === 0) return { ok: false, fault: 'it is empty.' };
  if (head[0] === 0xff && head[1] === 0xfe) return { ok: true, value: 'utf-16le' };
  if (head[0] === 0xfe && head[1] === 0xff) return { ok: true, value: 'utf-16be' };
  const known = SIGNATURES.find(([bytes]) => bytes.every((byte, place) => head[place] === byte));
  if (known) return { ok: false, fault: known[1] };
  if (isBinary(head.subarray(0, LOOKED_AT))) return { ok: false, fault: `it is not text. ${WANTED}` };
  return { ok: true, value: 'utf-8' };
}

const WANTED = 'Compare reads results of this lab as JSON, NDJSON or CSV, each also gzipped.';

export function kindOf(head: string, name: string): Read<Found> {
  const start = head.search(/\S/);
  if (start === -1) return { ok: true, value: { kind: 'lines', skip: 0 } };
  if (head[start] === '[' || head[start] === '{')
    return { ok: true, value: { kind: jsonKind(head.slice(start), name), skip: 0 } };
  if (isTableHead(firstLine(head.slice(start)))) return { ok: true, value: { kind: 'csv', skip: start } };
  if (/\.csv(\.gz)?$/i.test(name))
    return { ok: false, fault: 'its first line does not name the columns that this lab’s CSV has.' };
  const later = /^[ \t]*[[{]/m.exec(head);
  if (!later) return { ok: false, fault: `it holds no result. ${WANTED}` };
  return { ok: true, value: { kind: jsonKind(head.slice(later.index).trimStart(), name), skip: later.index } };
}

function firstLine(text: string): string {
  const end = text.indexOf('\n');
  return end === -1 ? text : text.slice(0, end);
}

/** `text` begins with a bracket. */
function jsonKind(text: string, name: string): Kind {
  if (text.startsWith('[')) return 'values';
  const first = firstLine(text);
  if (first.length === text.length || isJson(first)) return 'lines';
  if (first.trim() === '{') return 'values';
  const named = /\.(ndjson|jsonl)(\.gz)?$/i.test(name);
  return named || text.slice(first.length).trimStart().startsWith('{') ? 'lines' : 'values';
}

function isJson(text: string): boolean {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}

function isTableHead(line: string): boolean {
  return /\bworkers\b/.test(line) && /\bspeedup\b/.test(line);
}

/** As in the line of column names; spreadsheets of some languages write semicolons. */
export function delimiterOf(line: string): ',' | ';' | '\t' {
  const counted = ([',', ';', '\t'] as const).map((mark) => ({ mark, count: line.split(mark).length }));
  return counted.reduce((most, one) => (one.count > most.count ? one : most)).mark;
}
