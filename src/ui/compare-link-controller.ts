/**
 * The comparison and the address, kept as one: what the fragment names is asked for when the view is opened or the address changes, and every
 * change is written there without a new entry in the history. Up to twelve results have room in it; of those that came by no link a summary.
 */
import type { ReactiveController, ReactiveControllerHost } from 'lit';
import { MODEL_IDS } from '../models/index.ts';
import {
  AS_IT_COMES,
  type CompareChoice,
  compareFragment,
  readCompareFragment,
  withoutChoice,
} from '../results/compare/compare-link.ts';
import type { ResultRef } from '../results/link/address.ts';
import type { Placed } from './compare-bench.ts';
import { queryIn, viewIn } from './route-controller.ts';

const VIEW = 'compare';
/** Characters of a result's summary; twelve of them stay below what messengers cut. */
const ROOM = 600;

/** What a link asks for. */
export interface Asked {
  readonly refs: readonly ResultRef[];
  readonly choice: CompareChoice;
  readonly faults: readonly string[];
}

export class CompareLinkController implements ReactiveController {
  readonly #host: ReactiveControllerHost;
  readonly #onAsked: (asked: Asked) => void;
  /** The last query that was read or written here. */
  #query = '';
  #turn = 0;

  constructor(host: ReactiveControllerHost, onAsked: (asked: Asked) => void) {
    this.#host = host;
    this.#onAsked = onAsked;
    host.addController(this);
  }

  get isHere(): boolean {
    return viewIn(location.hash, '') === VIEW;
  }

  hostConnected(): void {
    addEventListener('hashchange', this.#follow);
    void this.#read();
  }

  hostDisconnected(): void {
    removeEventListener('hashchange', this.#follow);
  }

  /** Follows what is shown. */
  async write(placed: readonly Placed[], choice: CompareChoice): Promise<void> {
    const turn = ++this.#turn;
    const query = await this.#queryOf(placed, choice, (ref) => ref !== null);
    if (turn !== this.#turn || !this.isHere) return;
    this.#query = query;
    history.replaceState(history.state, '', this.#href(query));
  }

  /** A link that another device understands: what is kept on this one travels as its summary. */
  async shared(placed: readonly Placed[], choice: CompareChoice): Promise<string> {
    return this.#href(await this.#queryOf(placed, choice, (ref) => ref !== null && ref.kind !== 'kept'));
  }

  async #queryOf(
    placed: readonly Placed[],
    choice: CompareChoice,
    isCarried: (ref: ResultRef | null) => boolean,
  ): Promise<string> {
    if (placed.length === 0) return '';
    const [{ writeRefs }, { summaryPayload }] = await Promise.all([
      import('../results/link/address.ts'),
      import('../results/link/summary-link.ts'),
    ]);
    const refs = placed.map(({ ref, summary }): ResultRef =>
      ref && isCarried(ref) ? ref : { kind: 'summary', text: summaryPayload(summary, ROOM) },
    );
    return [writeRefs(refs), compareFragment(choice)].filter((part) => part !== '').join('&');
  }

  #href(query: string): string {
    return new URL(`#/${VIEW}${query === '' ? '' : `?${query}`}`, location.href).href;
  }

  readonly #follow = (): void => {
    void this.#read();
  };

  async #read(): Promise<void> {
    const query = this.isHere ? queryIn(location.hash) : '';
    // The plain address is how one comes back to what was shown.
    if (query === '' || query === this.#query) return;
    this.#query = query;
    this.#turn++;
    try {
      const { readRefs } = await import('../results/link/address.ts');
      const { refs, faults } = readRefs(withoutChoice(query));
      const read = readCompareFragment(query, MODEL_IDS);
      this.#onAsked({ refs, choice: read.choice, faults: [...faults, ...read.faults] });
    } catch {
      const faults = ['The link could not be read: a part of the page did not load. Check the connection and reload.'];
      this.#onAsked({ refs: [], choice: AS_IT_COMES, faults });
    }
    this.#host.requestUpdate();
  }
}
