/**
 * What is kept on the device of a run, and what a store of it can do. Types and limits only: store.ts fills them, the page's history shows
 * them. A document is handed out as it lies there, unread: whoever opens it checks it first (parse.ts).
 */
import { LIMITS } from '../limits.ts';

/**
 * - `running`: its run is under way, here or in another tab
 * - `whole`: it ran to its end
 * - `partial`: stopped, failed, or cut off
 * - `damaged`: its entry, or the document behind it, is not what this lab wrote
 */
export type KeptState = 'running' | 'whole' | 'partial' | 'damaged';

/** Everything but the document: what a list of a thousand shows. */
export interface KeptHead {
  readonly id: string;
  /** When its run began; ISO 8601. The list is in this order, the newest first. */
  readonly savedAt: string;
  /** When it was last written; ISO 8601. */
  readonly writtenAt: string;
  /** The document's `schema`, as in `overlap-result/1`; empty where it is damaged. */
  readonly format: string;
  readonly state: KeptState;
  /** Partial since its page was closed or crashed. */
  readonly cutOff: boolean;
  /** What its owner calls it; empty where nothing was given, as is the note. */
  readonly name: string;
  readonly note: string;
  /** What was found, in one line, and on which device; empty where whoever kept it did not say. */
  readonly answer: string;
  readonly device: string;
}

export interface Kept extends KeptHead {
  /** Null where it is lost. */
  readonly document: unknown;
}

/** What has to be known to keep a run. */
export type Keepable = Pick<Kept, 'id' | 'savedAt' | 'format' | 'document'> &
  Partial<Pick<Kept, 'name' | 'note' | 'answer' | 'device'>> & { readonly state: Exclude<KeptState, 'damaged'> };

/** What was removed, for `restore`. Opaque: entries as they lay there, damaged ones too. */
export interface Removed {
  readonly count: number;
  readonly entries: readonly { readonly key: IDBValidKey; readonly head: unknown; readonly document: unknown }[];
}

/** Every method rejects with a `StoreFault`, whose message is a sentence for the visitor, and with nothing else. */
export interface ResultStore {
  /** Newest first; what is damaged stands at the end. */
  list(): Promise<readonly KeptHead[]>;
  get(id: string): Promise<Kept | null>;
  /** Writes over what has the same id. */
  put(kept: Keepable): Promise<void>;
  /** Likewise, yet leaves the name and the note that were given meanwhile; tells no other tab before the run is over. */
  advance(kept: Keepable): Promise<void>;
  /** Harmless where the entry is gone. */
  change(id: string, changed: { readonly name?: string; readonly note?: string }): Promise<void>;
  remove(ids: readonly string[]): Promise<Removed>;
  /** Everything but runs that are under way. */
  clear(): Promise<Removed>;
  restore(removed: Removed): Promise<void>;
  /** Calls back after every change, in whichever tab; ends when the function it hands back is called. */
  watch(listener: () => void): () => void;
}

/** Characters. A name fits the `name` of a result document. */
export const NAME_LIMIT = LIMITS.label;
export const NOTE_LIMIT = LIMITS.text;
export const ANSWER_LIMIT = 300;
/** Runs that have neither name nor note; beyond that the oldest go when the next run is over (bound.ts). At 6 kB each, 6 MB. */
export const BOUND = 1_000;
/** Ids of what came from elsewhere begin so: it is kept here, yet not this device's own. */
export const RECEIVED = 'received-';
