/**
 * Styles that several elements adopt: headings, notes, buttons, tables. Tokens come from `page.css`.
 */
import { css } from 'lit';
import { printStyles } from './print-styles.ts';

export const textStyles = css`
  *,
  *::before {
    box-sizing: border-box;
  }
  [hidden] {
    display: none !important;
  }
  h2 {
    font: 600 var(--size-heading) / 1.3 var(--serif);
    margin: 0 0 0.8rem;
  }
  p {
    margin: 0 0 0.8rem;
    max-width: 62ch;
    overflow-wrap: break-word;
  }
  a {
    color: var(--accent);
    text-underline-offset: 0.15em;
  }
  /* Stands there before it says anything: only then is it read out when it does. */
  [role='status']:empty {
    margin: 0;
  }
  summary {
    min-height: 24px;
  }
  @media (pointer: coarse) {
    summary {
      padding-block: 0.6rem;
    }
  }
  .note {
    color: var(--soft);
    font-size: var(--size-small);
  }
  :focus-visible {
    outline: 2px solid var(--accent);
    outline-offset: 3px;
    border-radius: 2px;
  }
  ${printStyles}
`;

export const controlStyles = css`
  button {
    font: 600 var(--size-text) var(--sans);
    color: var(--accent);
    background: none;
    border: 0;
    border-radius: 0.4rem;
    padding: 0.7rem 0.2rem;
    /* WCAG 2.2, 2.5.8. */
    min-height: 24px;
    cursor: pointer;
  }
  button.primary {
    background: var(--ink);
    color: var(--paper);
    border: 1.5px solid var(--ink);
    padding: 0.7rem 1.3rem;
    min-width: min(11.5rem, 100%);
  }
  button.primary.stop {
    background: none;
    color: var(--ink);
  }
  button:disabled,
  button[aria-disabled='true'] {
    opacity: 0.55;
    cursor: default;
  }
  label {
    color: var(--soft);
    font-size: var(--size-small);
    white-space: nowrap;
  }
  /* Weighs as little as a label alone: what is said of labels elsewhere, on paper among it, goes on to hold. */
  label:where(:has(> select)) {
    display: inline-flex;
    align-items: baseline;
    max-width: 100%;
  }
  label > select {
    min-width: 0;
  }
  select {
    font: var(--size-small) var(--sans);
    color: var(--ink);
    background: var(--paper);
    border: 0;
    border-bottom: 1px solid var(--soft);
    padding: 0.25rem 0.1rem;
    margin-left: 0.25rem;
    max-width: 100%;
    text-overflow: ellipsis;
  }
  @media (pointer: coarse) {
    select {
      padding-block: 0.6rem;
    }
    button {
      min-height: 44px;
    }
    label:where(:has(> input)) {
      padding-block: 0.6rem;
    }
  }
  @media print {
    button,
    label,
    input[type='file'],
    textarea {
      display: none;
    }
    /* What a column is called, not something to press. */
    thead button {
      display: inline;
    }
    select {
      appearance: none;
      border: 0;
    }
  }
  @media (forced-colors: active) {
    button.primary {
      border: 1px solid ButtonText;
    }
  }
`;

export const tableStyles = css`
  .scroll {
    overflow-x: auto;
  }
  table {
    border-collapse: collapse;
    width: 100%;
    font-size: var(--size-small);
  }
  caption {
    text-align: left;
    color: var(--soft);
    padding-bottom: 0.3rem;
  }
  th,
  td {
    padding: 0.4rem 0.9rem 0.4rem 0;
    border-bottom: 1px solid var(--rule);
    text-align: left;
    font-weight: 400;
    vertical-align: top;
  }
  thead th {
    color: var(--soft);
    vertical-align: bottom;
  }
  td.n,
  th.n {
    text-align: right;
  }
  td.n {
    font-family: var(--mono);
    white-space: nowrap;
  }
  tr > :last-child {
    padding-right: 0;
  }
`;
