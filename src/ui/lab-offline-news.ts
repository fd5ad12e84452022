/**
 * What the service worker has to tell the visitor, as one line with one button; and the start of working offline. Loaded after everything
 * else, since nothing that is measured may wait for it; it stands in the page only while there is news.
 */
import { css, html, LitElement, nothing, type TemplateResult } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import { type OfflineNews, workOffline } from '../offline/register.ts';
import { isMeasuring } from './begin-run.ts';
import { controlStyles, textStyles } from './shared-styles.ts';

const WORDS: Readonly<Record<OfflineNews, { readonly text: string; readonly act: string }>> = {
  'newer version': { text: 'A newer version of Overlap is on this device.', act: 'Reload and use it' },
  'shared memory': {
    text: 'After a reload this page can share memory, and free threads can be measured.',
    act: 'Reload',
  },
};

@customElement('lab-offline-news')
export class LabOfflineNews extends LitElement {
  static override styles = [
    textStyles,
    controlStyles,
    css`
      p {
        position: fixed;
        inset: auto 0 0 0;
        z-index: 2;
        display: flex;
        flex-wrap: wrap;
        gap: 0 1.25rem;
        align-items: baseline;
        max-width: none;
        margin: 0;
        padding: 0.2rem max(var(--gutter), calc((100% - 70rem) / 2 + var(--gutter)));
        background: var(--paper);
        border-top: 1px solid var(--rule);
      }
      @media print {
        p {
          display: none;
        }
      }
    `,
  ];

  @property() news: OfflineNews | null = null;
  @property({ attribute: false }) act: () => void = () => undefined;

  override render(): TemplateResult | typeof nothing {
    if (this.news === null) return nothing;
    const { text, act } = WORDS[this.news];
    return html`<p role="status">
      ${text}
      <span
        ><button type="button" @click=${this.act}>${act}</button>
        <button type="button" @click=${() => this.remove()}>Not now</button></span
      >
    </p>`;
  }
}

/** A second piece of news takes the place of the first. */
function tell(news: OfflineNews, act: () => void): void {
  document.querySelector('lab-offline-news')?.remove();
  document.body.append(Object.assign(document.createElement('lab-offline-news'), { news, act }));
}

/** Between two looks whether something is being measured. */
const LOOK_MS = 3_000;

/**
 * Keeping the site fetches some hundred files, which a measurement would feel: it waits for the end of one, and where the host has given shared
 * memory already, for a visitor who begins at once. Where it has not, nothing is waited for: the reload should come before the visitor does anything.
 */
export function startOffline(): void {
  const look = (): void => {
    if (isMeasuring()) setTimeout(look, LOOK_MS);
    else void workOffline({ onNews: tell, isBusy: isMeasuring });
  };
  if (crossOriginIsolated) setTimeout(look, LOOK_MS);
  else look();
}

declare global {
  interface HTMLElementTagNameMap {
    'lab-offline-news': LabOfflineNews;
  }
}
