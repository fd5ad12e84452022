/** Two columns of pictures and sentences where there is room, one where there is not. */
import { css } from 'lit';

export const pairedStyles = css`
  :host {
    display: block;
  }
  .pictures {
    display: grid;
    grid-template-columns: minmax(0, 5fr) minmax(0, 6fr);
    gap: 1.6rem 2.5rem;
    align-items: start;
  }
  p,
  dd {
    text-wrap: pretty;
  }
  h3 {
    font: 600 var(--size-text) / 1.55 var(--sans);
    margin: 0;
  }
  @media (max-width: 52rem) {
    .pictures {
      grid-template-columns: minmax(0, 1fr);
    }
  }
  @media print {
    .pictures > * {
      break-inside: avoid;
    }
  }
`;
