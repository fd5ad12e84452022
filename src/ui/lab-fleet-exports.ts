/**
 * A fleet as a file: NDJSON, CSV (gzipped) or Parquet of the machines that are shown, made here and saved by the browser; and the questions that
 * DuckDB answers over them. What makes a file is loaded when it is asked for; making one can be cancelled.
 */
import { css, html, LitElement, nothing, type TemplateResult } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import { counted, THIN } from '../charts/number-format.ts';
import type { Summary } from '../results/summary.ts';
import './lab-fleet-questions.ts';
import { saveFile } from './save-file.ts';
import { controlStyles, textStyles } from './shared-styles.ts';

type Make = (summaries: readonly Summary[], signal: AbortSignal) => Promise<Blob>;

interface Form {
  readonly name: string;
  readonly file: string;
  readonly load: () => Promise<Make>;
}

/** The names that questions.ts asks for. */
const FORMS: readonly Form[] = [
  {
    name: 'NDJSON',
    file: 'overlap-fleet.ndjson',
    load: async () => (await import('../results/fleet/fleet-ndjson.ts')).fleetNdjson,
  },
  {
    name: 'CSV, gzipped',
    file: 'overlap-fleet.csv.gz',
    load: async () => (await import('../results/fleet/fleet-csv.ts')).fleetCsvGz,
  },
  {
    name: 'Parquet',
    file: 'overlap-fleet.parquet',
    load: async () => (await import('../results/fleet/fleet-parquet.ts')).fleetParquet,
  },
];

export function sizeWords(bytes: number): string {
  if (bytes < 1000) return `${bytes}${THIN}B`;
  return bytes < 1e6 ? `${(bytes / 1000).toFixed(0)}${THIN}kB` : `${(bytes / 1e6).toFixed(1)}${THIN}MB`;
}

@customElement('lab-fleet-exports')
export class LabFleetExports extends LitElement {
  static override styles = [
    textStyles,
    controlStyles,
    css`
      :host {
        display: block;
      }
      .do {
        display: flex;
        flex-wrap: wrap;
        gap: 0 1.6rem;
      }
      p {
        margin-bottom: 0.2rem;
      }
    `,
  ];

  /** What goes into the file. */
  @property({ attribute: false }) summaries: () => readonly Summary[] = () => [];
  @property({ type: Number }) count = 0;
  @state() private making = '';
  @state() private told = '';
  @state() private fault = '';
  @state() private asked = false;
  #stop: AbortController | null = null;

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.#stop?.abort();
  }

  override render(): TemplateResult {
    const { making, told, fault } = this;
    return html`<p class="note">
        ${counted(this.count, 'machine')} as ${this.count === 1 ? 'it is' : 'they are'} filtered now, in a file that
        this page makes and nobody else sees. CSV and Parquet have a row for each kernel, model and number of workers.
      </p>
      <div class="do">
        ${FORMS.map(
          (form) =>
            html`<button
              type="button"
              ?disabled=${making !== '' || this.count === 0}
              @click=${() => void this.#save(form)}
            >
              ${form.name}
            </button>`,
        )}
        ${making === '' ? nothing : html`<button type="button" @click=${() => this.#stop?.abort()}>Cancel</button>`}
        <button type="button" aria-expanded=${this.asked} @click=${() => (this.asked = !this.asked)}>
          Questions for DuckDB
        </button>
      </div>
      <p role="status" class="note">${making === '' ? told : `Making the file: ${making}.`}</p>
      ${fault === '' ? nothing : html`<p role="alert">${fault}</p>`}
      ${this.asked ? html`<lab-fleet-questions></lab-fleet-questions>` : nothing}`;
  }

  async #save({ name, file, load }: Form): Promise<void> {
    const stop = new AbortController();
    this.#stop = stop;
    [this.making, this.told, this.fault] = [name, '', ''];
    try {
      const make = await load();
      const made = await make(this.summaries(), stop.signal);
      stop.signal.throwIfAborted();
      saveFile(file, made);
      this.told = `Saved as ${file}, ${sizeWords(made.size)}.`;
    } catch (error) {
      if (stop.signal.aborted) this.told = 'Cancelled; no file was saved.';
      else this.fault = `The file could not be made. ${error instanceof Error ? error.message : String(error)}`;
    } finally {
      this.making = '';
    }
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'lab-fleet-exports': LabFleetExports;
  }
}
