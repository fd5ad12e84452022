/** How the scheduler's page looks around its board. */
import { css } from 'lit';

export const schedulerStyles = css`
  :host {
    display: block;
  }
  h1 {
    font: 400 var(--size-answer) / 1.18 var(--serif);
    letter-spacing: -0.01em;
    margin: 0.2em 0 0.4em;
  }
  h2 {
    margin: 1.4rem 0 0.4rem;
  }
  .choice {
    display: flex;
    flex-wrap: wrap;
    gap: 0.3rem 1.5rem;
    align-items: baseline;
  }
  .choice label {
    max-width: 100%;
  }
  .task {
    font: 400 1.35rem / 1.3 var(--serif);
    max-width: 44ch;
    margin: 0.2rem 0 0.4rem;
    text-wrap: pretty;
  }
  .controls {
    display: flex;
    flex-wrap: wrap;
    gap: 0 1.4rem;
    align-items: baseline;
    margin-top: 0.8rem;
  }
  .told {
    min-height: 3.1em;
    margin: 1rem 0 0.4rem;
  }
  kbd {
    font: inherit;
    font-family: var(--mono);
    color: var(--ink);
  }
  @media (hover: none) {
    .keys {
      display: none;
    }
  }
`;
