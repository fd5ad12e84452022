/**
 * What a comparison says: the answer as a sentence, the line of numbers under it, the words of its choices. Pure.
 */
import { machineLetter } from '../charts/machine-marks.ts';
import { modelName } from '../charts/model-names.ts';
import { counted, estimate, factor, plain, range, THIN } from '../charts/number-format.ts';
import type { Condition } from '../results/compare/comparability.ts';
import type { Compared, Comparison } from '../results/compare/comparison.ts';
import type { Difference } from '../results/compare/differences.ts';
import type { Summary } from '../results/summary.ts';
import type { Part } from './answer-sentence.ts';
import { nameOf, type Placed } from './compare-bench.ts';

type Row = Compared<Placed>;

export const PROMISE = 'Lay the results of several machines over each other.';
export const LEAD =
  'Paste links, drop files, or take what this device has kept. Up to twelve machines become curves, thousands a distribution. Nothing is sent anywhere.';

export const NO_CURVES = 'None of these results timed a kernel on workers: there are no curves to compare.';
export const PICK_SOME = 'Up to twelve of them can be drawn as curves: pick them in a picture or in the list above.';
export const CANCELLED = 'Cancelled: nothing of it was added.';
export const NOT_LOADED = 'A part of this view could not be loaded. Check the connection and reload the page.';

const CONDITION_WORDS = {
  protocol: 'protocol',
  mode: 'mode',
  browser: 'browser',
  preset: 'preset',
  build: 'build of the kernels',
  schedule: 'schedule',
} as const satisfies Record<Condition, string>;

export function conditionWord(condition: Condition): string {
  return CONDITION_WORDS[condition];
}

const MODE_WORDS = {
  shared: 'shared memory',
  messages: 'messages',
  'main-only': 'page only',
} as const satisfies Record<Summary['mode'], string>;

export function modeWord(mode: Summary['mode']): string {
  return MODE_WORDS[mode];
}

/** "Chromium, shared memory, quick": what a group has in common. */
export function groupWords({ summary: { browser, mode, preset } }: Placed): string {
  return `${browser.name}, ${modeWord(mode)}, ${preset}`;
}

export function letterOf({ place }: Placed): string {
  return machineLetter(place);
}

/** In a headline a range stays on one line. */
function unbroken(text: string): string {
  return text.replaceAll('–', '\u2060–\u2060');
}

/** "1.31× (1.27–1.36)". */
export function ratioWords({ ratio }: Difference): string {
  return `${estimate(ratio)} (${range(ratio.low, ratio.high)})`;
}

/** "0.97–1.04": what remains possible where nothing can be told. */
export function rangeWords({ ratio }: Difference): string {
  return range(ratio.low, ratio.high);
}

function oneCoreParts(b: string, a: string, oneCore: Difference): Part[] {
  if (oneCore.told === 'untold')
    return [{ text: `on one core no difference between ${b} and ${a} can be told (${rangeWords(oneCore)}×)` }];
  return [{ text: `${b} does the same work ${ratioWords(oneCore)} as fast as ${a} on one core` }];
}

function manyCoreWords(at: number | null): string {
  if (at === null) return 'on all its cores';
  return `with ${counted(at, 'worker')}`;
}

function throughputWords(difference: Difference, at: number | null): string {
  const where = manyCoreWords(at);
  if (difference.told === 'untold') return `no difference that can be told ${where} (${rangeWords(difference)}×)`;
  return `${ratioWords(difference)} ${where}`;
}

function pairSentence(other: Row, reference: Row, at: number | null): string {
  const [b, a] = [letterOf(other.result), letterOf(reference.result)];
  const { oneCore, throughput } = other;
  if (!oneCore && !throughput)
    return `How ${b} differs from ${a} cannot be told: they have no measurement in common that can be set against each other.`;
  const first = oneCore
    ? oneCoreParts(b, a, oneCore)
        .map(({ text }) => text)
        .join('')
    : null;
  if (!throughput) return `${first ?? ''}.`;
  if (first === null) return `${b} does the same work ${throughputWords(throughput, at)} as fast as ${a}.`;
  if (throughput.told === 'untold')
    return `${first}; ${manyCoreWords(at)} none can be told (${rangeWords(throughput)}×).`;
  return oneCore?.told === 'untold'
    ? `${first}; ${manyCoreWords(at)} ${b} does ${ratioWords(throughput)} as much.`
    : `${first}, and ${throughputWords(throughput, at)}.`;
}

/** Of those that were measured there, whoever gets most done. */
function topOf(rows: readonly Row[]): (Row & { readonly throughput: Difference }) | null {
  const measured = rows.flatMap((row) => (row.throughput ? [{ ...row, throughput: row.throughput }] : []));
  const [first, ...rest] = measured;
  if (!first) return null;
  return rest.reduce((top, row) => (row.throughput.ratio.estimate > top.throughput.ratio.estimate ? row : top), first);
}

/** Who is spoken of: a machine without a number there cannot be the one that gets most done, nor the one that does not. */
function amongWords(measured: number, drawn: number): string {
  return measured === drawn
    ? `Of ${counted(drawn, 'machine')}`
    : `Of the ${measured} of ${counted(drawn, 'machine')} that were measured there`;
}

function manySentence(drawn: readonly Row[], reference: Row, at: number | null): string {
  const others = drawn.filter((row) => row !== reference && row.throughput);
  const [a, where] = [letterOf(reference.result), manyCoreWords(at)];
  const top = topOf(others);
  if (!top) {
    const why = reference.result.summary.proven === null ? `${a} proved none` : `no other proved any`;
    return `Of ${counted(drawn.length, 'machine')}, which gets most done ${where} cannot be told: ${why}.`;
  }
  const among = amongWords(others.length + 1, drawn.length);
  const [b, { told }] = [letterOf(top.result), top.throughput];
  if (told === 'more') return `${among}, ${b} gets most done ${where}: ${ratioWords(top.throughput)} as much as ${a}.`;
  if (told === 'less')
    return `${among}, ${a} gets most done ${where}; ${b} comes next with ${ratioWords(top.throughput)} of it.`;
  return `${among}, none is seen to get more done ${where} than ${a}: ${b} does ${rangeWords(top.throughput)}× as much.`;
}

function capital(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}

/** The finding as one sentence; true in every case. */
export function compareAnswer({ all, reference, at }: Comparison<Placed>): readonly Part[] {
  const drawn = all.filter(({ isDrawn }) => isDrawn);
  const others = drawn.filter(({ isReference }) => !isReference);
  const [only] = others;
  const name = `${letterOf(reference.result)} (${nameOf(reference.result.summary)})`;
  if (all.length === 1) return [{ text: `${name} alone: add another result, and the difference stands here.` }];
  if (!reference.isDrawn) return [{ text: `${name} has no such curve to compare with.` }];
  if (!only) return [{ text: `Nothing here is laid over ${name}: why stands with each result below.` }];
  const text = others.length === 1 ? pairSentence(only, reference, at) : manySentence(drawn, reference, at);
  return [{ text: unbroken(capital(text)) }];
}

/** Who A and B are, what was run, and what the intervals rest on. */
export function compareEvidence(
  comparison: Comparison<Placed>,
  kernelTitle: (id: string) => string,
): readonly string[] {
  const { all, shown } = comparison;
  const drawn = all.filter(({ isDrawn }) => isDrawn);
  const few = all.length <= 2 ? all.map(({ result }) => `${letterOf(result)}: ${nameOf(result.summary)}`) : [];
  const differences = drawn.flatMap(({ isReference, oneCore, throughput }) =>
    isReference ? [] : [oneCore, throughput].flatMap((one) => one ?? []),
  );
  const isRate = differences.some((one) => one.isRate);
  const left = all.length - drawn.length;
  const apart = drawn.filter(({ reasons }) => reasons.some(({ kind }) => kind === 'apart')).length;
  return [
    ...few,
    `${kernelTitle(shown.kernel)}, ${modelName(shown.model)}`,
    ...(differences.length > 0 ? [`95${THIN}% intervals ${basisWords(differences)}`] : []),
    ...(isRate ? ['sizes of the work differ: rates are compared'] : []),
    ...(apart > 0 ? [`${counted(apart, 'machine')} under other conditions, marked *`] : []),
    ...(left > 0 ? [`${left} not drawn, reasons below`] : []),
  ];
}

function basisWords(differences: readonly Difference[]): string {
  const sampled = differences.filter(({ from }) => from === 'samples').length;
  if (sampled === differences.length) return 'of the samples';
  return sampled === 0 ? 'of the summaries' : 'of the samples, where they came along';
}

/** "8 of 8 proven, worth 6.9": cores as they are counted and weighed. */
export function effectiveWords({ effective }: Summary): string {
  return effective ? `${plain(effective)} (${range(effective.low, effective.high)})` : '–';
}

export function bestWords({ best }: Row): string {
  if (!best) return '–';
  return `${factor(best.speedup.estimate, best.speedup.high - best.speedup.low)} with ${best.workers}`;
}

/** A ratio as a cell of the table. */
export function cellWords(row: Row, difference: Difference | null): string {
  if (row.isReference && row.isDrawn) return 'reference';
  if (!row.isDrawn) return 'not drawn';
  return difference ? ratioWords(difference) : '–';
}
