/** How the table of a comparison looks: names that can be edited, heads that sort, the first column in sight while the others scroll. */
import { css } from 'lit';

export const compareTableStyles = css`
  :host {
    display: block;
  }
  .scroll {
    position: relative;
  }
  thead button {
    font: inherit;
    color: inherit;
    padding: 0.4rem 0;
    text-align: inherit;
    white-space: normal;
    min-width: 3.6rem;
  }
  thead th.n button {
    text-align: right;
  }
  thead button:hover {
    color: var(--ink);
  }
  thead th[aria-sort] button {
    color: var(--ink);
    font-weight: 600;
  }
  thead button span {
    padding-left: 0.25em;
  }
  caption span {
    display: block;
    position: sticky;
    left: 0;
    width: min(62ch, 100vw - 2 * var(--gutter));
  }
  tbody th {
    min-width: 14rem;
    max-width: 18rem;
  }
  .who {
    display: flex;
    align-items: baseline;
    gap: 0.4rem;
  }
  .who svg {
    flex: none;
    align-self: center;
  }
  .who b {
    color: var(--model);
  }
  .dot {
    fill: var(--model);
  }
  .hollow {
    fill: var(--paper);
    stroke: var(--model);
    stroke-width: 2;
  }
  input {
    font: inherit;
    color: var(--ink);
    background: none;
    border: 0;
    border-bottom: 1px dotted var(--soft);
    padding: 0.1rem 0;
    min-width: 0;
    flex: 1;
    text-overflow: ellipsis;
  }
  input::placeholder {
    color: var(--ink);
    opacity: 1;
  }
  small,
  small.note {
    display: block;
    color: var(--soft);
    font-size: 0.8125rem;
    line-height: 1.35;
    padding-left: 1.3rem;
    text-wrap: pretty;
  }
  small.barred,
  small.apart {
    color: var(--ink);
  }
  tr.left td {
    color: var(--soft);
  }
  td.n {
    white-space: nowrap;
  }
  td:not(.n) {
    min-width: 6.5rem;
    text-wrap: balance;
  }
  .acts {
    display: flex;
    gap: 0 1.1rem;
    padding-left: 1.3rem;
  }
  .acts button {
    font-size: 0.8125rem;
    font-weight: 400;
    padding: 0.1rem 0;
  }
  .acts button[aria-pressed='true'] {
    color: var(--ink);
  }
  @media (min-width: 60rem) {
    tbody th,
    thead th:first-child {
      position: sticky;
      left: 0;
      background: var(--paper);
      z-index: 1;
    }
  }
  @media (pointer: coarse) {
    .acts button {
      padding-block: 0.6rem;
    }
  }
  @media (max-width: 40rem) {
    tbody th {
      min-width: 11rem;
    }
  }
  @media print {
    table,
    small,
    small.note {
      font-size: 7.5pt;
    }
    th,
    td {
      padding-right: 0.5rem;
    }
    td.n {
      white-space: normal;
    }
    tbody th,
    td:not(.n),
    thead button {
      min-width: 0;
    }
    input {
      field-sizing: content;
      border: 0;
    }
    .acts {
      display: none;
    }
  }
`;
