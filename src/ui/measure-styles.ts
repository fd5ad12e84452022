/** The head of the landing view. */
import { css } from 'lit';

export const measureStyles = css`
  :host {
    display: block;
  }
  .top {
    min-height: 18rem;
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
  .notice span {
    color: var(--soft);
  }
  .unseen {
    position: absolute;
    width: 1px;
    height: 1px;
    overflow: hidden;
    clip-path: inset(50%);
    margin: 0;
  }
`;
