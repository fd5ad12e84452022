/**
 * What to bear in mind about a race, so that nobody takes from it what it does not show. Sentences of a report; pure.
 */
import { grouped } from '../charts/number-format.ts';
import type { RaceReport } from '../measure/race/race-report.ts';
import type { ModelId } from '../models/index.ts';

const SEPARATE: ReadonlySet<ModelId> = new Set(['processes', 'process-executor', 'ranks']);

/** What recording adds to a timed run, measured by `npm run bench` in turns with the same work unrecorded (README, Figures). */
const RECORDING_COST = 'about half a per cent';

export function honesty({ entries, work, cores }: Pick<RaceReport, 'entries' | 'work' | 'cores'>): readonly string[] {
  const lost = entries.reduce((sum, { played }) => sum + (played?.lostSpans ?? 0), 0);
  const parted = entries.some(({ model, state }) => SEPARATE.has(model) && state !== 'unable');
  const crowded = cores !== null && entries.some(({ workers }) => workers > cores);
  return [
    'What is drawn was recorded while it ran: every stretch of every lane has a beginning and an end on the clock. Nothing is simulated.',
    `Recording took ${RECORDING_COST} of the time of a run where that was measured.`,
    'Each model ran once, one after the other: race again to see how much of a difference stays. For intervals, measure.',
    crowded
      ? 'More workers than cores take turns. A thread that computes reads the clock after every short slice: where half a millisecond and more is missing, it was kept off its processor, and is drawn so. Shorter absences look like execution.'
      : '',
    parted
      ? 'A worker is a thread of the browser with a heap of its own, not a process of the operating system: nothing is shared unless it is sent, but it starts and dies like a thread.'
      : '',
    work ? '' : 'This program computes nothing: what is compared is only how waits and hand-overs overlap.',
    lost > 0 ? `${grouped(lost)} of the oldest stretches had no room in the recording and are not drawn.` : '',
  ].filter((sentence) => sentence !== '');
}
