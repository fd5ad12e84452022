/** The panel of sharing: a form, the list of what goes out beside it where there is room, and the link below. */
import { css } from 'lit';

export const shareStyles = css`
  :host {
    display: block;
    border-top: 1px solid var(--rule);
    margin-top: 1.4rem;
    padding-top: 1.2rem;
  }
  .columns {
    display: grid;
    gap: 1.4rem 3rem;
    grid-template-columns: minmax(0, 1fr);
  }
  @media (min-width: 60rem) {
    .columns {
      grid-template: auto 1fr / minmax(0, 28rem) minmax(0, 1fr);
    }
    .out {
      grid-row: 1 / span 2;
      grid-column: 2;
    }
  }
  fieldset {
    border: 0;
    margin: 0 0 1rem;
    padding: 0;
    min-width: 0;
  }
  legend,
  h3 {
    font: 600 var(--size-text) / 1.4 var(--sans);
    padding: 0;
    margin: 0 0 0.3rem;
  }
  label {
    display: block;
    color: var(--ink);
    font-size: var(--size-text);
    white-space: normal;
    padding-block: 0.25rem;
  }
  label small {
    color: var(--soft);
    font-size: var(--size-small);
  }
  input[type='radio'] {
    accent-color: var(--ink);
    margin: 0 0.5rem 0 0;
    vertical-align: -0.1em;
  }
  input[type='text'],
  textarea {
    font: var(--size-text) var(--sans);
    color: var(--ink);
    background: var(--paper);
    border: 1px solid var(--soft);
    border-radius: 0.2rem;
    padding: 0.4rem 0.5rem;
    width: 100%;
  }
  .name {
    margin-bottom: 1rem;
  }
  textarea {
    display: block;
    font: var(--size-small) / 1.4 var(--mono);
    overflow-wrap: anywhere;
    word-break: break-all;
    resize: vertical;
    /* As tall as its text where the browser can. */
    field-sizing: content;
    max-height: 16rem;
  }
  .buttons {
    display: flex;
    flex-wrap: wrap;
    gap: 0 1.4rem;
    margin: 0.2rem 0 0.6rem;
  }
  lab-qr {
    margin: 0.4rem 0 0.6rem;
  }
  dl {
    margin: 0;
    font-size: var(--size-small);
  }
  dl div {
    display: grid;
    grid-template-columns: minmax(0, 1fr);
    border-bottom: 1px solid var(--rule);
    padding: 0.35rem 0;
  }
  @media (min-width: 36rem) {
    dl div {
      grid-template-columns: minmax(0, 15rem) minmax(0, 1fr);
      gap: 1rem;
    }
  }
  dt {
    color: var(--soft);
  }
  dd {
    margin: 0;
    overflow-wrap: anywhere;
  }
  .out .note {
    margin-top: 0.6rem;
  }
  ul {
    list-style: none;
    margin: 0;
    padding: 0;
  }
  li {
    display: grid;
    grid-template-columns: 7.5rem minmax(0, 1fr);
    align-items: baseline;
    border-bottom: 1px solid var(--rule);
  }
  li button {
    text-align: left;
  }
  .said {
    min-height: 1.6em;
    margin: 0 0 0.4rem;
  }
`;
