/** The header and the column that every view stands in. */
import { css } from 'lit';

export const appStyles = css`
  :host {
    display: block;
  }
  header {
    display: flex;
    gap: 1.75rem;
    align-items: baseline;
    padding: 1rem max(var(--gutter), calc((100% - 70rem) / 2 + var(--gutter)));
    border-bottom: 1px solid var(--rule);
  }
  .name {
    font: 600 var(--size-heading) var(--serif);
    letter-spacing: 0.01em;
    color: var(--ink);
    text-decoration: none;
  }
  nav {
    display: flex;
    gap: 1.25rem;
    min-width: 0;
    overflow-x: auto;
  }
  nav a {
    color: var(--soft);
    text-decoration: none;
    white-space: nowrap;
    padding-bottom: 0.15rem;
    border-bottom: 2px solid transparent;
  }
  nav a[aria-current] {
    color: var(--ink);
    border-color: var(--accent);
  }
  .skip {
    position: absolute;
    inset: 0 auto auto 0;
    z-index: 3;
    font: 600 var(--size-text) var(--sans);
    color: var(--paper);
    background: var(--ink);
    border: 0;
    padding: 0.7rem 1.3rem;
  }
  .skip:not(:focus) {
    clip-path: inset(50%);
    pointer-events: none;
  }
  main {
    max-width: 70rem;
    margin: 0 auto;
    padding: clamp(1.5rem, 4vw, 2.5rem) var(--gutter) 4rem;
    outline: none;
  }
  h1 {
    font: 400 var(--size-answer) / 1.18 var(--serif);
    max-width: 26ch;
    margin: 0.2em 0 0.5em;
    overflow-wrap: anywhere;
  }
  @media (forced-colors: active) {
    nav a {
      border-color: Canvas;
    }
    nav a[aria-current] {
      border-color: LinkText;
    }
  }
  @media (pointer: coarse) {
    nav a,
    .name {
      padding-block: 0.6rem;
    }
  }
  @media (max-width: 30rem) {
    header {
      flex-wrap: wrap;
      gap: 0.3rem 1.75rem;
      padding-block: 0.7rem;
    }
  }
  .printed {
    display: none;
  }
  @media print {
    nav,
    .skip {
      display: none;
    }
    header {
      padding: 0 0 0.5rem;
    }
    .printed {
      display: block;
      min-width: 0;
      margin: 0 0 0 auto;
      color: var(--soft);
      font-size: var(--size-small);
      overflow-wrap: anywhere;
    }
    main {
      max-width: none;
      padding: 1rem 0 0;
    }
  }
`;
