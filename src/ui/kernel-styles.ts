/** A kernel as a line of the list: what it computes, its pace, its builds; on a phone one below the other. */
import { css } from 'lit';

export const kernelStyles = css`
  :host {
    display: block;
    position: relative;
    border-top: 1px solid var(--rule);
    scroll-margin-top: 7rem;
  }
  summary {
    display: grid;
    grid-template-columns: minmax(0, 1fr) 17rem;
    gap: 0 2rem;
    align-items: start;
    padding: 0.9rem 4.4rem 0.9rem 0;
    cursor: pointer;
    list-style: none;
  }
  summary::-webkit-details-marker {
    display: none;
  }
  h2 {
    font: 600 var(--size-text) / 1.5 var(--sans);
    margin: 0;
    text-decoration: underline 1px var(--quiet);
    text-underline-offset: 0.25em;
  }
  summary:hover h2,
  details[open] h2 {
    text-decoration-color: var(--ink);
  }
  .computes {
    display: block;
    max-width: 58ch;
    margin-top: 0.1rem;
    text-wrap: pretty;
  }
  .figure {
    display: block;
    min-width: 0;
  }
  .number {
    display: block;
    font: var(--size-text) / 1.5 var(--mono);
    margin-bottom: 0.25rem;
  }
  small {
    display: block;
    color: var(--soft);
    font: 0.8125rem / 1.35 var(--sans);
  }
  .standing {
    color: var(--soft);
    font-size: var(--size-small);
    line-height: 1.7;
  }
  .standing.running {
    color: var(--ink);
  }
  button.run {
    position: absolute;
    top: 0.5rem;
    right: 0;
    padding: 0.4rem 0.2rem;
    font-size: var(--size-small);
  }
  lab-kernel-detail {
    padding: 0.2rem 0 0.8rem;
  }
  @media (max-width: 46rem) {
    summary {
      grid-template-columns: minmax(0, 1fr);
      gap: 0.5rem;
      padding-right: 0;
    }
    h2 {
      padding-right: 4rem;
    }
    .figure:empty {
      display: none;
    }
  }
  @media print {
    /* An open one may be longer than a page. */
    :host(:not([open])),
    summary {
      break-inside: avoid;
    }
    summary {
      padding-right: 0;
    }
  }
`;
