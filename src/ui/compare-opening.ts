/** What the view of a comparison says before anything lies on it. */
import { html, type TemplateResult } from 'lit';
import { LEAD, PROMISE } from './compare-words.ts';

export function opening(): TemplateResult {
  return html`<p class="kicker">Compare</p>
    <h1>${PROMISE}</h1>
    <p>${LEAD}</p>
    <p><a href="#/measure">Measure this device</a> first, if you have no results yet.</p>`;
}
