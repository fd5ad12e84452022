/**
 * Many results at once, 13 to 10 000: what they say together as a sentence, pictures of how they are spread, and the list of them. Shows one
 * group of results that may be pooled at a time, and says what is not in it. Emits `lab-pick` with the ids of up to a dozen machines that
 * are to be compared; holds nothing else than what is chosen here.
 */
import { html, LitElement, nothing, type PropertyValues, type TemplateResult } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import { repeat } from 'lit/directives/repeat.js';
import { type FleetMark, isFleetMark, MOST_NAMED } from '../charts/fleet-marks.ts';
import { counted, grouped } from '../charts/number-format.ts';
import type { Mark } from '../charts/picture.ts';
import { efficiencies, type FleetColumns, fleetColumns } from '../results/fleet/fleet-columns.ts';
import {
  choicesAmong,
  EVERYTHING,
  type FleetChoices,
  type FleetFilter,
  matching,
} from '../results/fleet/fleet-filter.ts';
import { type FleetFindings, fleetFindings } from '../results/fleet/fleet-findings.ts';
import { type Difference, type FleetGroup, fleetGroups, outsideOf } from '../results/fleet/fleet-groups.ts';
import type { Machine } from '../results/machine.ts';
import { type Counting, type FleetFigure, type FleetFigureId, fleetFigures } from './fleet-pictures.ts';
import { type SortColumns, sortColumns } from './fleet-sorting.ts';
import { fleetStyles } from './fleet-styles.ts';
import * as words from './fleet-words.ts';
import './lab-answer.ts';
import './lab-figure.ts';
import './lab-fleet-exports.ts';
import './lab-fleet-filters.ts';
import './lab-fleet-list.ts';
import './lab-fleet-picked.ts';
import { controlStyles, textStyles } from './shared-styles.ts';

/** More groups than this are counted, not listed. */
const MOST_GROUPS = 40;

interface Picked {
  readonly figure: FleetFigureId;
  readonly title: string;
  readonly members: readonly number[];
}

/** What holds as long as the group is the same. */
interface Pooled {
  readonly group: FleetGroup;
  readonly efficiency: Float64Array;
  readonly sorting: SortColumns;
  readonly choices: FleetChoices;
  readonly outside: ReadonlyMap<Difference, number>;
}

@customElement('lab-fleet')
export class LabFleet extends LitElement {
  static override styles = [textStyles, controlStyles, fleetStyles];

  @property({ attribute: false }) machines: readonly Machine[] = [];
  @state() private groupKey: string | null = null;
  @state() private filter: FleetFilter = EVERYTHING;
  @state() private counting: Counting = 'cores';
  @state() private picked: Picked | null = null;
  /** Only those of a bar or cell that was pressed. */
  @state() private within: Omit<Picked, 'figure'> | null = null;
  #columns: FleetColumns = fleetColumns([]);
  #groups: readonly FleetGroup[] = [];
  #names: readonly string[] = [];
  #pooled: Pooled | null = null;
  #findings: FleetFindings | null = null;
  #figures: readonly FleetFigure[] = [];
  readonly #nameOf = (row: number): string => this.#names[row] ?? '';

  override willUpdate(changed: PropertyValues): void {
    if (changed.has('machines')) this.#take();
    if (changed.has('machines') || changed.has('groupKey')) this.#pool();
    const isNarrowed = changed.has('filter') || changed.has('within');
    if (changed.has('machines') || changed.has('groupKey') || isNarrowed) this.#find();
    else if (!changed.has('counting')) return;
    const findings = this.#findings;
    this.#figures = findings
      ? fleetFigures({ findings, columns: this.#columns, counting: this.counting, nameOf: this.#nameOf })
      : [];
  }

  override render(): TemplateResult {
    const [pooled, findings] = [this.#pooled, this.#findings];
    if (!pooled || !findings) return html`<p class="note">There is no result to show.</p>`;
    return html`<lab-answer
        .sentence=${words.fleetAnswer(findings)}
        .evidence=${words.fleetEvidence(findings)}
      ></lab-answer>
      ${this.#group(pooled)}
      <lab-fleet-filters
        .filter=${this.filter}
        .choices=${pooled.choices}
        .within=${this.within?.title ?? ''}
        .all=${pooled.group.rows.length}
        .shown=${findings.rows.length}
        @lab-choice=${(event: CustomEvent<Partial<FleetFilter>>) => this.#choose(event.detail)}
      ></lab-fleet-filters>
      <div class="pictures">
        ${repeat(
          this.#figures,
          ({ id }) => id,
          (figure) => this.#figure(figure),
        )}
      </div>
      <section>
        <h2>Every machine</h2>
        <lab-fleet-list
          .machines=${this.machines}
          .names=${this.#names}
          .columns=${pooled.sorting}
          .rows=${findings.rows}
          @lab-pick=${(event: CustomEvent<readonly number[]>) => this.#pick(event)}
        ></lab-fleet-list>
      </section>
      <section class="away">
        <h2>Take it elsewhere</h2>
        <lab-fleet-exports
          .count=${findings.rows.length}
          .summaries=${() => [...findings.rows].flatMap((row) => this.machines[row]?.summary ?? [])}
        ></lab-fleet-exports>
      </section>`;
  }

  /** What is pooled and what is not, in a sentence that is always there. */
  #group({ group, outside }: Pooled): TemplateResult {
    const name = words.groupName(group);
    const shown = this.#groups.slice(0, MOST_GROUPS);
    const rest = this.#groups.length - shown.length;
    return html`<div class="group">
      ${
        this.#groups.length > 1
          ? html`<label
              ><span>Group</span>
              <select @change=${(event: Event) => this.#chooseGroup((event.target as HTMLSelectElement).selectedIndex)}>
                ${shown.map(
                  (one) =>
                    html`<option ?selected=${one.key === group.key}>
                      ${words.groupName(one)} (${grouped(one.rows.length)})
                    </option>`,
                )}
              </select></label
            >`
          : nothing
      }
      <p class="note">
        ${this.#groups.length > 1 ? '' : `All ${counted(group.rows.length, 'machine')}: ${name}.`}
        ${words.outsideSentence(outside)} ${rest > 0 ? `${counted(rest, 'smaller group')} cannot be chosen.` : ''}
        ${words.ONE_RESULT}
      </p>
    </div>`;
  }

  #figure({ id, heading, note, picture, waiting }: FleetFigure): TemplateResult {
    const { picked } = this;
    return html`<div>
      <lab-figure
        .heading=${heading}
        .note=${note}
        .picture=${picture}
        .waiting=${waiting}
        ?pickable=${true}
        @lab-mark=${(event: CustomEvent<Mark>) => this.#open(id, event.detail)}
        >${id === 'effective' ? this.#switch() : nothing}</lab-figure
      >
      ${
        picked?.figure === id
          ? html`<lab-fleet-picked
              .subject=${picked.title}
              .members=${picked.members}
              .nameOf=${this.#nameOf}
              @lab-pick=${(event: CustomEvent<readonly number[]>) => this.#pick(event)}
              @lab-narrow=${() => this.#narrow(picked)}
              @lab-close=${() => (this.picked = null)}
            ></lab-fleet-picked>`
          : nothing
      }
    </div>`;
  }

  #switch(): TemplateResult {
    const one = (value: Counting, text: string) =>
      html`<label
        ><input
          type="radio"
          name="counting"
          .checked=${this.counting === value}
          @change=${() => this.#count(value)}
        />${text}</label
      >`;
    return html`<div slot="controls" class="switch" role="radiogroup" aria-label="Counted in">
      ${one('cores', 'in cores')} ${one('share', 'of those reported')}
    </div>`;
  }

  #take(): void {
    this.#columns = fleetColumns(this.machines);
    this.#groups = fleetGroups(this.machines);
    this.#names = this.machines.map(({ summary }) => words.resultName(summary));
    this.picked = null;
    this.within = null;
  }

  #pool(): void {
    const group = this.#groups.find(({ key }) => key === this.groupKey) ?? this.#groups[0];
    this.#pooled = null;
    if (!group) return;
    const efficiency = efficiencies(this.machines, this.#columns.proven, group.kernel);
    this.#pooled = {
      group,
      efficiency,
      sorting: sortColumns(this.#columns, efficiency, this.#names),
      choices: choicesAmong(this.#columns, group.rows),
      outside: outsideOf(group, this.machines),
    };
  }

  #find(): void {
    const pooled = this.#pooled;
    this.#findings = null;
    if (!pooled) return;
    const own = this.within ? new Set(this.within.members) : null;
    const rows = own ? pooled.group.rows.filter((row) => own.has(row)) : pooled.group.rows;
    this.#findings = fleetFindings(this.#columns, pooled.efficiency, matching(this.#columns, rows, this.filter));
  }

  /** What was pressed belongs to a picture that is no longer there. */
  #choose(changed: Partial<FleetFilter>): void {
    this.filter = { ...this.filter, ...changed };
    this.picked = null;
    if (changed === EVERYTHING) this.within = null;
  }

  #chooseGroup(index: number): void {
    this.groupKey = this.#groups[index]?.key ?? null;
    this.picked = null;
    this.within = null;
  }

  #count(counting: Counting): void {
    this.counting = counting;
    this.picked = null;
  }

  #open(figure: FleetFigureId, mark: Mark): void {
    if (!isFleetMark(mark)) return;
    const { title, members }: FleetMark = mark;
    this.picked = { figure, title, members };
  }

  #narrow({ title, members }: Picked): void {
    this.within = { title, members };
    this.picked = null;
  }

  #pick(event: CustomEvent<readonly number[]>): void {
    const ids = event.detail.slice(0, MOST_NAMED).flatMap((row) => this.machines[row]?.id ?? []);
    this.dispatchEvent(new CustomEvent<readonly string[]>('lab-pick', { detail: ids }));
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'lab-fleet': LabFleet;
  }
}
