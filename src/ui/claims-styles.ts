/** The list of claims: groups one below the other, hairlines between. */
import { css } from 'lit';

export const claimsStyles = css`
  lab-claims-filters {
    margin-top: 1.4rem;
  }
  .kicker {
    max-width: none;
  }
  lab-progress {
    max-width: none;
  }
  section {
    margin-top: 2.2rem;
  }
  section.doubts {
    border-top: 1px solid var(--rule);
    padding-top: 1.4rem;
  }
  h2 {
    margin-bottom: 0.5rem;
  }
  ul {
    list-style: none;
    margin: 0;
    padding: 0;
    border-bottom: 1px solid var(--rule);
  }
  /* Below the fold nothing is laid out before it comes near; the room at the sides is for the mark of the keyboard. */
  li {
    margin-inline: -0.5rem;
    padding-inline: 0.5rem;
    content-visibility: auto;
    contain-intrinsic-size: auto 6.5rem;
  }
  @media print {
    li {
      content-visibility: visible;
      margin-inline: 0;
      padding-inline: 0;
    }
  }
  .nothing {
    margin-top: 1.6rem;
  }
`;
