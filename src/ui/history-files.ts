/**
 * Kept results as a file: one as its own document, several as a list or a line each. A name that its owner gave goes along in a measurement,
 * whose format has a place for it; notes stay on the device.
 */
import { FORMAT } from '../results/limits.ts';
import type { Kept } from '../results/store/kept.ts';
import { saveFile } from './save-file.ts';

export type ExportForm = 'json' | 'ndjson';

const TYPES: Readonly<Record<ExportForm, string>> = { json: 'application/json', ndjson: 'application/x-ndjson' };

function exported({ document, name, format }: Kept): unknown {
  if (name === '' || format !== FORMAT || typeof document !== 'object' || document === null) return document;
  return { ...document, name };
}

/** "overlap-race-2026-11-30.json", "overlap-history-2026-11-30.ndjson". */
export function fileName(all: readonly Kept[], form: ExportForm, day: string): string {
  const [one] = all;
  if (!one || all.length > 1) return `overlap-history-${day}.${form}`;
  const kind = /^overlap-([a-z]+)\//.exec(one.format)?.[1] ?? 'result';
  return `overlap-${kind}-${one.savedAt.slice(0, 10) || day}.${form}`;
}

export function fileText(all: readonly Kept[], form: ExportForm): string {
  const documents = all.map(exported);
  if (form === 'ndjson') return documents.map((document) => `${JSON.stringify(document)}\n`).join('');
  return `${JSON.stringify(documents.length === 1 ? documents[0] : documents, null, 1)}\n`;
}

/** `day` is today, as in 2026-11-30. */
export function saveKept(all: readonly Kept[], form: ExportForm, day: string): void {
  saveFile(fileName(all, form, day), new Blob([fileText(all, form)], { type: TYPES[form] }));
}
