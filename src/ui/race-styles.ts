/** The choices of a race: fieldsets without frames, radio buttons and checkboxes as lines of text. */
import { css } from 'lit';

export const raceStyles = css`
  :host {
    display: block;
    min-width: 0;
  }
  fieldset {
    border: 0;
    margin: 0;
    padding: 0;
    min-width: 0;
  }
  legend,
  h3 {
    font: 600 var(--size-text) / 1.55 var(--sans);
    color: var(--ink);
    margin: 0 0 0.4rem;
    padding: 0;
  }
  label {
    white-space: normal;
  }
  input {
    accent-color: var(--ink);
  }
  input[type='number'] {
    font: var(--size-small) var(--mono);
    color: var(--ink);
    background: var(--paper);
    border: 0;
    border-bottom: 1px solid var(--soft);
    padding: 0.25rem 0.1rem;
    width: 5.5rem;
  }
  input[type='range'] {
    width: 100%;
    margin: 0.3rem 0;
  }
  .line {
    display: flex;
    align-items: baseline;
    gap: 0.5rem;
    font-size: var(--size-text);
    color: var(--ink);
    padding-block: 0.15rem;
    cursor: pointer;
  }
  .line input {
    flex: none;
    margin: 0;
    translate: 0 0.1em;
  }
  .line small {
    font-size: var(--size-small);
    color: var(--soft);
  }
  .fault {
    margin: 0.4rem 0 0;
    font-size: var(--size-small);
  }
  @media (pointer: coarse) {
    .line {
      padding-block: 0.5rem;
    }
    input[type='number'] {
      padding-block: 0.6rem;
    }
  }
`;
