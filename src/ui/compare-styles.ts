/** How the view of a comparison is laid out. */
import { css } from 'lit';

export const compareStyles = css`
  section {
    margin-top: 2rem;
  }
  .over {
    outline: 2px dashed var(--accent);
    outline-offset: 0.8rem;
  }
  .notices {
    position: sticky;
    bottom: 0;
    z-index: 2;
    background: var(--paper);
  }
  .notices > p,
  .notices > .faults,
  .notices > [role='status'] > p {
    margin: 0;
    padding: 0.3rem 0;
    border-top: 1px solid var(--rule);
    max-width: none;
  }
  .notices p,
  .faults {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    gap: 0 1rem;
  }
  .faults ul {
    margin: 0;
    padding-left: 1.1rem;
    max-width: 62ch;
    max-height: 9rem;
    overflow: auto;
    overflow-wrap: anywhere;
  }
  .actions {
    display: flex;
    flex-wrap: wrap;
    gap: 0 1.2rem;
    margin: 0.4rem 0 0;
  }
  @media print {
    .more,
    .actions {
      display: none;
    }
  }
  progress {
    width: 12rem;
    max-width: 100%;
    accent-color: var(--ink);
  }
`;
