/** How the choices and the reasons around the curves of a comparison look. */
import { css } from 'lit';

export const compareFigureStyles = css`
  :host {
    display: block;
    min-width: 0;
  }
  .choices {
    display: flex;
    flex-wrap: wrap;
    gap: 0.5rem 1.6rem;
    margin-bottom: 0.8rem;
  }
  .choices label {
    max-width: 100%;
    overflow: hidden;
  }
  fieldset {
    border: 0;
    margin: 0 0 0.8rem;
    padding: 0;
    display: flex;
    flex-wrap: wrap;
    gap: 0.3rem 1.2rem;
  }
  legend {
    float: left;
    padding: 0;
    margin-right: 1.2rem;
    color: var(--soft);
    font-size: var(--size-small);
  }
  fieldset label {
    color: var(--ink);
  }
  input {
    accent-color: var(--ink);
    margin: 0 0.35rem 0 0;
    vertical-align: -0.1em;
  }
  .reasons {
    font-size: var(--size-small);
    margin-top: 0.8rem;
  }
  .reasons p {
    margin: 0;
    color: var(--soft);
  }
  .reasons ul {
    margin: 0.1rem 0 0.6rem;
    padding: 0;
    list-style: none;
    max-width: 80ch;
  }
  @media (pointer: coarse) {
    fieldset label {
      padding-block: 0.6rem;
    }
  }
`;
