/** What is kept, in words: kinds, states, dates, counts, room, and what an undo would bring back. Pure. */
import { dateWords } from '../base/dates.ts';
import { counted, grouped, THIN } from '../charts/number-format.ts';
import { BOUND, RECEIVED, type KeptHead } from '../results/store/kept.ts';
import { CUT_OFF } from '../results/store/run-life.ts';
import { MOST_COMPARED, RESULT_FORMAT } from './history-links.ts';
import { shownName } from './shown-name.ts';

export const KICKER = 'What was measured here. Nothing leaves the device.';
export const READING = 'Reading what is kept.';
export const EMPTY = 'Nothing is kept yet.';
export const EMPTY_NOTE =
  'Every run on these pages is kept here while it goes on, so that a crash loses three seconds of it at most. Runs from the console or the command line are not: they hand their results to who asked.';
/** What becomes of the oldest, said before it happens. */
export const BOUND_NOTE = `What you name or note stays until you delete it. Of the other runs the newest ${grouped(BOUND)} are kept; the oldest makes room for the next.`;
export const UNREADABLE = 'What is kept cannot be read.';
export const NO_STORAGE = 'Nothing can be kept here.';
export const DAMAGED = 'This entry is damaged.';
export const DAMAGED_NOTE =
  'Another version of the lab, or a hand, has written what this page cannot read. It can be deleted; the others are untouched.';
export const STAYS_BEHIND = 'Names go along in the file, notes stay here.';

/** Kinds by the format of their documents, and the page each came from. */
const KINDS: Readonly<Record<string, { readonly title: string; readonly many: string }>> = {
  'overlap-result/1': { title: 'Measure', many: 'measurements' },
  'overlap-race/1': { title: 'Models', many: 'races' },
  'overlap-claims/1': { title: 'Claims', many: 'tests of claims' },
  'overlap-advisor/1': { title: 'Advisor', many: 'advice' },
  'overlap-kernels/1': { title: 'Kernels', many: 'speeds of kernels' },
  'overlap-sustained/1': { title: 'Pace', many: 'runs of pace' },
  'overlap-contention/1': { title: 'Counting', many: 'shared counters' },
  'overlap-schedules/1': { title: 'Schedules', many: 'comparisons of schedules' },
};

export function kindTitle(format: string): string {
  return KINDS[format]?.title ?? (format === '' ? 'Damaged' : `Unknown kind (${format})`);
}

/** A choice of the filter: "Measure (12)". */
export function filterLabel(format: string, count: number): string {
  return `${kindTitle(format)} (${grouped(count)})`;
}

export function heading(count: number): string {
  return count === 0 ? EMPTY : `${grouped(count)} ${count === 1 ? 'result is' : 'results are'} kept on this device.`;
}

const STATES = { running: 'running now', whole: '', partial: 'partial', damaged: '' } as const satisfies Record<
  KeptHead['state'],
  string
>;

/** "Measure", "30 November 2026 at 19:08", "Chromium 156 on Linux, 2 cores", "partial": each stays on one line. */
export function factsOf({ id, format, savedAt, device, state, cutOff }: KeptHead): readonly string[] {
  const from = id.startsWith(RECEIVED) ? 'received from elsewhere' : '';
  const told = cutOff ? 'cut off' : STATES[state];
  return [kindTitle(format), dateWords(savedAt, 'moment'), device, from, told].filter((word) => word !== '');
}

export function answerOf({ answer, state, format }: KeptHead): string {
  if (state === 'damaged') return DAMAGED;
  return answer === '' ? `${kindTitle(format)}, without a word on what it found.` : answer;
}

/** Under the facts; null where there is nothing to explain. */
export function explanationOf({ state, cutOff }: KeptHead): string | null {
  if (cutOff) return `Cut off: ${CUT_OFF.charAt(0).toLowerCase()}${CUT_OFF.slice(1)}`;
  return state === 'damaged' ? DAMAGED_NOTE : null;
}

/** What a row is called by who cannot see which one is meant. */
export function rowName({ name, format, savedAt, id }: KeptHead): string {
  return shownName(name) || `${kindTitle(format)}${savedAt === '' ? ` ${id}` : `, ${dateWords(savedAt, 'moment')}`}`;
}

export function deletedWords(count: number): string {
  return `${counted(count, 'result')} deleted.`;
}

/** Why what is selected cannot be compared, or null. */
export function compareFault(selected: readonly KeptHead[]): string | null {
  const able = selected.filter(({ format, state }) => format === RESULT_FORMAT && state !== 'damaged').length;
  if (able < selected.length) return 'Only measurements can be compared: races, claims and the other kinds cannot.';
  if (able < 2) return 'Select two measurements or more to compare them.';
  return able > MOST_COMPARED ? `At most ${MOST_COMPARED} can be compared as curves; ${able} are selected.` : null;
}

const UNITS = ['B', 'kB', 'MB', 'GB', 'TB'];

/** "16 kB", "4.3 GB": thousands, as browsers count room. */
export function roomOf(bytes: number): string {
  const power = bytes < 1 ? 0 : Math.min(UNITS.length - 1, Math.floor(Math.log10(bytes) / 3));
  const value = bytes / 1000 ** power;
  return `${value < 10 && power > 0 ? value.toFixed(1) : Math.round(value)}${THIN}${UNITS[power] ?? ''}`;
}

export interface Room {
  /** Bytes; null where the browser does not say. */
  readonly usage: number | null;
  readonly quota: number | null;
  /** The browser has promised not to clear it by itself; null where that cannot be asked. */
  readonly persisted: boolean | null;
}

export function roomWords({ usage, quota, persisted }: Room): string {
  const takes =
    usage === null
      ? 'This browser does not say how much room they take.'
      : `This site takes ${roomOf(usage)}${quota === null ? '' : ` of the ${roomOf(quota)} that the browser lends it`}.`;
  const until =
    persisted === true
      ? 'The browser keeps it until you delete it.'
      : 'The browser may clear it when the device runs out of room, or when you clear its data.';
  return `${takes} ${until}`;
}

export const PERSISTED = 'The browser keeps it from now on until you delete it.';
export const NOT_PERSISTED =
  'The browser did not promise it. Some do only for sites that are visited often or installed; export what you want to be sure of.';
