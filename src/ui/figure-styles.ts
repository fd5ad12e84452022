/** The frame of a picture: caption above, read-out and table button below. */
import { css } from 'lit';

export const figureStyles = css`
  :host {
    display: block;
    min-width: 0;
  }
  figure {
    margin: 0;
  }
  figcaption {
    font-weight: 600;
    margin-bottom: 0.5rem;
  }
  figcaption span {
    display: block;
    font-weight: 400;
    color: var(--soft);
    font-size: var(--size-small);
  }
  .plot {
    margin-top: 0.5rem;
    touch-action: pan-y;
  }
  .under {
    display: flex;
    justify-content: space-between;
    align-items: baseline;
    gap: 1rem;
    min-height: 2.6rem;
    margin-top: 0.35rem;
  }
  .readout,
  .waiting {
    color: var(--soft);
    font-size: var(--size-small);
    margin: 0;
  }
  .readout {
    flex: 1;
    max-width: none;
  }
  .waiting {
    padding-block: 2rem;
  }
  .hint {
    position: absolute;
    width: 1px;
    height: 1px;
    overflow: hidden;
    clip-path: inset(50%);
    margin: 0;
  }
  @media print {
    .under {
      display: none;
    }
  }
  .under button {
    font-size: var(--size-small);
    font-weight: 400;
    padding: 0.2rem 0;
    flex: none;
  }
`;
