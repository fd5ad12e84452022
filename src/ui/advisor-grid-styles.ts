/** The advisor's table: columns where there is room for them, else a block for each kind of work with a line for each model. */
import { css } from 'lit';

export const advisorGridStyles = css`
  :host {
    display: block;
  }
  table {
    border-collapse: collapse;
    width: 100%;
    table-layout: fixed;
  }
  caption {
    text-align: left;
    color: var(--soft);
    font-size: var(--size-small);
    padding-bottom: 0.6rem;
  }
  th {
    text-align: left;
    font-weight: 400;
    vertical-align: bottom;
  }
  th:first-child {
    width: 10.5rem;
  }
  thead th {
    color: var(--soft);
    font-size: 0.8rem;
    line-height: 1.25;
    padding: 0 0.5rem 0.4rem 0;
  }
  thead .model {
    color: var(--model);
    font-weight: 600;
  }
  tbody {
    border-top: 1px solid var(--rule);
  }
  tbody th,
  td {
    padding: 0.7rem 0.6rem 0.5rem 0;
    vertical-align: top;
  }
  tbody th b,
  tbody th span {
    display: block;
  }
  tbody th b {
    font-weight: 600;
  }
  tbody th span {
    color: var(--soft);
    font-size: var(--size-small);
    line-height: 1.35;
  }
  .plot {
    display: block;
    width: 100%;
    overflow: visible;
    margin-bottom: 0.25rem;
  }
  .bar {
    fill: var(--model);
    opacity: 0.5;
  }
  .first .bar,
  .level .bar {
    opacity: 1;
  }
  .bar.cut {
    fill: none;
    stroke: var(--model);
    stroke-dasharray: 3 2;
  }
  .interval {
    stroke: var(--ink);
    stroke-width: 1;
    shape-rendering: crispEdges;
  }
  .number,
  .range,
  .mark {
    display: block;
    font: 0.8rem/1.35 var(--mono);
    white-space: nowrap;
  }
  .range,
  .none {
    color: var(--soft);
  }
  .first .number,
  .level .number {
    color: var(--model);
    font-weight: 700;
  }
  .mark {
    font: 600 0.8rem/1.4 var(--sans);
    color: var(--model);
    min-height: 1.4em;
  }
  .level .mark {
    font-weight: 400;
  }
  .who {
    display: none;
  }
  .verdict td {
    padding: 0 0 0.9rem;
    font-size: var(--size-small);
    max-width: none;
  }
  .reasons {
    margin: 0.8rem 0 0;
    padding-left: 1.1rem;
    color: var(--soft);
    font-size: var(--size-small);
  }
  .unseen {
    position: absolute;
    width: 1px;
    height: 1px;
    overflow: hidden;
    clip-path: inset(50%);
  }
  @media (max-width: 60rem) {
    table,
    caption,
    tbody,
    tr,
    tbody th,
    td {
      display: block;
      width: auto;
    }
    thead {
      position: absolute;
      width: 1px;
      height: 1px;
      overflow: hidden;
      clip-path: inset(50%);
    }
    tbody {
      padding-bottom: 0.6rem;
      break-inside: avoid;
    }
    tbody th:first-child {
      width: auto;
      padding: 0.8rem 0 0.4rem;
    }
    tr.waiting td {
      display: none;
    }
    tr td {
      display: grid;
      grid-template-columns: 8.6rem minmax(2rem, 1fr) 4.6rem 5.6rem 2.4rem;
      gap: 0 0.6rem;
      align-items: center;
      padding: 0.16rem 0;
    }
    .plot {
      margin: 0;
    }
    .who {
      display: block;
      color: var(--model);
      font-size: var(--size-small);
    }
    .number {
      text-align: right;
    }
    tr.verdict td {
      display: block;
      padding: 0.5rem 0 0.4rem;
    }
  }
  @media (max-width: 34rem) {
    tr td {
      grid-template: 'who plot number' auto 'mark . range' auto / 7.6rem minmax(1.5rem, 1fr) 5.6rem;
      padding: 0.25rem 0;
    }
    .who {
      grid-area: who;
      line-height: 1.3;
    }
    .plot {
      grid-area: plot;
    }
    .number {
      grid-area: number;
    }
    .range {
      grid-area: range;
      text-align: right;
    }
    .mark {
      grid-area: mark;
      min-height: 0;
    }
  }
  @media print {
    .bar {
      print-color-adjust: exact;
    }
  }
`;
