/** The view of the kernels: its head, which stays in sight during a run, the list and what stands below it. */
import { css } from 'lit';

export const kernelsStyles = css`
  .top.running {
    position: sticky;
    top: 0;
    z-index: 1;
    background: var(--paper);
    padding-bottom: 0.6rem;
    border-bottom: 1px solid var(--rule);
  }
  .top {
    min-height: 0;
  }
  ul {
    list-style: none;
    margin: 1.8rem 0 0;
    padding: 0;
    border-bottom: 1px solid var(--rule);
  }
  .beside {
    margin-top: 3rem;
  }
  lab-kernels-table,
  .doubts {
    display: block;
    margin-top: 1.4rem;
  }
  lab-progress {
    max-width: none;
  }
`;
