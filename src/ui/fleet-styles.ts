/** The view of a fleet: pictures two by two where there is room, one below the other where there is not. */
import { css } from 'lit';

export const fleetStyles = css`
  :host {
    display: block;
  }
  lab-answer {
    --answer-measure: 34ch;
  }
  .group {
    margin: 1.4rem 0 0;
  }
  .group label {
    display: flex;
    align-items: baseline;
    gap: 0.25rem;
    max-width: max-content;
  }
  .group select {
    min-width: 0;
  }
  .group p {
    margin: 0.3rem 0 0;
    text-wrap: pretty;
  }
  lab-fleet-filters {
    margin: 1.2rem 0 1.8rem;
  }
  .pictures {
    display: grid;
    grid-template-columns: repeat(2, minmax(0, 1fr));
    gap: 2.2rem 3rem;
    align-items: start;
  }
  .switch {
    display: flex;
    gap: 0 1.2rem;
    font-size: var(--size-small);
  }
  .switch label input {
    accent-color: var(--ink);
    margin: 0 0.35rem 0 0;
    vertical-align: -0.1em;
  }
  section {
    border-top: 1px solid var(--rule);
    margin-top: 2.2rem;
    padding-top: 1.4rem;
  }
  @media (max-width: 52rem) {
    .pictures {
      grid-template-columns: minmax(0, 1fr);
    }
  }
  @media print {
    .away {
      display: none;
    }
    .pictures > * {
      break-inside: avoid;
    }
  }
`;
