/**
 * A race as a document, `overlap-race/1`: what `npm run measure -- --program` prints. Who played what and came out how; the spans stay
 * behind, and numbers keep six significant digits.
 */
import type { RaceEntry, RaceReport } from '../measure/race/race-report.ts';
import { rounded } from './rounding.ts';

export const RACE_FORMAT = 'overlap-race/1';

/** Lines of one model that a document holds. */
const MOST_LINES = 200;

export interface RaceDocumentEntry extends Pick<
  RaceEntry,
  'model' | 'workers' | 'state' | 'reason' | 'verified' | 'fault'
> {
  readonly wallMs: number | null;
  readonly speedup: number | null;
  readonly result: number | null;
  readonly tasks: number;
  readonly lostSpans: number;
  readonly printed: readonly { readonly atMs: number | null; readonly task: number; readonly text: string }[];
}

export interface RaceDocument extends Omit<RaceReport, 'entries' | 'clock'> {
  readonly schema: typeof RACE_FORMAT;
  readonly clock: { readonly resolutionMs: number | null };
  readonly entries: readonly RaceDocumentEntry[];
}

/** `JSON.parse(JSON.stringify(document))` equals the document. */
export function raceDocument({ entries, clock, ...report }: RaceReport): RaceDocument {
  return {
    schema: RACE_FORMAT,
    ...report,
    clock: { resolutionMs: rounded(clock.resolutionMs) },
    entries: entries.map(entryOf),
  };
}

function entryOf({ model, workers, state, reason, verified, fault, played, speedup }: RaceEntry): RaceDocumentEntry {
  return {
    model,
    workers,
    state,
    reason,
    verified,
    fault,
    wallMs: played && state === 'finished' ? rounded(played.wallMs) : null,
    speedup: speedup === null ? null : rounded(speedup),
    result: played ? rounded(played.result) : null,
    tasks: played?.tasks.length ?? 0,
    lostSpans: played?.lostSpans ?? 0,
    printed: (played?.printed ?? [])
      .slice(0, MOST_LINES)
      .map(({ at, task, text }) => ({ atMs: rounded(at), task, text })),
  };
}
