/** A verdict as a mark beside its word, told apart by form alone: full, crossed, half, empty. */
import { html, nothing, svg, type SVGTemplateResult, type TemplateResult } from 'lit';
import type { Outcome } from '../results/claims-link.ts';

const RING = svg`<circle cx="6" cy="6" r="4.75" fill="none" stroke="currentColor" stroke-width="1.5" />`;
const MARKS: Readonly<Record<Exclude<Outcome, 'untested'>, SVGTemplateResult>> = {
  holds: svg`<circle cx="6" cy="6" r="5.5" fill="currentColor" />`,
  refuted: svg`<path d="M1.5 1.5l9 9M10.5 1.5l-9 9" fill="none" stroke="currentColor" stroke-width="2.25" />`,
  undecided: svg`${RING}<path d="M6 1.25a4.75 4.75 0 0 1 0 9.5z" fill="currentColor" />`,
  'not-testable': svg`<circle cx="6" cy="6" r="4.75" fill="none" stroke="currentColor" stroke-width="1.5" stroke-dasharray="2 2" />`,
  'broke-off': svg`<path d="M6 1v6M6 9v2" fill="none" stroke="currentColor" stroke-width="2.25" />`,
};

/** Nothing before there is a verdict. */
export function verdictMark(outcome: Outcome): TemplateResult | typeof nothing {
  if (outcome === 'untested') return nothing;
  return html`<svg class="verdict-mark" width="12" height="12" viewBox="0 0 12 12" aria-hidden="true">
    ${MARKS[outcome]}
  </svg>`;
}
