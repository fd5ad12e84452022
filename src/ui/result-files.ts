/**
 * A result as files: JSON and NDJSON hold the document, CSV a row for each kernel, model and number of workers, the trace what was
 * recorded. All of them but the trace open in Compare again. Built when asked for; nothing is sent.
 */
import { fleetCsv } from '../results/fleet/fleet-csv.ts';
import { summaryLine } from '../results/fleet/fleet-ndjson.ts';
import type { Subject } from './share-subject.ts';
import { hasSpans, timelinePieces } from './timeline-trace.ts';

export interface ResultFile {
  readonly id: 'json' | 'csv' | 'ndjson' | 'trace';
  readonly title: string;
  readonly note: string;
  readonly extension: string;
  content(): Promise<Blob>;
}

const JSON_TYPE = 'application/json';
const NDJSON_TYPE = 'application/x-ndjson';

/** Those that can be made of what is known. */
export function filesOf({ document, summary, report }: Subject): readonly ResultFile[] {
  const line = document ? JSON.stringify(document) : summaryLine(summary).trimEnd();
  const text = document ? JSON.stringify(document, null, 2) : line;
  const whole = document ? 'the whole document' : 'the summary';
  const traced = report && hasSpans(report) ? [traceFile(report)] : [];
  return [
    {
      ...{ id: 'json', title: 'JSON', note: whole, extension: 'json' },
      content: async () => new Blob([`${text}\n`], { type: JSON_TYPE }),
    },
    {
      ...{ id: 'csv', title: 'CSV', note: 'a row for each model and number of workers', extension: 'csv' },
      content: () => fleetCsv([summary]),
    },
    {
      ...{ id: 'ndjson', title: 'NDJSON', note: `${whole} on one line, to be joined with others`, extension: 'ndjson' },
      content: async () => new Blob([`${line}\n`], { type: NDJSON_TYPE }),
    },
    ...traced,
  ];
}

function traceFile(report: NonNullable<Subject['report']>): ResultFile {
  return {
    ...{
      id: 'trace',
      title: 'Trace events',
      note: 'every recorded span, for Perfetto and speedscope',
      extension: 'trace.json',
    },
    content: async () => new Blob(timelinePieces(report), { type: JSON_TYPE }),
  };
}

export function resultFileName({ summary }: Subject, { extension }: ResultFile): string {
  return `overlap-${summary.startedAt.slice(0, 10)}.${extension}`;
}
