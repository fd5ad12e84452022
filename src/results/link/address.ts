/**
 * Where results stand in addresses: `#/result?s=…` (a summary), `?r=…` (a whole document), `?kept=…` (one of this device's history), and
 * `#/compare?…` with several of them in order. And the other way: the links in a text that somebody pasted, from any host. Looks at how
 * they are written only; what they carry is read by summary-link.ts and full-link.ts. Pure.
 */
import type { Read } from '../read.ts';
import { FULL_FORM, SUMMARY_FORM } from './forms.ts';
import { TOO_LONG } from './misread.ts';
import { WholePayload } from './whole-payload.ts';

export interface ResultRef {
  readonly kind: 'summary' | 'full' | 'kept';
  /** The payload, or the id of what is kept. */
  readonly text: string;
}

export interface RefsRead {
  readonly refs: readonly ResultRef[];
  /** What could not be taken, a sentence each. */
  readonly faults: readonly string[];
}

/** Machines that are laid over each other as curves. */
export const MOST_COMPARED = 12;

const KEYS = { s: 'summary', r: 'full', kept: 'kept' } as const satisfies Record<string, ResultRef['kind']>;
const LONGEST_ID = 64;
/** Of a query: as many full links as are compared, and their keys. */
const LONGEST_QUERY = MOST_COMPARED * (FULL_FORM.longest + 8);
/** Characters of a pasted text: some thousand summaries, or hundreds of full links. */
const LONGEST_PASTED = 1_000_000;
const MOST_FAULTS = 12;

const PAYLOAD = /^[\w-]+$/;
const NO_LINK =
  'There is no link to a result in this: one contains “#/result?” or “#/compare?”. Copy the whole link, from its beginning to its end.';

/** What stands behind the question mark, in the order given. */
export function writeRefs(refs: readonly ResultRef[]): string {
  return refs.map(({ kind, text }) => `${keyOf(kind)}=${encodeURIComponent(text)}`).join('&');
}

/** With the hash sign. */
export function resultAddress(ref: ResultRef): string {
  return `#/result?${writeRefs([ref])}`;
}

/** With the hash sign. */
export function compareAddress(refs: readonly ResultRef[]): string {
  return refs.length === 0 ? '#/compare' : `#/compare?${writeRefs(refs)}`;
}

/** The first twelve results that a query names; what else is in it is said. Never throws. */
export function readRefs(query: string): RefsRead {
  if (query.length > LONGEST_QUERY) return { refs: [], faults: [TOO_LONG] };
  const { refs, faults } = refsIn(query);
  if (refs.length <= MOST_COMPARED) return { refs, faults };
  const more = `The link names ${refs.length} results; the first ${MOST_COMPARED} are taken.`;
  return { refs: refs.slice(0, MOST_COMPARED), faults: [...faults, more] };
}

/** Every result that the links in a text name, in order, each once. Never throws. */
export function refInLink(text: string): Read<ResultRef[]> {
  if (text.length > LONGEST_PASTED) return { ok: false, fault: TOO_LONG };
  const queries = queriesIn(text);
  if (queries.length === 0) return { ok: false, fault: NO_LINK };
  const found = queries.map(refsIn);
  const refs = each(found.flatMap((one) => one.refs));
  const [fault = NO_LINK] = found.flatMap((one) => one.faults);
  return refs.length > 0 ? { ok: true, value: refs } : { ok: false, fault };
}

function keyOf(kind: ResultRef['kind']): string {
  return kind === 'summary' ? 's' : kind === 'full' ? 'r' : 'kept';
}

function refsIn(query: string): { readonly refs: ResultRef[]; readonly faults: string[] } {
  const refs: ResultRef[] = [];
  const faults: string[] = [];
  for (const [key, text] of new URLSearchParams(query)) {
    const read = refOf(key, text);
    if (typeof read !== 'string') refs.push(read);
    else if (faults.length < MOST_FAULTS) faults.push(read);
  }
  return { refs: each(refs), faults };
}

/** A fault as a sentence. */
function refOf(key: string, text: string): ResultRef | string {
  if (!Object.hasOwn(KEYS, key))
    return `The link sets ${quoted(key)}, which no link of this lab does; a newer lab may know it.`;
  const kind = KEYS[key as keyof typeof KEYS];
  const longest = { summary: SUMMARY_FORM.longest, full: FULL_FORM.longest, kept: LONGEST_ID }[kind];
  if (text.length > longest) return TOO_LONG;
  if (!PAYLOAD.test(text))
    return `The link’s “${key}” holds ${quoted(text)}, which is no result. Copy the link again, whole.`;
  return { kind, text };
}

/** A part of a link, cut so that a forged one cannot fill the page. */
function quoted(text: string): string {
  return text === '' ? 'nothing' : `“${text.length <= 40 ? text : `${text.slice(0, 39)}…`}”`;
}

function each(refs: readonly ResultRef[]): ResultRef[] {
  return [...new Map(refs.map((ref) => [`${ref.kind} ${ref.text}`, ref])).values()];
}

/** Up to the first sign that no query of ours has: white space, a quotation mark, a bracket, a full stop. */
function queriesIn(text: string): string[] {
  const found = text.matchAll(/#\/(?:result|compare)\?((?:[\w=%-]|&(?:amp;)?)+)/g);
  return [...found].map((match) => {
    const query = (match[1] ?? '').replaceAll('&amp;', '&');
    return mended(query, text.slice(match.index + match[0].length, match.index + match[0].length + FULL_FORM.longest));
  });
}

/**
 * Programs for mail break long lines. Where the last payload of a query is not whole, the beginnings of the next lines are tried as its
 * rest: its checksum tells where it ends.
 */
function mended(query: string, after: string): string {
  const [, form, payload = ''] = /(?:^|&)([sr])=([\w-]*)$/.exec(query) ?? [];
  if (form === undefined) return query;
  const whole = new WholePayload(form === 's' ? SUMMARY_FORM : FULL_FORM);
  let isWhole = whole.add(payload);
  let longer = '';
  for (let rest = after; !isWhole;) {
    const line = /^=?\r?\n[> \t]*([\w-]+)/.exec(rest);
    if (!line) return query;
    const [, piece = ''] = line;
    longer += piece;
    isWhole = whole.add(piece);
    rest = rest.slice(line[0].length);
  }
  return query + longer;
}
