/**
 * A kernel's picture: runs the kernel at the picture's size, here on the page, and draws what came out. Nothing where the kernel has no picture. Times
 * nothing, and waits while something else is timed.
 */
import { css, html, LitElement, nothing, type PropertyValues, type TemplateResult } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import { chartStyles } from '../charts/chart-styles.ts';
import { type Drawing, type Drawn, kernelPictures, type Raster } from '../charts/kernel-pictures/index.ts';
import { textStyles } from './shared-styles.ts';
import { WidthController } from './width-controller.ts';

/** Ink of page.css in light; in dark the whole canvas is inverted, which gives nearly its ink there. */
const INK = [27, 30, 36] as const;

export const hasPicture = (kernel: string): boolean => kernelPictures.ids.includes(kernel);

/** What a kernel computes at a size, checked. */
export type Compute = (
  kernel: string,
  size: number,
) => Promise<{ readonly output: Uint8Array; readonly input: Uint8Array }>;

const compute: Compute = async (kernel, size) =>
  (await import('../experiments/kernel-output.ts')).kernelOutput(kernel, size);

@customElement('lab-kernel-picture')
export class LabKernelPicture extends LitElement {
  static override styles = [
    textStyles,
    chartStyles,
    css`
      :host {
        display: block;
        min-width: 0;
      }
      figure {
        margin: 0;
      }
      .plate {
        max-width: 20rem;
        border: 1px solid var(--rule);
      }
      canvas {
        display: block;
        width: 100%;
      }
      canvas.coarse {
        image-rendering: pixelated;
      }
      figcaption {
        color: var(--soft);
        font-size: var(--size-small);
        line-height: 1.45;
        margin-top: 0.6rem;
        max-width: 44ch;
        text-wrap: pretty;
      }
      .spot {
        fill: var(--ink);
      }
      .hollow {
        fill: var(--paper);
        stroke: var(--soft);
        stroke-width: 1.25;
      }
      .piece {
        fill: var(--ink);
      }
      .square {
        fill: var(--quiet);
        opacity: 0.5;
      }
      @media (prefers-color-scheme: dark) {
        @media not print {
          canvas {
            filter: invert(1);
          }
        }
      }
      @media (forced-colors: active) {
        .spot,
        .piece {
          fill: CanvasText;
        }
      }
    `,
  ];

  @property() kernel = '';
  /** Something is being timed, which this would disturb. */
  @property({ type: Boolean }) held = false;
  @property({ attribute: false }) compute = compute;
  @state() private drawn: Drawn | null = null;
  @state() private caption = '';
  @state() private fault = '';
  #asked = '';
  readonly #size = new WidthController(this);

  override render(): TemplateResult | typeof nothing {
    if (!hasPicture(this.kernel)) return nothing;
    if (this.fault) return html`<p role="alert">${this.fault}</p>`;
    if (!this.drawn)
      return html`<p class="note">${this.held ? 'Its picture is drawn when nothing is being timed.' : ''}</p>`;
    const { picture, label } = this.drawn;
    return html`<figure>
      ${
        picture.kind === 'raster'
          ? html`<div class="plate">
              <canvas
                class=${picture.isCoarse ? 'coarse' : ''}
                width=${picture.width}
                height=${picture.height}
                role="img"
                aria-label=${label}
              ></canvas>
            </div>`
          : this.#drawing(picture, label)
      }
      <figcaption>${this.caption}</figcaption>
    </figure>`;
  }

  /** Nothing until it is known how wide. */
  #drawing(picture: Drawing, label: string): TemplateResult | typeof nothing {
    const { width } = this.#size;
    if (width === 0) return nothing;
    const { height, drawing } = picture.layout(width);
    return html`<svg width=${width} height=${height} role="img" aria-label=${label}>${drawing}</svg>`;
  }

  override updated(changed: PropertyValues<this>): void {
    if (changed.has('kernel')) this.drawn = null;
    if (!this.held && this.#asked !== this.kernel) void this.#compute(this.kernel);
    const canvas = this.renderRoot.querySelector('canvas');
    if (canvas && this.drawn?.picture.kind === 'raster') paint(canvas, this.drawn.picture);
  }

  async #compute(kernel: string): Promise<void> {
    this.#asked = kernel;
    this.fault = '';
    if (!hasPicture(kernel)) return;
    try {
      const picture = await kernelPictures.load(kernel);
      const { output, input } = await this.compute(kernel, picture.size);
      if (kernel !== this.kernel) return;
      this.caption = picture.caption;
      this.drawn = picture.draw(output, input);
    } catch (error) {
      this.fault = `The picture could not be computed: ${error instanceof Error ? error.message : String(error)}.`;
    }
  }
}

function paint(canvas: HTMLCanvasElement, { width, height, ink }: Raster): void {
  const pixels = new ImageData(width, height);
  for (let place = 0; place < ink.length; place++) {
    pixels.data.set(INK, 4 * place);
    pixels.data[4 * place + 3] = Math.round(255 * Math.min(1, Math.max(0, ink[place] ?? 0)));
  }
  canvas.getContext('2d')?.putImageData(pixels, 0, 0);
}

declare global {
  interface HTMLElementTagNameMap {
    'lab-kernel-picture': LabKernelPicture;
  }
}
