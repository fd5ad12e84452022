/** The layout of a report: two columns where there is room, hairlines between sections. */
import { css } from 'lit';

export const reportStyles = css`
  :host {
    display: block;
  }
  .row {
    display: grid;
    grid-template-columns: minmax(0, 5fr) minmax(0, 6fr);
    gap: 2.5rem;
    margin-top: 1rem;
  }
  .row > :only-child {
    grid-column: 1 / -1;
  }
  section {
    margin-top: 2rem;
    border-top: 1px solid var(--rule);
    padding-top: 1.4rem;
  }
  section.row {
    margin-top: 2rem;
  }
  @media (max-width: 52rem) {
    .row {
      grid-template-columns: minmax(0, 1fr);
      gap: 1.5rem;
    }
  }
  @media print {
    lab-figure,
    lab-losses,
    lab-frames {
      break-inside: avoid;
    }
    .row {
      gap: 1.5rem;
    }
    .onward {
      display: none;
    }
  }
`;
