/** The words around the lessons: buttons, what was predicted and found, how far somebody is. The lessons' own words stand in their texts. */
import { counted, factor, range, THIN } from '../charts/number-format.ts';
import { compact } from '../charts/claim-numbers.ts';
import { closeness, type Answer, type Closeness, type Prediction, type Unit } from './prediction.ts';

export const PREDICT = 'That is my prediction';
export const AGAIN = 'Predict again';
export const EXPLAIN = 'That is why';
export const WHY = 'Why did it come out like this?';
export const RUN = 'Run it on this device';
export const RERUN = 'Run it again';
export const GO_ON = 'Go on without it';
export const OVER = 'Start this lesson over';
export const NOT_KEPT =
  'This browser refuses to keep anything for this page: your answers last until the page is closed or reloaded.';

/** A value with its unit, as predictions and numbers of lessons are printed. */
export function worded(value: number, unit: Unit): string {
  if (unit === '×') return factor(value);
  const number = Number.isInteger(value) ? compact(value) : compact(Math.round(value * 100) / 100);
  return unit === '' ? number : `${number}${THIN}${unit}`;
}

/** A round's setting, as the slider and what was said print it. */
export function settingWords(value: number, unit: string): string {
  return unit === '' ? compact(value) : `${compact(value)}${THIN}${unit}`;
}

export interface Told {
  readonly unit: Unit;
  /** Texts of the options by id. */
  readonly options: Readonly<Record<string, string>>;
}

/** "You said 4." */
export function saidWords(said: Prediction, { unit, options }: Told): string {
  switch (said.kind) {
    case 'number':
      return `You said ${worded(said.value, unit)}.`;
    case 'choice':
      return `You said: ${sentence(options[said.id] ?? said.id)}`;
    case 'curve': {
      const end = said.points.at(-1);
      return end
        ? `You drew a curve that ends at ${factor(end.y)} with ${counted(end.x, 'worker')}.`
        : 'You drew nothing.';
    }
  }
}

const OPENINGS: Readonly<Record<Closeness, string>> = {
  right: 'As you said',
  near: 'Nearly as you said',
  off: 'Otherwise than you said',
  open: 'The run could not decide it',
};

/** What was measured, laid beside what was said; one sentence. */
export function verdictWords(said: Prediction, answer: Answer, told: Told): string {
  const opening = OPENINGS[closeness(said, answer)];
  return answer.kind === 'choice' && answer.id === null ? `${opening}.` : `${opening}: ${answerWords(answer, told)}`;
}

function answerWords(answer: Answer, { unit, options }: Told): string {
  switch (answer.kind) {
    case 'number': {
      const { estimate, low, high } = answer.value;
      const isExact = low === high;
      return isExact
        ? `it is ${worded(estimate, unit)}.`
        : `${worded(estimate, unit)}, within ${interval(low, high, unit)}.`;
    }
    case 'choice':
      return lowered(sentence(options[answer.id ?? ''] ?? ''));
    case 'curve': {
      const end = answer.points.at(-1);
      return end
        ? `with ${counted(end.x, 'worker')} the speed-up is ${factor(end.y.estimate)}, within ${range(end.y.low, end.y.high)}.`
        : 'no curve was measured.';
    }
  }
}

function interval(low: number, high: number, unit: Unit): string {
  return unit === '×' ? range(low, high) : `${worded(low, '')}–${worded(high, unit)}`;
}

const sentence = (text: string): string => (/[.!?]$/.test(text) ? text : `${text}.`);

/** In the middle of a sentence, unless the word is a name: "GIL", "I". */
const lowered = (text: string): string =>
  /^[A-Z](?:[A-Z]|\s)/.test(text) ? text : text.charAt(0).toLowerCase() + text.slice(1);

/** How far a lesson is, for the list. */
export function progressWords(done: number, all: number): string {
  if (done === 0) return 'not begun';
  return done === all ? 'done' : `${done} of ${all} rounds done`;
}

export function usualWords(seconds: number): string {
  return `about ${seconds}${THIN}s`;
}
