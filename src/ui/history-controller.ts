/**
 * What the history knows and does: the list as it is kept, the last thing that can be undone, and what went wrong. Reads again when something
 * changed, here or in another tab, but only while it is looked at: reading a long list would disturb a run. Draws nothing.
 */
import type { ReactiveController, ReactiveControllerHost } from 'lit';
import type { Kept, KeptHead, ResultStore } from '../results/store/kept.ts';
import type { StoreTrouble } from '../results/store/store-fault.ts';

export type OpenStore = () => Promise<ResultStore>;

/** The way back from the last action, which the next one closes. */
export interface Undo {
  readonly text: string;
  back(): Promise<void>;
}

export interface Fault {
  readonly message: string;
  readonly trouble: StoreTrouble;
}

export class HistoryController implements ReactiveController {
  phase: 'reading' | 'read' | 'unreadable' = 'reading';
  heads: readonly KeptHead[] = [];
  undo: Undo | null = null;
  /** Of the last action, or of reading. */
  fault: Fault | null = null;
  readonly #host: ReactiveControllerHost;
  readonly #open: () => OpenStore;
  readonly #isSeen: () => boolean;
  #unwatch: (() => void) | null = null;
  #isStale = true;
  #reading: Promise<void> | null = null;

  constructor(host: ReactiveControllerHost, open: () => OpenStore, isSeen: () => boolean) {
    this.#host = host;
    this.#open = open;
    this.#isSeen = isSeen;
    host.addController(this);
  }

  hostConnected(): void {
    this.#isStale = true;
    this.look();
  }

  hostDisconnected(): void {
    this.#unwatch?.();
    this.#unwatch = null;
    this.undo = null;
  }

  /** Reads where it is looked at and something has changed since. */
  look(): void {
    if (this.#isStale && this.#isSeen() && !this.#reading) void this.read();
  }

  /** The undo ends with the next action or with leaving. */
  leave(): void {
    this.undo = null;
  }

  read(): Promise<void> {
    this.#reading ??= this.#read().finally(() => {
      this.#reading = null;
      this.look();
    });
    return this.#reading;
  }

  remove(heads: readonly KeptHead[], text: (count: number) => string): Promise<void> {
    return this.#act(async (store) => {
      const removed = await store.remove(heads.flatMap(({ id, state }) => (state === 'running' ? [] : [id])));
      return { text: text(removed.count), back: () => store.restore(removed) };
    });
  }

  change(head: KeptHead, changed: { readonly name?: string; readonly note?: string }): Promise<void> {
    const before = 'name' in changed ? { name: head.name } : { note: head.note };
    return this.#act(async (store) => {
      await store.change(head.id, changed);
      const text = 'name' in changed ? 'Name changed.' : 'Note changed.';
      return { text, back: () => store.change(head.id, before) };
    });
  }

  takeBack(): Promise<void> {
    const { undo } = this;
    return this.#act(async () => {
      await undo?.back();
      return null;
    });
  }

  /** The whole of each; those that are gone are left out. Null where that failed, and `fault` says why. */
  async whole(heads: readonly KeptHead[]): Promise<readonly Kept[] | null> {
    let found: readonly Kept[] | null = null;
    await this.#act(async (store) => {
      const all = await Promise.all(heads.map(({ id }) => store.get(id)));
      found = all.filter((kept) => kept !== null);
      return null;
    });
    return found;
  }

  async #read(): Promise<void> {
    this.#isStale = false;
    try {
      const store = await this.#store();
      this.heads = await store.list();
      this.phase = 'read';
      this.fault = null;
    } catch (error) {
      this.phase = 'unreadable';
      this.fault = faultOf(error);
    }
    this.#host.requestUpdate();
  }

  async #act(work: (store: ResultStore) => Promise<Undo | null>): Promise<void> {
    this.undo = null;
    this.fault = null;
    try {
      this.undo = await work(await this.#store());
    } catch (error) {
      this.fault = faultOf(error);
    }
    this.#host.requestUpdate();
  }

  async #store(): Promise<ResultStore> {
    const store = await this.#open()();
    this.#unwatch ??= store.watch(() => {
      this.#isStale = true;
      this.look();
    });
    return store;
  }
}

function faultOf(error: unknown): Fault {
  const message = error instanceof Error ? error.message : String(error);
  const trouble = error instanceof Error && 'trouble' in error ? (error.trouble as StoreTrouble) : 'failed';
  return { message, trouble };
}
