/**
 * A head as it lies in the database, written and read. Reading trusts nothing: another version of the lab may have written it, or a hand. What
 * is not sound becomes the head of a damaged entry, which can be shown and removed.
 */
import { ANSWER_LIMIT, type Keepable, type KeptHead, type KeptState, NAME_LIMIT, NOTE_LIMIT } from './kept.ts';

/** Whether a run was cut off is not written but seen: its page is gone. */
export type StoredHead = Omit<KeptHead, 'cutOff'>;

const STATES: readonly string[] = ['running', 'whole', 'partial'] satisfies readonly KeptState[];
const MOST_FORMAT = 60;
const MOST_DEVICE = 160;

const cut = (text: string, most: number): string => (text.length <= most ? text : `${text.slice(0, most - 1)}…`);

export function storedHead(kept: Keepable, writtenAt: string): StoredHead {
  const { id, savedAt, format, state, name = '', note = '', answer = '', device = '' } = kept;
  return {
    id,
    savedAt,
    writtenAt,
    format,
    state,
    name: cut(name, NAME_LIMIT),
    note: cut(note, NOTE_LIMIT),
    answer: cut(answer, ANSWER_LIMIT),
    device: cut(device, MOST_DEVICE),
  };
}

export function damagedHead(id: string): KeptHead {
  const nothing = { name: '', note: '', answer: '', device: '', format: '', savedAt: '', writtenAt: '' };
  return { id, state: 'damaged', cutOff: false, ...nothing };
}

function isMoment(value: unknown): value is string {
  return typeof value === 'string' && value.length <= 40 && Number.isFinite(Date.parse(value));
}

function isText(value: unknown, most: number): value is string {
  return typeof value === 'string' && value.length <= most;
}

/** Of a record under the key `id`; null where it is not sound. Drops keys that this version does not know. Never throws. */
export function readHead(record: unknown, id: string): StoredHead | null {
  if (typeof record !== 'object' || record === null) return null;
  const { savedAt, writtenAt, format, state, name, note, answer, device } = record as Partial<
    Record<keyof StoredHead, unknown>
  >;
  if (!isMoment(savedAt) || !isMoment(writtenAt)) return null;
  if (!isText(format, MOST_FORMAT) || !isText(name, NAME_LIMIT) || !isText(note, NOTE_LIMIT)) return null;
  if (!isText(answer, ANSWER_LIMIT) || !isText(device, MOST_DEVICE)) return null;
  if (typeof state !== 'string' || !STATES.includes(state)) return null;
  return { id, savedAt, writtenAt, format, state: state as KeptState, name, note, answer, device };
}

/** Newest first; what is damaged has no date and stands at the end. */
export function inOrder(heads: readonly KeptHead[]): KeptHead[] {
  const moment = ({ savedAt }: KeptHead): number => (savedAt === '' ? -Infinity : Date.parse(savedAt));
  return heads
    .map((head) => ({ head, at: moment(head) }))
    .sort((a, b) => b.at - a.at || a.head.id.localeCompare(b.head.id))
    .map(({ head }) => head);
}
