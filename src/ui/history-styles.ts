/** The history: a list with hairlines, a quiet bar of actions above it, the way back at the foot. */
import { css } from 'lit';

export const historyStyles = css`
  :host {
    display: block;
  }
  .kicker {
    color: var(--soft);
    font-size: var(--size-small);
    margin: 0;
  }
  h1 {
    font: 400 var(--size-answer) / 1.18 var(--serif);
    letter-spacing: -0.01em;
    max-width: 26ch;
    margin: 0.2em 0 0.5em;
    text-wrap: pretty;
  }
  .bar {
    display: flex;
    flex-wrap: wrap;
    gap: 0 1.4rem;
    align-items: center;
    border-bottom: 1px solid var(--rule);
    padding-bottom: 0.4rem;
    margin-top: 1.4rem;
  }
  .bar button,
  .bar a {
    font-size: var(--size-small);
    font-weight: 600;
  }
  .bar a {
    text-decoration: none;
    padding: 0.7rem 0.2rem;
  }
  .bar .all {
    display: flex;
    gap: 0.6rem;
    align-items: center;
    padding-block: 0.5rem;
  }
  .bar .last {
    margin-left: auto;
  }
  ol {
    list-style: none;
    margin: 0;
    padding: 0;
  }
  li {
    border-bottom: 1px solid var(--rule);
    content-visibility: auto;
    contain-intrinsic-size: auto 9rem;
  }
  .undo {
    position: sticky;
    bottom: 0;
    display: flex;
    gap: 1.4rem;
    align-items: baseline;
    background: var(--paper);
    border-top: 1px solid var(--ink);
    padding: 0.3rem 0;
  }
  .undo p {
    margin: 0;
  }
  input[type='checkbox'] {
    accent-color: var(--accent);
    width: 1.1rem;
    height: 1.1rem;
    margin: 0;
  }
  .unseen {
    position: absolute;
    width: 1px;
    height: 1px;
    overflow: hidden;
    clip-path: inset(50%);
    margin: 0;
  }
  @media print {
    .bar,
    .undo {
      display: none;
    }
  }
`;

export const historyRowStyles = css`
  :host {
    display: grid;
    grid-template-columns: auto minmax(0, 1fr);
    gap: 0 0.9rem;
    padding: 0.9rem 0 0.7rem;
  }
  .tick {
    padding: 0.2rem 0.3rem 0.6rem 0;
    min-width: 24px;
  }
  input {
    accent-color: var(--accent);
    width: 1.1rem;
    height: 1.1rem;
    margin: 0;
  }
  h2 {
    font-weight: 400;
    margin: 0 0 0.2rem;
    max-width: 62ch;
    overflow-wrap: anywhere;
  }
  h2 a {
    color: var(--ink);
    text-decoration-color: var(--quiet);
  }
  p {
    margin: 0;
    max-width: none;
  }
  .facts {
    color: var(--soft);
    font-size: var(--size-small);
  }
  .facts span {
    display: inline-block;
    max-width: 100%;
    overflow-wrap: anywhere;
  }
  .foot,
  .words,
  .actions {
    display: flex;
    flex-wrap: wrap;
    align-items: baseline;
    gap: 0 1.4rem;
  }
  .words {
    min-width: 0;
  }
  .actions {
    margin-left: -0.2rem;
  }
  .actions button {
    font-size: var(--size-small);
    padding-block: 0.35rem;
  }
  @media (pointer: coarse) {
    .tick {
      min-width: 44px;
    }
    .actions button {
      padding-block: 0.7rem;
    }
  }
  @media print {
    .tick,
    .actions {
      display: none;
    }
  }
`;

export const historyRoomStyles = css`
  :host {
    display: block;
  }
  p {
    max-width: none;
  }
  button {
    font-size: var(--size-small);
    padding: 0 0.2rem;
  }
`;
