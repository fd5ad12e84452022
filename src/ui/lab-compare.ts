/**
 * The view of a comparison: the difference as a sentence, the curves, the table, the ways in. Puts together what its parts give; every state
 * (empty, reading, one result, many, thousands, refused) is a sentence that says what is and what to do.
 */
import { html, LitElement, nothing, type TemplateResult } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import { counted } from '../charts/number-format.ts';
import { AS_IT_COMES, type CompareChoice } from '../results/compare/compare-link.ts';
import { type Comparison, comparisonOf } from '../results/compare/comparison.ts';
import { plainText } from './answer-sentence.ts';
import { CompareBench, type Placed, type TakenAway } from './compare-bench.ts';
import { CompareIntakeController } from './compare-intake-controller.ts';
import { type KnownKernels, knownKernels, NO_KERNELS } from './compare-kernels.ts';
import { type Asked, CompareLinkController } from './compare-link-controller.ts';
import { compareNotices } from './compare-notices.ts';
import { opening } from './compare-opening.ts';
import { type Gathered, sources, type Sources } from './compare-sources.ts';
import { compareStyles } from './compare-styles.ts';
import { CANCELLED, compareAnswer, compareEvidence, NO_CURVES, NOT_LOADED, PICK_SOME } from './compare-words.ts';
import { copyText } from './copy-text.ts';
import './lab-answer.ts';
import './lab-compare-figure.ts';
import './lab-compare-table.ts';
import './lab-compare-ways.ts';
import type { LabCompareWays } from './lab-compare-ways.ts';
import { measureStyles } from './measure-styles.ts';
import { controlStyles, textStyles } from './shared-styles.ts';

@customElement('lab-compare')
export class LabCompare extends LitElement {
  static override styles = [textStyles, controlStyles, measureStyles, compareStyles];

  /** Where results come from; tests put their own here. */
  @property({ attribute: false }) sources: Sources = sources;
  @state() private choice: CompareChoice = AS_IT_COMES;
  @state() private known: KnownKernels = NO_KERNELS;
  /** A sentence each, until the visitor has read them. */
  @state() private faults: readonly string[] = [];
  @state() private told = '';
  @state() private taken: TakenAway | null = null;
  readonly #bench = new CompareBench();
  #reference: string | null = null;
  #kernels = '';
  /** The link that was opened last. */
  #opening = Symbol('opening');
  /** What lay here before the link that is being read. */
  #replaced: TakenAway | null = null;
  #reckoned: { readonly from: readonly unknown[]; readonly of: Comparison<Placed> | null } | null = null;
  readonly #link = new CompareLinkController(this, (asked) => void this.#open(asked));
  readonly #intake = new CompareIntakeController(this, {
    isHere: () => this.#link.isHere,
    sources: () => this.sources,
    take: (gathered) => this.#take(gathered),
  });

  override firstUpdated(): void {
    this.sources.prepare();
  }

  override render(): TemplateResult {
    const { size, isFleet, machines } = this.#bench;
    const comparison = this.#comparison();
    return html`${size === 0 ? opening() : html`<p class="kicker">${counted(size, 'result')} side by side</p>`}
      <div class=${this.#intake.isOver ? 'over' : ''}>
        ${size === 0 ? this.#ways() : nothing}
        ${
          isFleet
            ? html`<lab-fleet
                .machines=${machines}
                @lab-pick=${(event: CustomEvent<readonly string[]>) => void this.#pick(event.detail)}
              ></lab-fleet>`
            : nothing
        }
        ${this.#curves(comparison)}
        ${
          size > 0
            ? html`<section class="more">
                <h2>Add results</h2>
                ${this.#ways()}
              </section>`
            : nothing
        }
      </div>
      ${this.#notices()}
      <p class="unseen" aria-live="polite">${comparison ? plainText(compareAnswer(comparison)) : ''}</p>`;
  }

  /** Reckoned anew only when something of it has changed: it redraws samples. */
  #comparison(): Comparison<Placed> | null {
    const from = [this.#bench.placed, this.choice, this.#reference, this.known];
    if (!this.#reckoned || from.some((one, at) => one !== this.#reckoned?.from[at])) {
      const of = comparisonOf(this.#bench.placed, this.#linked(), this.known.amountOf);
      this.#reckoned = { from, of };
    }
    return this.#reckoned.of;
  }

  /** Those that are curves: all of them, or those picked among many. */
  #curves(comparison: Comparison<Placed> | null): TemplateResult | typeof nothing {
    const { size, placed, isFleet } = this.#bench;
    if (size === 0) return nothing;
    if (!comparison) {
      if (isFleet && placed.length === 0)
        return html`<section>
          <p>${PICK_SOME}</p>
          <p class="actions"><button type="button" @click=${() => this.#remove()}>Remove all</button></p>
        </section>`;
      return html`<h1>${NO_CURVES}</h1>
        <p class="actions"><button type="button" @click=${() => this.#remove()}>Remove all</button></p>`;
    }
    const sentence = compareAnswer(comparison);
    const evidence = compareEvidence(comparison, this.known.title);
    return html`${
      isFleet
        ? html`<section id="curves">
            <h2>${counted(placed.length, 'machine')} as curves</h2>
            <p>${plainText(sentence)}</p>
          </section>`
        : html`<lab-answer .sentence=${sentence} .evidence=${evidence}></lab-answer>`
    }
    ${this.#shown(comparison)}`;
  }

  #shown(comparison: Comparison<Placed>): TemplateResult {
    return html`<section>
        <lab-compare-figure
          .comparison=${comparison}
          .choice=${this.choice}
          .kernelTitle=${this.known.title}
          @lab-choice=${(event: CustomEvent<Partial<CompareChoice>>) => this.#choose(event.detail)}
          @lab-reference=${(event: CustomEvent<string>) => this.#refer(event.detail)}
        ></lab-compare-figure>
      </section>
      <section>
        <lab-compare-table
          .comparison=${comparison}
          @lab-reference=${(event: CustomEvent<string>) => this.#refer(event.detail)}
          @lab-remove=${(event: CustomEvent<string>) => this.#remove(event.detail)}
          @lab-rename=${(event: CustomEvent<{ id: string; name: string }>) => this.#rename(event.detail)}
        ></lab-compare-table>
        <p class="actions">
          <button type="button" @click=${this.#copy}>Copy link</button>
          <button type="button" @click=${() => this.#remove()}>Remove all</button>
        </p>
      </section>`;
  }

  #ways(): TemplateResult {
    const { reading } = this.#intake;
    return html`<lab-compare-ways
      ?busy=${reading !== null}
      .history=${() => this.sources.history()}
      @lab-text=${(event: CustomEvent<string>) => void this.#paste(event.detail)}
      @lab-files=${(event: CustomEvent<readonly File[]>) => void this.#intake.files(event.detail)}
      @lab-kept=${(event: CustomEvent<readonly string[]>) => this.#keep(event.detail)}
    ></lab-compare-ways>`;
  }

  #notices(): TemplateResult {
    const { faults, taken, told } = this;
    const { cancelled, reading } = this.#intake;
    return compareNotices(
      { reading, faults, removed: taken?.name ?? null, told: cancelled ? CANCELLED : told },
      { cancel: () => this.#intake.cancel(), undo: this.#undo, close: this.#close },
    );
  }

  readonly #close = (): void => {
    this.faults = [];
    this.taken = null;
    this.told = '';
    this.#intake.cancelled = false;
    this.requestUpdate();
  };

  /** A link that was opened; what lay here before can be had back. */
  async #open({ refs, choice, faults }: Asked): Promise<void> {
    // A link that is still being read when the next one comes leaves nothing; what lay here before it can still be had back.
    const before = this.#bench.size > 0 && refs.length > 0 ? this.#bench.take() : this.#replaced;
    const opening = (this.#opening = Symbol('opening'));
    this.#replaced = before;
    this.choice = choice;
    this.#reference = null;
    this.faults = faults;
    if (refs.length > 0) await this.#intake.refs(refs, () => opening === this.#opening);
    if (opening !== this.#opening) return;
    this.#replaced = null;
    this.taken = before;
    this.#reference = this.#bench.placed[choice.reference]?.id ?? null;
    this.#changed();
  }

  #take({ found, faults }: Gathered): void {
    const doubles = this.#bench.add(found);
    this.told = doubles > 0 ? `${counted(doubles, 'result')} stood here already.` : '';
    this.faults = [...this.faults, ...faults];
    if (found.length > doubles) this.taken = null;
    this.#changed();
  }

  async #paste(text: string): Promise<void> {
    const { size } = this.#bench;
    await this.#intake.text(text);
    // What could not be read stays in the box.
    if (this.#bench.size > size) this.renderRoot.querySelector<LabCompareWays>('lab-compare-ways')?.clear();
  }

  #keep(ids: readonly string[]): void {
    void this.#intake.refs(ids.map((text) => ({ kind: 'kept', text })));
  }

  #choose(changed: Partial<CompareChoice>): void {
    this.choice = { ...this.choice, ...changed };
    this.#changed();
  }

  #refer(id: string): void {
    this.#reference = id;
    this.#changed();
  }

  #rename({ id, name }: { id: string; name: string }): void {
    this.#bench.rename(id, name);
    this.#changed();
  }

  async #pick(ids: readonly string[]): Promise<void> {
    this.#bench.pick(ids);
    this.#changed();
    await this.updateComplete;
    this.renderRoot.querySelector('#curves')?.scrollIntoView({ block: 'start' });
  }

  #remove(id?: string): void {
    this.told = '';
    const { isFleet, placed } = this.#bench;
    if (id !== undefined && isFleet) {
      this.#bench.pick(placed.flatMap((one) => (one.id === id ? [] : [one.id])));
      this.told = 'It is no longer drawn, and stays among the results.';
    } else this.taken = this.#bench.take(id);
    this.#changed();
    void this.#toUndo();
  }

  /** What was focused is gone. */
  readonly #toUndo = async (): Promise<void> => {
    await this.updateComplete;
    this.renderRoot.querySelector<HTMLElement>('#undo')?.focus();
  };

  readonly #undo = (): void => {
    if (this.taken) this.#bench.restore(this.taken);
    this.taken = null;
    this.#changed();
  };

  #changed(): void {
    const { placed, isFleet } = this.#bench;
    if (isFleet) void import('./lab-fleet.ts').catch(() => (this.faults = [...this.faults, NOT_LOADED]));
    this.requestUpdate();
    void this.#learn();
    void this.#link.write(placed, this.#linked()).catch(() => undefined);
  }

  #linked(): CompareChoice {
    const reference = this.#bench.placed.findIndex(({ id }) => id === this.#reference);
    return { ...this.choice, reference: Math.max(0, reference) };
  }

  /** Titles and amounts of the kernels that came. */
  async #learn(): Promise<void> {
    const ids = [...new Set(this.#bench.placed.flatMap(({ summary }) => summary.kernels.map(({ kernel }) => kernel)))];
    const key = ids.sort().join();
    if (key === this.#kernels) return;
    this.#kernels = key;
    this.known = await knownKernels(ids).catch(() => NO_KERNELS);
  }

  readonly #copy = async (): Promise<void> => {
    const link = await this.#link.shared(this.#bench.placed, this.#linked()).catch(() => null);
    this.told =
      link !== null && (await copyText(link))
        ? 'The link was copied. It carries the results themselves; nothing was sent anywhere.'
        : 'The link could not be copied: take it from the address of this page.';
  };
}

declare global {
  interface HTMLElementTagNameMap {
    'lab-compare': LabCompare;
  }
}
