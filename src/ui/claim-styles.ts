/** A claim as a line of the list: verdict, statement, number; on a phone one below the other. */
import { css } from 'lit';

export const claimStyles = css`
  :host {
    display: block;
    position: relative;
    border-top: 1px solid var(--rule);
    scroll-margin-top: 5rem;
  }
  summary {
    display: grid;
    grid-template-columns: 8.6rem minmax(0, 1fr) 12.5rem;
    gap: 0 1.5rem;
    align-items: start;
    padding: 0.9rem 4.4rem 0.9rem 0;
    margin-inline: -0.4rem;
    border-inline: 0.4rem solid transparent;
    cursor: pointer;
    list-style: none;
  }
  /* The list paints nothing beyond the edges of a line (claims-styles.ts), so the mark of the keyboard stands within. */
  summary:focus-visible {
    outline-offset: -3px;
  }
  summary::-webkit-details-marker {
    display: none;
  }
  h3 {
    font: 400 var(--size-text) / 1.5 var(--sans);
    margin: 0;
    max-width: 58ch;
    text-decoration: underline 1px var(--quiet);
    text-underline-offset: 0.25em;
  }
  summary:hover h3,
  details[open] h3 {
    text-decoration-color: var(--ink);
  }
  .verdict {
    display: flex;
    align-items: baseline;
    gap: 0.5rem;
    font-weight: 600;
    line-height: 1.5;
  }
  .verdict.untested,
  .verdict.not-testable {
    font-weight: 400;
    color: var(--soft);
  }
  .verdict.running {
    font-weight: 600;
    color: var(--ink);
  }
  .verdict-mark {
    flex: none;
    translate: 0 0.08em;
  }
  .origin {
    display: flex;
    flex-wrap: wrap;
    gap: 0 0.9rem;
    color: var(--soft);
    font-size: var(--size-small);
    margin-top: 0.15rem;
  }
  .model {
    color: var(--model);
  }
  .figure {
    display: block;
    min-width: 0;
  }
  .number {
    display: block;
    font: var(--size-small) / 1.7 var(--mono);
    margin-bottom: 0.2rem;
  }
  small {
    display: block;
    color: var(--soft);
    font-size: 0.8125rem;
    line-height: 1.35;
    margin-top: 0.1rem;
    overflow-wrap: anywhere;
  }
  button.test {
    position: absolute;
    top: 0.5rem;
    right: 0;
    padding: 0.4rem 0.2rem;
    font-size: var(--size-small);
  }
  lab-claim-detail {
    padding: 0.4rem 0 0.6rem 10.1rem;
  }
  @media (max-width: 58rem) {
    summary {
      grid-template-columns: 8.6rem minmax(0, 1fr);
    }
    .figure:not(:empty) {
      grid-column: 2;
      margin-top: 0.5rem;
    }
    lab-claim-detail {
      padding-left: 0;
    }
  }
  @media (max-width: 34rem) {
    summary {
      grid-template-columns: minmax(0, 1fr);
      gap: 0.3rem;
      padding-right: 0;
    }
    .figure:not(:empty) {
      grid-column: 1;
      margin-top: 0.2rem;
    }
    .verdict {
      padding-right: 4rem;
    }
  }
  @media print {
    /* An open one may be longer than a page. */
    :host(:not([open])),
    summary {
      break-inside: avoid;
    }
    summary {
      margin-inline: 0;
      border-inline: 0;
      padding-right: 0;
    }
  }
`;
