/**
 * The answer in words: one sentence that is true in every case, and the line of numbers under it.
 * Pure; which words carry a model's colour is data. `tests/ui/answer-sentence.test.ts` lists the cases.
 */
import { workersOf } from '../charts/model-names.ts';
import { counted, factor, range, THIN } from '../charts/number-format.ts';
import type { Cores, Report, Series } from '../measure/report.ts';
import type { Interval } from '../measure/stats/interval.ts';
import type { ModelId } from '../models/index.ts';
import { doubtsOf } from './mode-notice.ts';
import { worthInFull, worthWords } from './worth-words.ts';

export interface Part {
  readonly text: string;
  /** Set where the words are a finding: the model whose colour they take. */
  readonly model?: ModelId;
}

/** What the headline's interval allows to be said. "No sooner" is up to 1.1. */
export type Gain = 'sooner' | 'longer' | 'same' | 'unclear';

export function gainOf({ speedup: { estimate, low, high } }: Series): Gain {
  if (estimate > 1.05 && low > 1) return 'sooner';
  if (estimate < 0.95 && high < 1) return 'longer';
  return high <= 1.1 ? 'same' : 'unclear';
}

const HEADLINE_MODELS: readonly ModelId[] = ['free-threads', 'processes'];

/**
 * The series the sentence speaks of: free threads (else processes, else whatever had workers) at the
 * proven number of workers, unless another number is better by more than the intervals allow.
 */
export function headline(report: Report, kernel: string): Series | null {
  const parallel = report.series.filter((one) => one.kernel === kernel && one.workers > 0);
  const model = HEADLINE_MODELS.find((id) => parallel.some((one) => one.model === id)) ?? parallel[0]?.model;
  const own = parallel.filter((one) => one.model === model);
  const [first] = own;
  const { proven } = report.cores;
  // One worker says nothing about what several at once are worth: not yet, or not asked.
  if (!first || (proven !== null && proven > 1 && own.every((one) => one.workers === 1))) return null;
  const best = own.reduce((top, one) => (one.speedup.estimate > top.speedup.estimate ? one : top), first);
  const atProven = own.find((one) => one.workers === proven);
  return atProven && best.speedup.low <= atProven.speedup.high ? atProven : best;
}

/** Fewer samples than this make no interval. */
const FEW = 3;

/** A run always holds its samples; a link may have left them behind, and then the interval is still that of all of them. */
function areFew({ wallMs: { samples } }: Series): boolean {
  return samples.length > 0 && samples.length < FEW;
}

function times(series: Series, inverse = false): string {
  const { estimate, low, high } = series.speedup;
  if (areFew(series)) return `about ${factor(inverse ? 1 / estimate : estimate, 1)}`;
  return inverse ? factor(1 / estimate, 1 / low - 1 / high) : factor(estimate, high - low);
}

function capital(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}

/** With the number of simultaneous threads known to be more than one. */
function manyThings({ handshake, effective }: Cores, proven: number, best: Series | null): Part[] {
  // No level failed: there were no more workers to try, or the run ended before.
  const least = handshake.length > 0 && handshake.every(({ simultaneous }) => simultaneous) ? 'at least ' : '';
  const things: Part[] = [{ text: `it does ${least}` }, { text: `${proven} things at once`, model: 'free-threads' }];
  if (!best) return [...things, ...(effective ? [{ text: ', ' }, worthPart(effective)] : []), { text: '.' }];
  const { model } = best;
  switch (gainOf(best)) {
    case 'sooner':
      return [
        ...things,
        { text: ', and finishes the same work ' },
        { text: `${times(best)} sooner`, model },
        { text: '.' },
      ];
    case 'longer':
      return [
        ...things,
        { text: ', yet takes ' },
        { text: `${times(best, true)} as long`, model },
        { text: ' over the same work.' },
      ];
    case 'same':
      return [...things, { text: ', yet finishes the same work no sooner.' }];
    case 'unclear':
      return [...things, { text: '; whether that finishes the same work sooner is lost in the noise.' }];
  }
}

/** What the threads are worth, in the colour of what they are. */
function worthPart(effective: Interval): Part {
  return { text: worthWords(effective), model: 'free-threads' };
}

/** More than the interval of one can be: then one at a time is not the whole truth. */
function isMore({ low }: Interval): boolean {
  return low > 1.1;
}

function oneThing({ effective }: Cores, best: Series | null): Part[] {
  const one: Part[] = [{ text: 'it does ' }, { text: 'one thing at a time', model: 'main-thread' }];
  if (!best && effective && isMore(effective)) {
    return [
      { text: 'only one thread could be proven to run at a time, yet several together were ' },
      worthPart(effective),
      { text: '.' },
    ];
  }
  if (!best) return [...one, { text: '.' }];
  const { model } = best;
  switch (gainOf(best)) {
    case 'sooner':
      return [
        { text: 'only one thread could be proven to run at a time, yet ' },
        { text: workersOf(best.model, best.workers), model },
        { text: ` ${finish(best)} the same work ` },
        { text: `${times(best)} sooner`, model },
        { text: '.' },
      ];
    case 'longer':
      return [
        ...one,
        { text: `: ${best.workers > 1 ? 'with more workers' : 'in a worker'} the same work takes ` },
        { text: `${times(best, true)} as long`, model },
        { text: '.' },
      ];
    case 'same':
      return [...one, { text: ': more workers finish the same work no sooner.' }];
    case 'unclear':
      return [...one, { text: '; whether more workers finish the same work sooner is lost in the noise.' }];
  }
}

function finish({ workers }: Series): string {
  return workers === 1 ? 'finishes' : 'finish';
}

/** Where neither could the handshake be run nor work be timed: workers in loops of a given time. */
function worthAlone({ effective, worth }: Cores): Part[] {
  if (!effective) return [];
  const workers = worth?.paces.length ?? 0;
  if (workers === 1) return [{ text: 'it had one worker, so there was nothing to compare.' }];
  const who = workers > 1 ? `${workers} workers together` : 'its workers together';
  return [{ text: `${who} are ` }, worthPart(effective), { text: '.' }];
}

/** Where the handshake could not be run: only what the workers are worth can be told. */
function unproven(best: Series): Part[] {
  const { model } = best;
  const who: Part = { text: workersOf(best.model, best.workers), model };
  const work = ` ${finish(best)} the same work `;
  switch (gainOf(best)) {
    case 'sooner':
      return [who, { text: work }, { text: `${times(best)} sooner`, model }, { text: '.' }];
    case 'longer':
      return [
        who,
        { text: ` ${best.workers === 1 ? 'takes' : 'take'} ` },
        { text: `${times(best, true)} as long`, model },
        { text: ' over the same work.' },
      ];
    case 'same':
      return [who, { text: `${work}no sooner.` }];
    case 'unclear':
      return [{ text: 'whether ' }, who, { text: `${work}sooner is lost in the noise.` }];
  }
}

function finding(report: Report, best: Series | null): Part[] {
  const { proven } = report.cores;
  if (best && !best.verified) {
    return [
      { text: workersOf(best.model, best.workers), model: best.model },
      { text: ' gave a wrong result, so how fast that was says nothing.' },
    ];
  }
  if (proven !== null) return proven > 1 ? manyThings(report.cores, proven, best) : oneThing(report.cores, best);
  if (best) return unproven(best);
  if (report.cores.effective) return worthAlone(report.cores);
  if (report.mode !== 'main-only' || report.series.length === 0) return [];
  return [
    { text: 'it does ' },
    { text: 'one thing at a time', model: 'main-thread' },
    { text: ' here: the browser gave the page no workers.' },
  ];
}

const NOTHING_YET = {
  running: 'Counting what runs at once.',
  complete: 'Nothing could be measured.',
  stopped: 'Stopped before anything was measured.',
  failed: 'The run broke off before anything was measured.',
} as const satisfies Record<Report['state'], string>;

const PREFIX = {
  running: 'So far: ',
  complete: '',
  stopped: 'Stopped early. So far: ',
  failed: 'The run broke off. Until then: ',
} as const satisfies Record<Report['state'], string>;

export function answer(report: Report, kernel: string): readonly Part[] {
  const [first, ...rest] = finding(report, headline(report, kernel));
  if (!first) return [{ text: NOTHING_YET[report.state] }];
  const prefix = PREFIX[report.state];
  if (prefix === '') return [{ ...first, text: capital(first.text) }, ...rest];
  return [{ text: prefix }, first, ...rest];
}

export function plainText(parts: readonly Part[]): string {
  return parts.map((part) => part.text).join('');
}

/** Under a sentence that already says what the threads are worth: the interval and what it rests on. */
function worthEvidence({ effective, worth }: Cores): string[] {
  if (!effective) return [];
  const rests = worth ? [`95${THIN}% interval of ${counted(worth.samples.length, 'round')}`] : [];
  return [`${range(effective.low, effective.high, ' – ')} of one`, ...rests];
}

/** "1.91 – 1.95 ×", "95 % interval of 24 samples", "worth 1.96 (1.94–1.98) of one": each stays on one line. */
export function evidence(report: Report, kernel: string): readonly string[] {
  const best = headline(report, kernel);
  const { reported, proven, effective } = report.cores;
  const says =
    reported === null ? 'the browser does not say how many cores' : `the browser says ${counted(reported, 'core')}`;
  const count = doubtsOf(report).length;
  const doubts = count > 0 ? [`${counted(count, 'doubt')}, below`] : [];
  if (!best) {
    if (report.series.length === 0 && proven === null && !effective) return [];
    return [...worthEvidence(report.cores), says, ...doubts];
  }
  const interval = `${range(best.speedup.low, best.speedup.high, ' – ')}${THIN}×`;
  const worth = effective && proven !== 1 ? [worthInFull(effective)] : [];
  const elsewhere = proven !== null && best.workers !== proven;
  const who = elsewhere ? [`with ${workersOf(best.model, best.workers)}`] : [];
  const { length } = best.wallMs.samples;
  const samples = counted(length, 'sample');
  if (areFew(best)) return [`only ${samples}: no interval yet`, ...who, ...worth, says, ...doubts];
  return [interval, ...who, `95${THIN}% interval${length ? ` of ${samples}` : ''}`, ...worth, says, ...doubts];
}
