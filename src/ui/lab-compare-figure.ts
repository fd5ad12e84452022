/**
 * The curves of a comparison with what can be chosen about them: which work, which model, which group, what goes upwards, and which differing
 * conditions are overlooked. What is overlooked stays written beside the picture. Draws what it is given and tells what was wished.
 */
import { html, LitElement, nothing, type TemplateResult } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import { compareCurves, type CompareLine } from '../charts/compare-curves.ts';
import { modelName } from '../charts/model-names.ts';
import { counted } from '../charts/number-format.ts';
import type { Picture } from '../charts/picture.ts';
import { type Condition, CONDITIONS, conditionsIn, curveOf } from '../results/compare/comparability.ts';
import type { CompareChoice, Quantity } from '../results/compare/compare-link.ts';
import type { Compared, Comparison } from '../results/compare/comparison.ts';
import { throughputCurve } from '../results/compare/differences.ts';
import { nameOf, type Placed } from './compare-bench.ts';
import { compareFigureStyles } from './compare-figure-styles.ts';
import { conditionWord, groupWords, letterOf } from './compare-words.ts';
import './lab-figure.ts';
import { controlStyles, textStyles } from './shared-styles.ts';

type Row = Compared<Placed>;

@customElement('lab-compare-figure')
export class LabCompareFigure extends LitElement {
  static override styles = [textStyles, controlStyles, compareFigureStyles];

  @property({ attribute: false }) comparison: Comparison<Placed> | null = null;
  @property({ attribute: false }) choice: Pick<CompareChoice, 'overlooked' | 'quantity'> = {
    overlooked: [],
    quantity: 'speed-up',
  };
  @property({ attribute: false }) kernelTitle: (id: string) => string = (id) => id;

  override render(): TemplateResult | typeof nothing {
    const { comparison, choice } = this;
    if (!comparison) return nothing;
    const letter = letterOf(comparison.reference.result);
    const isSpeedup = choice.quantity === 'speed-up';
    return html`<div class="choices">${this.#choices(comparison)}</div>
      ${this.#conditions(comparison)}
      <lab-figure
        heading=${isSpeedup ? 'Speed-up of each machine' : `Work by time, in units of ${letter} on one core`}
        note=${
          isSpeedup
            ? 'against its own best serial form, by workers; bands are 95 % intervals'
            : 'by workers; bands are 95 % intervals and hold those of both machines'
        }
        waiting="None of these results has such a curve."
        .picture=${this.#picture(comparison)}
      ></lab-figure>
      ${this.#overlooked(comparison)}`;
  }

  #choices(comparison: Comparison<Placed>): TemplateResult {
    const { shown, kernels, models, groups, reference, workers, at } = comparison;
    const group = groups.findIndex((one) => one.some(({ id }) => id === reference.result.id));
    return html`${select(
      'Work',
      kernels.map(({ id, count }) => ({ id, text: `${this.kernelTitle(id)} (${count})` })),
      shown.kernel,
      (kernel) => this.#choose({ kernel }),
    )}
    ${select(
      'Model',
      models.map(({ id, count }) => ({ id, text: `${modelName(id)} (${count})` })),
      shown.model,
      (id) => this.#choose({ model: models.find((one) => one.id === id)?.id ?? null }),
    )}
    ${
      groups.length > 1
        ? select(
            'Alike',
            groups.map((one, index) => ({ id: String(index), text: `${groupWords(one[0])} (${one.length})` })),
            String(group),
            (index) => this.#takeGroup(groups[Number(index)]?.[0]),
          )
        : nothing
    }
    ${select(
      'Upwards',
      [
        { id: 'speed-up', text: 'speed-up' },
        { id: 'throughput', text: 'work by time' },
      ],
      this.choice.quantity,
      (id) => this.#choose({ quantity: id as Quantity }),
    )}
    ${select(
      'Differences at',
      [
        { id: '', text: 'all proven cores' },
        ...workers.map((count) => ({ id: String(count), text: counted(count, 'worker') })),
      ],
      at === null ? '' : String(at),
      (id) => this.#choose({ workers: id === '' ? null : Number(id) }),
    )}`;
  }

  /** One box a condition in which results differ from the reference; what is barred has none. */
  #conditions({ all, reference }: Comparison<Placed>): TemplateResult | typeof nothing {
    const open = all.filter(({ reasons }) => reasons.every(({ kind }) => kind !== 'barred'));
    const differing = CONDITIONS.flatMap((condition) => {
      const count = open.filter(({ reasons }) => conditionsIn(reasons).includes(condition)).length;
      return count > 0 ? [{ condition, count }] : [];
    });
    if (differing.length === 0) return nothing;
    const letter = letterOf(reference.result);
    return html`<fieldset>
      <legend>Lay over ${letter} although different in</legend>
      ${differing.map(
        ({ condition, count }) =>
          html`<label
            ><input
              type="checkbox"
              .checked=${this.choice.overlooked.includes(condition)}
              @change=${(event: Event) => this.#overlook(condition, (event.target as HTMLInputElement).checked)}
            />${conditionWord(condition)} (${count})</label
          >`,
      )}
    </fieldset>`;
  }

  #overlooked({ all }: Comparison<Placed>): TemplateResult | typeof nothing {
    const apart = all.filter(({ isDrawn, reasons }) => isDrawn && conditionsIn(reasons).length > 0);
    const left = all.filter(({ isDrawn }) => !isDrawn);
    if (apart.length + left.length === 0) return nothing;
    return html`<div class="reasons">
      ${apart.length > 0 ? html`<p>* Under other conditions than the reference:</p>` : nothing} ${list(apart)}
      ${left.length > 0 ? html`<p>Not drawn:</p>` : nothing} ${list(left)}
    </div>`;
  }

  #picture(comparison: Comparison<Placed>): Picture | null {
    const lines = comparison.all.flatMap((row) => (row.isDrawn ? this.#line(row, comparison) : []));
    if (lines.length === 0) return null;
    const { kernel, model } = comparison.shown;
    return compareCurves({
      lines,
      quantity: this.choice.quantity,
      reference: letterOf(comparison.reference.result),
      subject: `${modelName(model)}, ${this.kernelTitle(kernel)}`,
    });
  }

  #line({ result, reasons, oneCore }: Row, { shown }: Comparison<Placed>): CompareLine[] {
    const points =
      this.choice.quantity === 'throughput'
        ? throughputCurve(result, shown, oneCore)
        : (curveOf(result.summary, shown)?.points ?? []).flatMap(({ workers, speedup }) =>
            workers > 0 ? [{ workers, value: speedup }] : [],
          );
    const differs = conditionsIn(reasons).map(conditionWord).join(', ');
    return points.length > 0 ? [{ place: result.place, name: nameOf(result.summary), points, differs }] : [];
  }

  #overlook(condition: Condition, isOverlooked: boolean): void {
    const others = this.choice.overlooked.filter((one) => one !== condition);
    this.#choose({ overlooked: isOverlooked ? [...others, condition] : others });
  }

  #takeGroup(first: Placed | undefined): void {
    if (first) this.dispatchEvent(new CustomEvent<string>('lab-reference', { detail: first.id }));
  }

  #choose(detail: Partial<CompareChoice>): void {
    this.dispatchEvent(new CustomEvent<Partial<CompareChoice>>('lab-choice', { detail }));
  }
}

/** Each result that is set apart or left out, with its reasons. */
function list(rows: readonly Row[]): TemplateResult | typeof nothing {
  if (rows.length === 0) return nothing;
  return html`<ul>
    ${rows.map(
      ({ result, reasons }) =>
        html`<li>
          <b>${letterOf(result)}</b> ${nameOf(result.summary)}:
          ${reasons
            .filter(({ kind }) => kind !== 'note')
            .map(({ text }) => text)
            .join(' ')}
        </li>`,
    )}
  </ul>`;
}

interface Item {
  readonly id: string;
  readonly text: string;
}

function select(title: string, items: readonly Item[], value: string, onChange: (id: string) => void): TemplateResult {
  return html`<label
    >${title}
    <select
      ?disabled=${items.length < 2}
      @change=${(event: Event) => onChange((event.target as HTMLSelectElement).value)}
    >
      ${items.map(({ id, text }) => html`<option value=${id} ?selected=${id === value}>${text}</option>`)}
    </select></label
  >`;
}

declare global {
  interface HTMLElementTagNameMap {
    'lab-compare-figure': LabCompareFigure;
  }
}
