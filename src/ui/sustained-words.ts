/**
 * A sustained run in words: one sentence that is true in every case, the line of numbers under it, why the pace fell as far
 * as a page can tell, and how long it was at which pace. Pure.
 */
import { counted, factor, percent, range, THIN } from '../charts/number-format.ts';
import type { Milliseconds } from '../base/units.ts';
import type { CurvePoint, PaceCurve } from '../measure/sustained/pace-curve.ts';
import { bootstrapMedian } from '../measure/stats/bootstrap-median.ts';
import type { Interval } from '../measure/stats/interval.ts';
import type { Fall, FallCause, SustainedFinding, SustainedReport } from '../measure/sustained/sustained-report.ts';
import type { Part } from './answer-sentence.ts';
import { type Environment, mayShare, type Notice, remedyForSharing, remedyForWorkers } from './mode-notice.ts';

/** "48 s", "2 minutes", "1 minute 20 s": a time as one says it. */
export function spoken(ms: Milliseconds): string {
  const seconds = Math.round(ms / 1000);
  if (seconds < 60) return `${seconds}${THIN}s`;
  const minutes = counted(Math.floor(seconds / 60), 'minute');
  return seconds % 60 === 0 ? minutes : `${minutes} ${seconds % 60}${THIN}s`;
}

/** Time at work that counts: void windows do not. */
export function watchedMs({ windows }: SustainedReport): Milliseconds {
  return windows.reduce((sum, { startMs, endMs, spoilt }) => sum + (spoilt ? 0 : endMs - startMs), 0);
}

/** A whole run is said to have lasted what was asked for, a partial one what it did. */
function lasted(report: SustainedReport): string {
  return spoken(report.state === 'complete' ? report.durationMs : watchedMs(report));
}

/** "0.82": the sentence says "of its first pace" itself. */
function bare(value: number): string {
  return value.toFixed(2);
}

const found = (text: string): Part => ({ text, model: 'free-threads' });

function sequel(fall: Fall, end: number, state: SustainedReport['state']): Part[] {
  const last = found(bare(end));
  switch (fall.then) {
    case 'stayed':
      return [{ text: state === 'running' ? ', and has stayed there.' : ', and stayed there.' }];
    case 'fell-further':
      return [{ text: ', and later to ' }, last, { text: '.' }];
    case 'rose-again':
      return [{ text: ', and later came back to ' }, last, { text: '.' }];
    case 'recovered':
      return [{ text: ', and later recovered.' }];
  }
}

function fell(fall: Fall, end: number, state: SustainedReport['state']): Part[] {
  const after: Part[] = [{ text: 'after ' }, found(spoken(fall.onsetMs))];
  if (fall.gradual && fall.then === 'fell-further') {
    return [...after, { text: ' it slowed little by little, to ' }, found(bare(end)), { text: ' of its first pace.' }];
  }
  const to: Part[] = [{ text: ' it slowed to ' }, found(bare(fall.pace.estimate)), { text: ' of its first pace' }];
  return [...after, ...to, ...sequel(fall, end, state)];
}

/** Threads that stand still for more than this fraction of the time are what makes a pace noisy. */
const HELD_OFF = 0.1;

function finding(report: SustainedReport): Part[] {
  const { verdict, fall, end, still } = report.finding;
  switch (verdict) {
    case 'too-short':
      return [];
    case 'kept':
      return [{ text: 'it kept its pace for ' }, found(lasted(report)), { text: '.' }];
    case 'fell':
      return fall ? fell(fall, end?.estimate ?? fall.pace.estimate, report.state) : [];
    case 'rose':
      return [
        { text: 'it got faster, to ' },
        found(bare(end?.estimate ?? 1)),
        { text: ' of its first pace: something held it back at first.' },
      ];
    case 'unclear':
      return [
        {
          text:
            still.all + still.some >= HELD_OFF
              ? 'it was kept from its processors too often to tell whether its pace held.'
              : 'its pace is too noisy to tell whether it held.',
        },
      ];
  }
}

const NOTHING_YET = {
  running: 'Watching its pace.',
  complete: 'Too few windows were sound to tell whether it kept its pace.',
  stopped: 'Stopped too early to tell whether it keeps its pace.',
  failed: 'The run broke off before its pace could be told.',
  unavailable: 'Whether this device keeps its pace cannot be seen here.',
} as const satisfies Record<SustainedReport['state'], string>;

const PREFIX = {
  running: 'So far: ',
  complete: '',
  stopped: 'Stopped early. Until then: ',
  failed: 'The run broke off. Until then: ',
  unavailable: '',
} as const satisfies Record<SustainedReport['state'], string>;

export function sustainedAnswer(report: SustainedReport): readonly Part[] {
  const [first, ...rest] = report.state === 'unavailable' ? [] : finding(report);
  if (!first) return [{ text: NOTHING_YET[report.state] }];
  const prefix = PREFIX[report.state];
  if (prefix) return [{ text: prefix }, first, ...rest];
  return [{ ...first, text: first.text.charAt(0).toUpperCase() + first.text.slice(1) }, ...rest];
}

/** Each part stays on one line. */
export function sustainedEvidence(report: SustainedReport): readonly string[] {
  const { finding: found, workers, cores, windows } = report;
  const sound = windows.filter(({ kind, pace }) => kind === 'together' && pace).length;
  if (sound === 0) return [];
  const threads = cores.proven === null ? counted(workers, 'thread') : `${counted(workers, 'thread')} at once`;
  const doubts = report.warnings.length > 0 ? [`${counted(report.warnings.length, 'doubt')}, below`] : [];
  const { end } = found;
  const interval =
    end && found.verdict !== 'too-short'
      ? [`${range(end.low, end.high, ' – ')} at the end`, `95${THIN}% interval of ${counted(sound, 'window')}`]
      : [counted(sound, 'window')];
  return [...interval, threads, ...doubts];
}

const CAUSES = {
  clock:
    'One thread alone slowed as well, and none was kept waiting: the clock itself fell, as heat or a limit on power makes it.',
  'shared-budget':
    'One thread alone kept its pace, and none was kept waiting: only all at once run slower. They share something that got tighter, most likely a budget of power or heat.',
  slower:
    'The threads were not kept waiting, they ran slower. Whether one alone slowed as much could not be told, so this may be the clock or something they share.',
  'other-load':
    'Some threads stood still while others ran: other programs had their processors. That is no throttling; close them and run again.',
  'time-limit':
    'All threads stood still at the same moments: a limit on processor time, as a container, a virtual machine or a power saver sets one. The clock need not have changed.',
  'held-off':
    'The thread stood still at times: other programs had its processor, or a limit on processor time held it.',
} as const satisfies Record<FallCause, string>;

/** Null where the pace did not fall. */
export function causeSentence({ fall }: SustainedFinding): string | null {
  if (!fall) return null;
  const alone = fall.alone
    ? ` (One alone: ${factor(fall.alone.estimate)}, ${range(fall.alone.low, fall.alone.high)}.)`
    : '';
  return `${CAUSES[fall.cause]}${alone}`;
}

/** One stretch of about equal pace with its single windows, or the windows of one thread alone. */
export interface LevelRow {
  readonly who: string;
  readonly startMs: Milliseconds;
  readonly endMs: Milliseconds;
  readonly pace: Interval;
  /** Windows; of one alone, the times that it was asked. */
  readonly samples: readonly number[];
  readonly noun: 'window' | 'time';
}

export function levelRows(
  { finding: { levels, fall }, workers }: SustainedReport,
  { together, alone }: PaceCurve,
): LevelRow[] {
  const points = together.flat();
  const who = workers === 1 ? 'One thread' : `${workers} threads`;
  const rows = levels.map(({ startMs, endMs, pace }): LevelRow => {
    const samples = points.filter(({ atMs }) => atMs >= startMs && atMs <= endMs).map((point) => point.pace);
    return { who, startMs, endMs, pace, samples, noun: 'window' };
  });
  return workers === 1 ? rows : [...rows, ...aloneRows(alone, fall?.onsetMs ?? Infinity)];
}

/** One row, or two where the pace fell. */
function aloneRows(alone: readonly CurvePoint[], onsetMs: Milliseconds): LevelRow[] {
  const sides = [alone.filter(({ atMs }) => atMs < onsetMs), alone.filter(({ atMs }) => atMs >= onsetMs)];
  return sides.flatMap((side): LevelRow[] => {
    const [first, last] = [side[0], side.at(-1)];
    if (!first || !last) return [];
    const samples = side.map(({ pace }) => pace);
    const pace = bootstrapMedian(samples, { seed: 1 });
    return [{ who: 'One alone', startMs: first.atMs, endMs: last.atMs, pace, samples, noun: 'time' }];
  });
}

/** What was seen of standing still, for who looks for other load. */
export function stillSentence({ still }: SustainedFinding, workers: number): string {
  const of = (fraction: number): string => (fraction < 0.0005 ? 'none' : percent(fraction));
  const all = still.all + still.some;
  if (workers === 1) return `The thread stood still for ${of(all)} of the time.`;
  if (all < 0.0005) return 'No thread was kept waiting.';
  return `A thread stood still for ${of(all)} of its time, for ${of(still.all)} together with all others.`;
}

export const UNSEEN =
  'A page sees pace, not its reasons: not the temperature, not the clock rate, not the power mode. What is said of causes is inferred from who slowed and who stood still.';

export const INVITATION = 'Watch its pace';

export const PROMISE = 'Many devices are fast for half a minute. Does this one keep its pace?';

/** What will be done. */
export const COURSE =
  'All threads that run at once are kept at work, second after second; every ten seconds one of them works alone for a moment. Leave this tab in front. The device will get warm.';

export const MEANWHILE = 'Leave this tab in front. Escape stops the run; what was seen until then is kept.';

/** Why it cannot be done at all, or null. */
export function sharingNotice(found: Environment): Notice | null {
  if (!found.workers)
    return { text: 'This browser has no workers, so there are no threads to watch.', remedy: remedyForWorkers(found) };
  if (mayShare(found)) return null;
  return {
    text: 'This page got no shared memory, so its threads cannot be kept in step and watched.',
    remedy: remedyForSharing(found),
  };
}
