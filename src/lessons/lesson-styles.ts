/** Styles that the elements of a lesson share: fields, prose, code with its colours. Tokens come from the page. */
import { css } from 'lit';
import { measureStyles } from '../ui/measure-styles.ts';

export const fieldStyles = css`
  input[type='number'] {
    font: var(--size-text) var(--mono);
    color: var(--ink);
    background: var(--paper);
    border: 0;
    border-bottom: 1.5px solid var(--soft);
    padding: 0.5rem 0.3rem;
  }
  @media (forced-colors: active) {
    input[type='number'] {
      border: 1px solid;
    }
  }
`;

export const proseStyles = css`
  .prose {
    max-width: var(--lesson);
  }
  .prose p,
  .prose li {
    max-width: 62ch;
    text-wrap: pretty;
  }
  .prose ul,
  .prose ol {
    padding-left: 1.2rem;
    margin: 0 0 0.8rem;
  }
  .prose h3 {
    font: 600 var(--size-text) / 1.3 var(--sans);
    margin: 1.2rem 0 0.4rem;
  }
  .prose code {
    font: 0.9em var(--mono);
  }
  .prose table {
    border-collapse: collapse;
    margin: 0 0 1.2rem;
  }
  .prose th,
  .prose td {
    text-align: left;
    vertical-align: baseline;
    padding: 0.35rem 1.6rem 0.35rem 0;
    border-bottom: 1px solid var(--rule);
  }
  .prose th {
    color: var(--soft);
    font-weight: 400;
    font-size: var(--size-small);
  }
  .code {
    margin: 0 0 1.2rem;
    min-width: 0;
  }
  .code figcaption {
    color: var(--soft);
    font-size: var(--size-small);
  }
  .code pre {
    margin: 0.2rem 0 0;
    padding: 0.7rem 0;
    border-block: 1px solid var(--rule);
    overflow-x: auto;
    font: 0.8125rem / 1.5 var(--mono);
    tab-size: 2;
  }
  .code pre code {
    font: inherit;
  }
  .keyword {
    color: var(--gil-threads);
  }
  .string,
  .string-expression {
    color: var(--free-threads);
  }
  .constant {
    color: var(--ranks);
  }
  .function {
    color: var(--event-loop);
  }
  .comment {
    color: var(--soft);
    font-style: italic;
  }
  @media print {
    .code pre {
      white-space: pre-wrap;
    }
  }
`;

export const lessonStyles = css`
  ${measureStyles}
  :host {
    --lesson: 46rem;
  }
  lab-figure,
  lab-speed-up,
  lab-race-table,
  lab-lesson-sources {
    display: block;
    max-width: var(--lesson);
    margin-bottom: 1.2rem;
  }
  .verdict {
    font: 400 clamp(1.25rem, 2.6vw, 1.7rem) / 1.3 var(--serif);
    max-width: 34ch;
    margin: 1.4rem 0 0.8rem;
    text-wrap: pretty;
  }
  .said {
    border-left: 2px solid var(--accent);
    padding-left: 0.8rem;
  }
`;
