/** The head of the view of a result: what can be done with it, on one line where there is room. */
import { css } from 'lit';

export const resultStyles = css`
  :host {
    display: block;
  }
  .kicker {
    color: var(--soft);
    font-size: var(--size-small);
    max-width: none;
    margin: 0;
    overflow-wrap: anywhere;
  }
  h1 {
    font: 400 var(--size-answer) / 1.18 var(--serif);
    letter-spacing: -0.01em;
    max-width: 26ch;
    margin: 0.2em 0 0.5em;
    text-wrap: pretty;
  }
  .actions {
    display: flex;
    flex-wrap: wrap;
    align-items: baseline;
    gap: 0.2rem 1.6rem;
    margin: 1.2rem 0 0.6rem;
  }
  .actions a {
    font-weight: 600;
    text-decoration: none;
    padding: 0.7rem 0.2rem;
  }
  .actions a:hover {
    text-decoration: underline;
  }
  .actions a.primary {
    background: var(--ink);
    color: var(--paper);
    border-radius: 0.4rem;
    padding: 0.7rem 1.3rem;
  }
  .onward {
    display: flex;
    flex-wrap: wrap;
    gap: 0.4rem 1.6rem;
  }
  .waiting {
    color: var(--soft);
    padding-block: 4rem;
  }
  .note[role='status']:empty {
    margin: 0;
  }
  @media print {
    .actions {
      display: none;
    }
  }
  @media (forced-colors: active) {
    .actions a.primary {
      border: 1px solid LinkText;
    }
  }
`;
